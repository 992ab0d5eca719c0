"""Skills: the matrix as a heat map, gaps first, and the drills to run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from tracktui.plan.authority import refuse_unless_allowed
from tracktui.plan.drills import Drill, drills
from tracktui.plan.events import EVENTS
from tracktui.plan.matrix import SkillRow
from tracktui.plan.matrix_order import GROUPINGS, ORDERS, Group, Grouping, Order, claims, grouped, ordered, summaries, whole_matrix
from tracktui.plan.model import Entry
from tracktui.plan.states import Standing
from tracktui.problems import UserError
from tracktui.review.seen import looked_for
from tracktui.roadmap.views.level_up import level_up
from tracktui.ui.commands import by_id
from tracktui.ui.host import Host, host_of
from tracktui.ui.parts.content import Part, lines
from tracktui.ui.parts.dialogs import Reading
from tracktui.ui.parts.folding import FoldingView
from tracktui.ui.parts.list_view import Lines, Shown
from tracktui.ui.parts.look import fold_sign
from tracktui.ui.parts.rows import fit
from tracktui.ui.sentences import NO_SKILL
from tracktui.ui.skills.cells import cells, coming_width, heading, summary_lines
from tracktui.ui.skills.lines import FORMS, Told, drill_lines, group_lines, preview_lines, skill_lines
from tracktui.wording import MARKS, count, day, mark

if TYPE_CHECKING:
    from tracktui.ui.skills.changes import SkillChanges

DRILLS = "@drills"
WITH_FORM = 76
"""Width of the list from which a drill says what form it has."""
DRILL = "drill:"
"""What the key of a drill's row begins with."""
_WRITES = {"claim": "claimed", "assess": "assessed", "interest": "interest", "run_drill": "drilled", "not_observed": "not-observed", "skill_evidence": "noted"}
"""The event that a command writes."""


