"""Every command, once: its id, keys and words. Bindings, footer, palette and help are made from this table."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

View = Literal["roadmap", "timeline", "map", "skills", "certs", "review", "tracks"]
"""The screens' names. `ui/<name>_view.py` holds `<Name>View`; a command of the name leads to it."""


class Command(msgspec.Struct, frozen=True):
    """A command. `views`: where it works (empty: everywhere); `needs`: what must be so; `footer`: its rank there, 0 none."""

    id: str
    keys: tuple[str, ...]
    words: str
    help: str
    views: tuple[View, ...] = ()
    needs: Literal["", "item", "entry", "open-item", "undo", "redo", "filter", "other-catalog", "cert", "link", "file"] = ""
    footer: int = 0


COMMANDS: tuple[Command, ...] = (
    Command("progress", ("space",), "progress", "Record what happened with this item", ("roadmap", "timeline", "map"), "open-item", 1),
    Command("evidence", ("e",), "evidence", "Add a link, a file or a text as evidence", ("roadmap", "timeline", "map"), "item", 2),
    Command("why", ("w",), "why", "Why it is here, and what was not chosen", ("roadmap", "timeline", "map"), "open-item", 3),
    Command(
        "what_if", ("x",), "what if", "Without this item, with other hours, one level on: beside your plan as it is", ("roadmap", "timeline", "map"), "", 4
    ),
    Command("hold", ("space",), "I hold it", "Say that you hold it; of what you hold: renewed, credits earned, a note", ("certs",), "item", 1),
    Command("pin", ("p",), "pin", "Plan this item whatever it costs; again: no longer", (), "item", 4),
    Command("skip", ("s",), "leave out", "Leave the item, or all marked ones, out of the plan; on one left out: take it in again", ("roadmap",), "item", 6),
    Command("mark", ("v",), "mark", "Mark a row: what works on several works on all that are marked", ("roadmap", "certs"), "item"),
    Command("mark_range", ("V",), "mark to here", "Mark every row from the one marked last to this one", ("roadmap", "certs"), "item"),
    Command("sort", ("o",), "order", "By plan, by hours, by price, by what it unlocks, by last day", ("roadmap",)),
    Command("roadmap_fold", ("z",), "fold all", "Fold every quarter, or open every one", ("roadmap",)),
    Command("legend", ("L",), "signs", "What the signs mean; choosing one shows only its items", ("roadmap", "timeline", "map")),
    Command("facet", ("f",), "narrow", "Only one vendor, track, level, price or status", ("certs",), "", 2),
    Command("compare", ("c",), "compare", "Mark it; then it and the others that are marked side by side, up to four", ("certs",), "", 3),
    Command("cert_sort", ("o",), "order", "By issuer, by price, by hours of study, by name", ("certs",)),
    Command("cert_fold", ("z",), "fold all", "Fold every group, or unfold every one", ("certs",)),
    Command("map_focus", ("f",), "around", "Only what this needs and unlocks; again: everything", ("map",), "item", 2),
    Command("map_mode", ("m",), "view", "The way to your goal, the whole roadmap, the whole catalog", ("map",), "", 3),
    Command("map_back", ("left_square_bracket",), "back", "The item looked at before", ("map",)),
    Command("map_forward", ("right_square_bracket",), "forward", "And on again", ("map",)),
    Command("zoom_in", ("plus", "equals_sign"), "closer", "Fewer days in a column", ("timeline",), "", 2),
    Command("zoom_out", ("minus",), "further", "More days in a column", ("timeline",), "", 3),
    Command("to_today", ("full_stop",), "today", "Everything that is planned, from today on", ("timeline",), "", 4),
    Command("move_exam", ("m",), "move exam", "Another exam day: what it changes is shown before it is done", ("timeline",), "open-item", 4),
    Command("claim", ("space",), "claim", "Claim a level of this skill, behaviour by behaviour", ("skills",), "", 1),
    Command("run_drill", ("d",), "run drill", "Read an architecture, write down what will go wrong, score yourself", ("skills",), "", 1),
    Command("assess", ("a",), "agree", "Agree on a level with your reviewer: what was seen, not seen, had no opportunity", ("skills",), "", 2),
    Command("skill_evidence", ("e",), "evidence", "Add a link, a file or a text as evidence of the skill", ("skills",), "", 3),
    Command("level_up", ("w",), "next level", "What the next level asks, and what in your roadmap brings it", ("skills",), "", 4),
    Command("skill_gaps", ("f",), "gaps", "Only what is below its target; again: everything", ("skills",)),
    Command("not_observed", ("n",), "not observed", "There was no opportunity to see it here", ("skills",)),
    Command("interest", ("I",), "interest", "How much you want it, from 0 to 3", ("skills",)),
    Command("skill_sort", ("o",), "order", "By gap, name, level, interest", ("skills",)),
    Command("skill_group", ("b",), "group", "By track, by dimension, or none", ("skills",)),
    Command("skill_fold", ("z",), "fold all", "Fold every group, or unfold every one", ("skills",)),
    Command("tracks_mark", ("space",), "it hurts", "How much this hurts here: not, a little, clearly, most of all", ("tracks",), "", 1),
    Command("tracks_whatif", ("x",), "what if", "This track beside your plan as it is; take it over", ("tracks",), "", 1),
    Command("tracks_routes", ("f",), "ways here", "The ways to this role from another one, and what is missing", ("tracks",), "", 1),
    Command("tracks_plan", ("n",), "new plan", "Run this playbook: make a plan of its steps beside yours", ("tracks",), "", 1),
    Command("tracks_choose", ("b",), "what hurts", "From what hurts to the track to start with; again: back", ("tracks",), "", 2),
    Command("tracks_fold", ("z",), "open all", "Open every part of the page, or fold every one", ("tracks",), "", 2),
    Command("tracks_up", ("plus",), "level up", "Compare the tracks one level higher", ("tracks",), "", 3),
    Command("tracks_down", ("minus",), "level down", "Compare the tracks one level lower", ("tracks",)),
    Command("review_sign", ("s",), "sign off", "Sign the check off, or accept the project although its target was missed", ("review",), "", 1),
    Command("review_back", ("b",), "send back", "Send the check back, with what is missing", ("review",), "", 2),
    Command("review_seen", ("plus", "equals_sign"), "seen", "The behaviour was seen", ("review",), "", 1),
    Command("review_not_seen", ("minus",), "not seen", "The behaviour was looked for and not seen", ("review",), "", 2),
    Command("review_no_occasion", ("0",), "no opportunity", "There was no opportunity to see the behaviour", ("review",), "", 3),
    Command("review_level", ("L",), "level", "Agree on the level of the skill", ("review",), "", 3),
    Command("review_done", ("d",), "done", "The action is done", ("review",), "", 1),
    Command("review_note", ("n",), "note", "Keep a note, about the row where it has an item; for both or for yourself", ("review",), "", 4),
    Command("review_action", ("a",), "action", "Agree on an action: what, who, by when", ("review",), "", 4),
    Command("review_owes", ("o",), "owes", "What the reviewer owes, and by when", ("review",)),
    Command("review_held", ("R",), "held", "The review was held: today's plan becomes the baseline", ("review",), "", 5),
    Command("review_notes", ("N",), "notes", "Write the agenda as Markdown into a new file, without private entries", ("review",), "", 6),
    Command("review_hand", ("W",), "who writes", "Hand the keyboard to the reviewer, or take it back", ("review",)),
    Command("review_fold", ("z",), "fold all", "Fold every section, or unfold every one", ("review",)),
    Command("search", ("slash",), "search", "Filter the list as you type", (), "", 5),
    Command("one_pane", ("Z",), "one pane", "The pane that has the keys takes the whole screen; again: both"),
    Command("record", ("r",), "record", "Record an action, a pause, a review, a skill or a KPI"),
    Command("undo", ("u",), "undo", "Take the last change back", (), "undo", 6),
    Command("redo", ("ctrl+r",), "redo", "Do it again", (), "redo"),
    Command("roadmap", ("1",), "Roadmap", "The roadmap"),
    Command("timeline", ("2",), "Timeline", "The roadmap on the calendar"),
    Command("map", ("3",), "Map", "What needs what"),
    Command("skills", ("4",), "Skills", "The skills matrix: claimed, agreed, shown, wanted; and drills"),
    Command("certs", ("5",), "Certs", "Certifications: yours and the whole catalog"),
    Command("review", ("6",), "Review", "The 1:1: what is owed, what changed, what to sign, what was agreed"),
    Command("tracks", ("7",), "Tracks", "Tracks and roles: which one, what it takes, how it is measured"),
    Command("facts", ("i",), "facts", "Where its facts come from, and how old they are", (), "entry"),
    Command("catalog", ("C",), "catalog", "What the newest catalog changes for this plan", (), "other-catalog"),
    Command("accept", ("A",), "accept catalog", "Plan with the newest catalog from now on", (), "other-catalog"),
    Command("copy", ("y",), "copy", "Copy the name, the id or the link", (), "entry"),
    Command("request", ("Y",), "copy request", "Copy the text that asks for this certification: exam, money, days, project", (), "cert"),
    Command("open_link", ("O",), "open link", "Open its page, a source or evidence in the browser, after showing which", (), "link"),
    Command("problems", ("exclamation_mark",), "problems", "What is wrong with plan or catalog"),
    Command("reload", ("ctrl+l",), "reload", "Read the plan again"),
    Command("edit_plan", ("E",), "editor", "Open the plan in your editor", (), "file"),
    Command("versions", ("B",), "earlier versions", "Bring an earlier version of the plan back", (), "file"),
    Command("session", (), "changes of today", "What was changed today, and what undo would take back"),
    Command("theme", ("t",), "theme", "Light or dark"),
    Command("themes", (), "choose theme", "Choose the theme; it is shown while you move"),
    Command("settings", ("comma",), "settings", "Theme, signs, motion, mouse, keys, and where the file is"),
    Command("tour", (), "tour", "Where to look, in a few short steps"),
    Command("help", ("question_mark", "f1"), "help", "What works here", (), "", 7),
    Command("palette", ("ctrl+p",), "palette", "Every command and every item by name", (), "", 8),
    Command("quit", ("q",), "quit", "Leave: everything is saved already", (), "", 9),
)

