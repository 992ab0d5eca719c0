"""Sentences of the terminal program that are said in more than one place or depend on keys, together, so that they can be read through and translated.

`{id}` stands for the key of that command (commands.Table.with_keys). What else is said: the words of commands in commands.py, states and
figures in wording.py, events in plan/events.py; docs/decisions/texts.md says why there is no catalogue of all texts.
"""

from __future__ import annotations

REASONS = {
    "item": "This needs an item: move to one first.",
    "entry": "This needs an item, a certification or a skill: move to one first.",
    "open-item": "This works on an item that is still to do.",
    "pinnable": "The planner puts this in where something asks for it: it cannot be pinned by itself.",
    "cert": "This works on a certification: move to one first.",
    "link": "Nothing is known that could be opened: no page, no source and no evidence with a web address.",
    "file": "There is no plan file yet.",
    "other-catalog": "The plan is planned with the newest catalog already.",
    "undo": "There is nothing to undo.",
    "redo": "There is nothing to redo.",
}
"""Why a command cannot run, by what it needs."""
NO_PLAN = "This needs a plan that can be read: mend it first."
NO_GOAL = (
    "Nothing is planned yet. {tracks} leads from what hurts to the track to start with; {edit_plan} opens the plan, where primary in [focus] does the same."
)
ALL_REACHED = (
    "Every goal of this plan is reached. {what_if} shows one level on beside the plan as it is, {tracks} leads to another track or role, "
    "{review} to what a review would look at."
)
NO_MAP = "There is nothing to draw yet: the plan has no goal. {tracks} leads to a track; {map_mode} shows the whole catalog."
NO_SKILL = (
    "No skill is asked for yet. {tracks} leads from what hurts to a track, whose skills then stand here; {edit_plan} opens the plan, where primary in "
    "[focus] or role in [profile] does the same."
)
BROKEN = "This plan cannot be shown as it is"
WAYS_OUT_OF_BROKEN = "{edit_plan} opens it in your editor, {versions} brings an earlier version back, {reload} reads it again, {quit} leaves."
WELCOME = "It is saved as you go. {progress} records progress, {why} says why, {help} helps."
ONE_MOMENT = "One moment: the roadmap is being made."
FIRST_MOMENT = "One moment: the catalog is being read. Then a few questions lead to your plan."
READ_AGAIN = "Read again."
UNCHANGED = "Nothing has changed on disk."
