"""What if: another version of the plan is worked out in a thread and shown beside this one; then it is taken over, or not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tracktui.plan.model import Plan
from tracktui.roadmap.alternatives.compare import Comparison
from tracktui.roadmap.alternatives.whatif import MOST_WEEKLY_HOURS, Wish, changed, put
from tracktui.roadmap.model import Planned
from tracktui.ui.parts.content import Part
from tracktui.ui.parts.dialogs import Choice, Question
from tracktui.wording import count, day
from tracktui.work import Tell, Work

if TYPE_CHECKING:
    from datetime import date

    from tracktui.ui.host import Host
    from tracktui.workspace import Workspace

PLANNERS_OWN = ("practice", "renewal")
"""Kinds that the planner adds where something asks for them: they can be neither left out nor pinned by themselves."""
AROUND = 18
"""Lines of the screen that a comparison needs besides the items it lists."""
WORDS, GROUP = "working out the changed plan", "what-if"
STEP = 2.0
"""Hours a week that "more" and "less" ask about."""


def ask(app: Host, item: Planned | None) -> None:
    """Ask what to change: the highlighted item, the hours, the level."""
    if app.workspace is None:
        return
    plan = app.workspace.plan
    options: list[tuple[str, str, str]] = []
    if item is not None and item.open and item.kind not in PLANNERS_OWN:
        name = item.short or item.name
        options.append(("without", "Without it", f"the cheapest plan that has no {name}"))
        if item.id not in plan.choices.pin:
            options.append(("pin", "Pinned", f"{name} planned whatever it costs"))
    hours = plan.profile.hours_per_week
    options += [
        ("more", "More hours", f"{hours + STEP:g} instead of {hours:g} h a week"),
        ("less", "Fewer hours", f"{max(1.0, hours - STEP):g} instead of {hours:g} h a week"),
        ("hours", "Other hours", "you say how many"),
    ]
    if plan.focus.primary and plan.focus.target < 4:
        options.append(("level", "One level on", f"level {plan.focus.target + 1} instead of {plan.focus.target}"))
    app.push_screen(Choice("What if?", options), partial(_asked, app, item))


def _asked(app: Host, item: Planned | None, answer: str | None) -> None:
    if answer is None or app.workspace is None:
        return
    plan = app.workspace.plan
    hours = plan.profile.hours_per_week
    if answer == "hours":
        question = Question("How many hours a week?", f"a number up to {MOST_WEEKLY_HOURS}", default=f"{hours:g}", check=_hours_fault)
        app.push_screen(question, lambda text: _wish(app, Wish(hours_per_week=float(text.replace(",", ".")))) if text else None)
        return
    wishes = {
        "without": Wish(exclude=(item.id,)) if item else Wish(),
        "pin": Wish(pin=(item.id,)) if item else Wish(),
        "more": Wish(hours_per_week=hours + STEP),
        "less": Wish(hours_per_week=max(1.0, hours - STEP)),
        "level": Wish(level=plan.focus.target + 1),
    }
    _wish(app, wishes[answer])


def _hours_fault(text: str) -> str:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return "write a number such as 8 or 7.5"
    return "" if 0 < number <= MOST_WEEKLY_HOURS else f"more than 0, at most {MOST_WEEKLY_HOURS}"


def _wish(app: Host, wish: Wish) -> None:
    def take_over(workspace: Workspace) -> str:
        workspace.edit(lambda head: put(head, wish, workspace.plan), "the what-if taken over")
        return "Taken over. u takes it back."

    cause = f"{wish.hours_per_week:g} h a week" if wish.hours_per_week is not None else ""
    consider(
        app,
        "This plan, changed",
        lambda plan: changed(plan, wish),
        cause,
        ("take", "Take it over", "the head of your plan is changed; u takes it back"),
        take_over,
    )


def consider(app: Host, title: str, change: Callable[[Plan], Plan], cause: str, option: tuple[str, str, str], do: Callable[[Workspace], str]) -> None:
    """Work out a changed plan in a thread, show what it does, then `do` it or leave it."""
    if app.workspace is not None:
        in_question = partial(work_out, app.workspace, change, cause)
        app.in_thread(Work(WORDS, stops=True), in_question, lambda found: _show(app, title, *found, option, do), group=GROUP)


def work_out(workspace: Workspace, change: Callable[[Plan], Plan], cause: str, tell: Tell) -> tuple[Comparison, tuple[str, ...]]:
    """The changed plan beside the plan as it is, and what is wrong with it that was not before. Plans once: not for the thread that draws."""
    from tracktui.roadmap.alternatives.compare import compare
    from tracktui.roadmap.build import roadmap

    before = workspace.roadmap
    tell(0, 0)
    after = roadmap(workspace.catalog, change(workspace.plan), workspace.today)
    tell(0, 0)
    fresh = tuple(problem.message for problem in after.problems if problem not in before.problems and problem.severity != "info")
    return compare(before, after, cause), fresh


def _show(app: Host, title: str, found: Comparison, problems: tuple[str, ...], option: tuple[str, str, str], do: Callable[[Workspace], str]) -> None:
    choice = Choice(
        title,
        [option, ("leave", "Leave it", "nothing is written")],
        at="leave" if problems else option[0],
        about=consequences(found, problems, app.today, room=max(3, app.size.height - AROUND)),
    )

    def answered(answer: str | None) -> None:
        if answer == option[0]:
            app.change(do)

    app.push_screen(choice, answered)


def consequences(found: Comparison, problems: tuple[str, ...], today: date, *, room: int) -> list[list[Part]]:
    """What a change breaks, what it does to the whole, then what it shifts, as lines to read: at most `room` items, the rest counted."""
    from tracktui.roadmap.alternatives.compare import figures

    rows: list[list[Part]] = [[("! ", "warn"), (text, "warn")] for text in problems]
    rows += [
        [(f"{label:<23}", "dim"), (f"{before:>13}{after:>13}", "text"), (f"   {difference}", "accent")] for label, before, after, difference in figures(found)
    ]
    items: list[list[Part]] = [[("Drops out  ", "dim"), (item.short or item.name, "text")] for item in found.dropped]
    items += [
        [("Comes in   ", "dim"), (item.short or item.name, "text"), (f"  {day(item.finish, today)}" if item.finish else "", "dim")] for item in found.added
    ]
    items += [[(f"{day(move.before, today)} to {day(move.after, today)}  ", "dim"), (move.name, "text")] for move in found.moved]
    if len(items) > room:
        items = [*items[: room - 1], [(f"and {count(len(items) - room + 1, 'more item')}", "dim")]]
    return [*rows, *(items or ([] if problems else [[("Nothing else changes.", "good")]]))]