VIEWS: tuple[View, ...] = tuple(view for view in get_args(View) if any(command.id == view for command in COMMANDS))
"""The screens there are, in the order of their keys."""

KEY_NAMES = {
    "question_mark": "?",
    "exclamation_mark": "!",
    "slash": "/",
    "comma": ",",
    "plus": "+",
    "equals_sign": "=",
    "minus": "-",
    "full_stop": ".",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}
"""How a key is written for people, where that is neither its name nor a chord."""

MOST_IN_FOOTER = 7

MOVING: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("j", "down"), "j k", "or the arrows: one row"),
    (("k", "up"), "", ""),
    (("h", "left"), "h l", "out and in"),
    (("l", "right"), "", ""),
    (("g", "home"), "g G", "first and last row"),
    (("G", "end"), "", ""),
    (("ctrl+d", "pagedown"), "^d ^u", "a page"),
    (("ctrl+u", "pageup"), "", ""),
    (("enter",), "enter", "open, fold"),
    (("tab",), "tab", "the other pane"),
    (("escape",), "esc", "one step back"),
    (("ctrl+c",), "^c", "leave"),
)
"""The keys that move, everywhere the same and not to be given to a command: the keys, how they are written, what they do."""


def key_name(key: str) -> str:
    """A key as people read it: `u`, `?`, `^r` for ctrl+r, `F1`."""
    modifiers, _, last = key.rpartition("+")
    last = KEY_NAMES.get(last, last.upper() if last[1:].isdigit() and last[0] == "f" else last)
    return f"^{last}" if modifiers == "ctrl" else f"{modifiers}+{last}" if modifiers else last


class Table(msgspec.Struct, frozen=True):
    """The commands with the keys of a run."""

    commands: tuple[Command, ...] = COMMANDS

    def by_id(self, command_id: str) -> Command:
        """The command with this id."""
        return next(command for command in self.commands if command.id == command_id)

    def for_key(self, key: str, view: View) -> Command | None:
        """The command that a key means in a view."""
        return next((command for command in self.here(view) if key in command.keys), None)

    def here(self, view: View) -> list[Command]:
        """The commands of a view, in the order of the table."""
        return [command for command in self.commands if not command.views or view in command.views]

    def with_keys(self, text: str) -> str:
        """A sentence with the key of a command in the place of each `{id}`."""
        keys = {command.id: key_name(command.keys[0]) if command.keys else f"{command.words} in the palette" for command in self.commands}
        return text.format_map(keys)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that a command has, each once."""
        return tuple(dict.fromkeys(key for command in self.commands for key in command.keys))


SHIPPED = Table()
"""The commands with the keys they come with."""
by_id, for_key, here = SHIPPED.by_id, SHIPPED.for_key, SHIPPED.here