class SkillsView(FoldingView):
    """Skills matrix and drills."""

    NAME = "skills"
    FILTER_HINT = "filter: part of a name, a track, ai"

    def __init__(self) -> None:
        super().__init__()
        self.order: Order = "gap"
        self.grouping: Grouping = "track"
        self.gaps_only = False
        self.drafts: dict[str, list[str]] = {}
        """Findings written down in drills that were left before they were scored."""
        self._standing: Standing | None = None
        self._rows: dict[str, SkillRow] = {}
        self._drills: dict[str, Drill] = {}
        self._groups: dict[str, Group] = {}
        self._comings: dict[str, str] = {}

    def head(self) -> Iterable[Widget]:
        """The medians above the matrix."""
        return (Static("", id="skill-summary"),)

    def prepare(self, shown: Shown) -> None:
        """The matrix of the plan, and its drills."""
        self._standing = Standing(shown.catalog, shown.plan, shown.found.today)
        self._comings = {}
        found = whole_matrix(self._standing, private=not self._guest)
        self._rows = {row.id: row for row in found}
        self._drills = {f"{DRILL}{drill.scenario.id}": drill for drill in drills(self._standing, private=not self._guest)}
        summary = summary_lines(summaries(shown.catalog, found), claims(found), ascii_only=self.ascii) if found else []
        head = self.query_one("#skill-summary", Static)
        head.update(lines(summary))
        head.display = bool(summary)

    # -- rows -------------------------------------------------------------------------------------------------------

    def title(self, shown: Shown) -> str:
        """How many there are, and in which order."""
        if not self._rows:
            return "Skills"
        short = sum(row.gap > 0 for row in self._rows.values())
        order = {"gap": "largest gap first", "name": "by name", "level": "by level", "interest": "by interest"}[self.order]
        return f"Skills  {len(self._rows)}, {short} short, {order}{', gaps only' if self.gaps_only else ''}"

    def nothing(self) -> str:
        """No track, no role."""
        if self.gaps_only:
            return "No skill is below its target. f shows all of them."
        return self._tracktui.table.with_keys(NO_SKILL)

    def start(self, shown: Shown) -> str | None:
        """The largest gap."""
        return next((key for key in self.keys(shown) if not key.startswith("@")), None)

    def keys(self, shown: Shown) -> list[str]:
        """Groups of skills in order, then the drills."""
        assert self._standing is not None
        rows = [row for row in ordered(self._rows.values(), self.order) if (row.gap or not self.gaps_only) and self._matches(row)]
        self._groups = {f"@{group.id}": group for group in grouped(self._standing, rows, self.grouping)}
        keys: list[str] = []
        for title, group in self._groups.items():
            keys += self.unfolded(title, [row.id for row in group.rows])
        found = [key for key, drill in self._drills.items() if not self.gaps_only and self.matches(f"{drill.scenario.name} drill {drill.scenario.form}")]
        if found:
            keys += self.unfolded(DRILLS, found)
        return keys

    def _matches(self, row: SkillRow) -> bool:
        skill = self.shown.catalog.skills.get(row.id) if self.shown is not None else None
        more = f"{' '.join(skill.tracks)} {skill.dimension} {'ai' if skill.ai else ''}" if skill is not None else ""
        return self.matches(f"{row.id} {row.name} {more}")

    def draw(self, key: str, width: int) -> list[Part]:
        """A heading with the columns' names, a skill as cells, or a drill."""
        assert self.shown is not None
        if key.startswith("@"):
            return self._heading(key, width)
        if key.startswith(DRILL):
            return self._drill(self._drills[key], width)
        skill = self.shown.catalog.skills.get(key)
        coming = self._coming(key) if coming_width(width) else ""
        return cells(self._rows[key], width, ai=skill is not None and skill.ai, ascii_only=self.ascii, coming=coming)

    def _coming(self, key: str) -> str:
        """What the roadmap brings a skill up with first, and when; worked out for the rows that come into sight."""
        assert self.shown is not None
        if key not in self._comings:
            up = level_up(self.shown.catalog, self.shown.plan, self.shown.found, self._rows[key])
            first = min(up.planned, key=lambda step: (step.finish is None, step.finish), default=None) if up is not None else None
            when = f"{day(first.finish, self.shown.found.today):<12}" if first is not None and first.finish is not None else ""
            self._comings[key] = f"{when}{first.name}" if first is not None else ""
        return self._comings[key]

    def _heading(self, key: str, width: int) -> list[Part]:
        sign = fold_sign(key in self.folded, ascii_only=self.ascii)
        if key == DRILLS:
            return [(fit(f" {sign} Drills and exercises  {len(self._drills)}", width), "title")]
        group = self._groups[key]
        return heading(sign, group.name, f"{group.short} short" if group.short else "reached", width)

    def _drill(self, drill: Drill, width: int) -> list[Part]:
        scenario, best = drill.scenario, drill.best
        score = "not run yet" if not drill.attempts else "not rated" if best is None else f"best {best:g} %"
        form = fit(FORMS[scenario.form], 21 if width >= WITH_FORM else 0)
        right = f"{form}{fit(f'level {scenario.level}' if scenario.level else '', 9)}{fit(score, 12, right=True)} "
        sign = mark(drill.state, ascii_only=self.ascii)
        passed = best is not None and best >= scenario.pass_percent
        return [(f" {sign} ", MARKS[drill.state].tone), (fit(scenario.name, max(8, width - 3 - len(right))), "text"), (right, "good" if passed else "dim")]

    # -- what is known of a row -------------------------------------------------------------------------------------

    def about(self, shown: Shown, key: str) -> Lines:
        """Everything about a skill, a drill or a group."""
        today = shown.found.today
        if key.startswith(DRILL):
            return drill_lines(shown.catalog, self._drills[key], today)
        if key == DRILLS:
            text = "Read an architecture, write down what will go wrong in it, then score yourself against the rubric. enter runs a drill."
            return [[("Drills and exercises", "bold")], [(text, "text")], [], [(count(len(self._drills), "drill"), "dim")]]
        if key.startswith("@"):
            return group_lines(self._groups[key])
        row = self._rows[key]
        return skill_lines(shown.catalog, row, level_up(shown.catalog, shown.plan, shown.found, row), self._told(row))

    def _told(self, row: SkillRow) -> Told:
        assert self.shown is not None
        entries = self._entries(row.id)
        return Told(entries, looked_for(entries), self.shown.found.today, self.ascii)

    def _entries(self, item: str) -> list[Entry]:
        """What was recorded of it; private entries stay away while somebody else has the keyboard."""
        assert self._standing is not None
        return [entry for entry in self._standing.entries.get(item, ()) if not (entry.private and self._guest)]

    @property
    def _guest(self) -> bool:
        workspace = self._tracktui.workspace
        return workspace is not None and bool(workspace.guest)

    @property
    def skill(self) -> SkillRow | None:
        """The highlighted skill."""
        return self._rows.get(self.rows.key or "")

    @property
    def drill(self) -> Drill | None:
        """The highlighted drill."""
        return self._drills.get(self.rows.key or "")

    @property
    def item_id(self) -> str:
        """The skill's or the scenario's id."""
        return super().item_id.removeprefix(DRILL)

    def cannot(self, command_id: str) -> str:
        """What each command of this screen needs, and whose word it is."""
        if (refused := self._refused(command_id)) or command_id in ("skill_gaps", "skill_sort", "skill_group", "skill_fold"):
            return refused
        if command_id == "run_drill":
            return "" if self.drill is not None else "This needs a drill: they stand below the skills."
        return "" if self.skill is not None or by_id(command_id).views != ("skills",) else "This needs a skill: move to one first."

    def _refused(self, command_id: str) -> str:
        """Why whoever has the keyboard may not write what a command writes; "" where they may. Said before anything is typed."""
        workspace = self._tracktui.workspace
        if workspace is None or not workspace.guest or command_id not in _WRITES:
            return ""
        try:
            refuse_unless_allowed(workspace.plan, EVENTS[_WRITES[command_id]], workspace.guest)
        except UserError as error:
            return f"{error.problems[0].message}. {error.problems[0].hint}"
        return ""

    def chosen(self, key: str) -> None:
        """Fold a group, run a drill, or read a skill in full."""
        if key.startswith("@"):
            self.toggle(key)
        elif key.startswith(DRILL):
            if why := self.cannot("run_drill"):
                self.notify(why, markup=False, severity="warning")
            else:
                self.do_run_drill()
        elif self.shown is not None:
            self.app.push_screen(Reading(self._rows[key].name, self.about(self.shown, key)[1:]))

    def reveal(self, key: str) -> None:
        """Take away what hides the row."""
        self.gaps_only = False
        super().reveal(key)

    # -- commands ---------------------------------------------------------------------------------------------------

    def do_skill_sort(self) -> None:
        """Another order."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self.fill()

    def do_skill_group(self) -> None:
        """By track, by dimension, or none."""
        self.grouping = GROUPINGS[(GROUPINGS.index(self.grouping) + 1) % len(GROUPINGS)]
        self.fill()

    def do_skill_fold(self) -> None:
        """Fold every group, or unfold every one."""
        self.toggle_all()

    def do_skill_gaps(self) -> None:
        """Only what is below its target; again: everything."""
        self.gaps_only = not self.gaps_only
        self.fill()

    def do_level_up(self) -> None:
        """What the next level asks, and what brings it."""
        row = self.skill
        if row is not None and self.shown is not None:
            up = level_up(self.shown.catalog, self.shown.plan, self.shown.found, row)
            self.app.push_screen(Reading(f"{row.name}: the next level", preview_lines(up, self._told(row))))

    def do_claim(self) -> None:
        """Claim a level."""
        self._changes.claim()

    def do_run_drill(self) -> None:
        """Run the highlighted drill."""
        from tracktui.ui.skills.drill import run

        if self.drill is not None:
            run(self._tracktui, self.drill.scenario, self.drafts.setdefault(self.drill.scenario.id, []))

    def do_assess(self) -> None:
        """Agree on a level: a reviewer's word."""
        self._changes.assess()

    def do_not_observed(self) -> None:
        """There was no opportunity to see it."""
        self._changes.not_observed()

    def do_interest(self) -> None:
        """How much one wants it."""
        self._changes.interest()

    def do_skill_evidence(self) -> None:
        """Add evidence to the skill."""
        self._changes.evidence()

    @property
    def _changes(self) -> SkillChanges:
        from tracktui.ui.skills.changes import SkillChanges

        row = self.skill
        assert row is not None
        return SkillChanges(self._tracktui, row, looked_for(self._entries(row.id)))

    @property
    def _tracktui(self) -> Host:
        return host_of(self.app)
