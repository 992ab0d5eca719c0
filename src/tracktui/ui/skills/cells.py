"""A row of the skills matrix as cells: digits and signs carry the meaning, the shades repeat it."""

from __future__ import annotations

from tracktui.plan.matrix import SkillRow
from tracktui.plan.matrix_order import Claims, Summary, claims_words
from tracktui.ui.parts.content import Part
from tracktui.ui.parts.rows import fit
from tracktui.wording import shorten

COLUMNS = ("own", "agr", "evi", "fre", "now", " want")
"""The heads of the cells: own claim, agreed, cap of the evidence, freshness, the level that counts, the target."""
CELL = 4
BAR_FROM, WISH_FROM, WORDS_FROM = 58, 70, 84
"""Widths of the list from which the levels have a bar, interest a column, and from which the gap is said in words."""
WORDS, WISH, BAR, AI = 18, 6, 9, 3
LONGEST_NAME, LEAST_COMING = 34, 22
"""Columns of a name at most, and those that are left at least where what comes next has a column: figures stay near the names."""
_BAR = {True: ("#", "+", "-", "."), False: ("\u2588", "\u2592", "\u2591", "\u00b7")}
"""Signs of the bar: reached, claimed and not counted, wanted, beyond."""


def heads(width: int) -> str:
    """The heads of the columns right of the names."""
    bars = fit("  levels", BAR) if width >= BAR_FROM else ""
    wish = fit("wish", WISH) if width >= WISH_FROM else ""
    coming = fit("next in your plan", coming_width(width))
    return "".join(f"{head:>{CELL}}" for head in COLUMNS) + bars + wish + (" " * WORDS if width >= WORDS_FROM else "") + coming


def coming_width(width: int) -> int:
    """Columns for what brings the next level: what is left in a wide list, else none."""
    cells = CELL * len(COLUMNS) + 1 + BAR + WISH + WORDS
    left = width - 1 - LONGEST_NAME - AI - cells
    return left if left >= LEAST_COMING else 0


def name_width(width: int) -> int:
    """Columns left for a name."""
    return max(8, width - len(heads(width)) - AI - 1)


def heading(sign: str, name: str, said: str, width: int) -> list[Part]:
    """A group's heading: its name, cut where it must be, what is said of it, and the heads of the columns."""
    columns = heads(width)
    room = width - len(columns) - 3
    words = f" {sign} {name if len(name) + len(said) + 2 <= room else shorten(name, max(8, room))}"
    said = said if len(words) + len(said) + 2 <= width - len(columns) else ""
    return [(words, "title"), (fit(f"  {said}", max(0, width - len(columns) - len(words))), "dim"), (columns, "dim")]


def cells(row: SkillRow, width: int, *, ai: bool, ascii_only: bool, coming: str = "") -> list[Part]:
    """A skill: name, the six cells, the bar of levels, and where there is room interest, the gap in words and what is coming."""
    state = row.state
    held = {"evidence": "evi", "freshness": "fre"}.get(state.held_down_by, "") if state.claim > state.level else ""
    said = state.claim > 0
    values: dict[str, int | None] = {
        "own": state.claim_self,
        "agr": state.claim_agreed,
        "evi": state.cap if said else None,
        "fre": state.freshness if said else None,
    }
    parts: list[Part] = [(f" {fit(row.name, name_width(width))}", "text" if row.targets else "dim"), (" AI" if ai else "   ", "structure")]
    for name, value in values.items():
        parts += _cell(f"{value}!" if name == held else str(value) if value is not None else ".", value)
    parts += _cell("n/o", None) if state.not_observed else _cell(f"[{state.level}]", state.level)
    parts += [(" ", "text"), *_cell(str(row.target) if row.target is not None else ".", row.target)]
    if width >= BAR_FROM:
        parts.append((f"   {bar(row, ascii_only=ascii_only)}  ", "accent" if row.gap else "structure"))
    if width >= WISH_FROM:
        parts.append((fit("+" * (state.interest or 0) or ".", WISH), "dim"))
    if width >= WORDS_FROM:
        parts.append((fit(gap_words(row), WORDS), "warn" if row.gap else "dim"))
    if room := coming_width(width):
        parts.append((fit(coming, room), "structure"))
    return parts


def _cell(text: str, value: int | None) -> list[Part]:
    shown = f" {text} " if len(text) == 1 else f"{text:<{CELL - 1}}"
    return [(" ", "text"), (shown, f"heat-{value}" if value else "dim")]


def bar(row: SkillRow, *, ascii_only: bool) -> str:
    """Four signs, one for each level: reached, claimed and not counted, wanted, beyond what is wanted."""
    reached, claimed, wanted, beyond = _BAR[ascii_only]
    state = row.state
    most = 0 if state.not_observed else state.level
    return "".join(
        reached if level <= most else claimed if level <= max(state.claim, state.claim_self or 0) else wanted if level <= (row.target or 0) else beyond
        for level in range(1, 5)
    )


def gap_words(row: SkillRow) -> str:
    """How far below its target a skill is, and what holds its level down, in a few words."""
    state = row.state
    if state.not_observed:
        return "no opportunity"
    if row.target is None:
        return "not asked for"
    held = "" if state.held_down_by in ("", "claim") or state.claim <= state.level else f", {state.held_down_by}"
    if not row.gap:
        return "assumed" if state.assumed and state.assumed == state.level and not state.claim else f"reached{held}"
    return f"{row.gap} short{held}"


def summary_lines(found: tuple[Summary, ...], heard: Claims, *, ascii_only: bool) -> list[list[Part]]:
    """Median bars per dimension, and own claims against what was agreed."""
    lines: list[list[Part]] = []
    for one in found:
        parts: list[Part] = [(fit(one.name, 13), "title"), (f"{one.rows:>4}", "dim")]
        for head, level in (("own", one.own), ("agr", one.agreed), ("now", one.level), ("want", one.target)):
            parts += [(f"  {head} ", "dim"), (_level_bar(level, ascii_only=ascii_only), "accent" if head == "now" else "structure")]
            parts.append((f" {'.' if level is None else level}", "bold" if head == "now" else "text"))
        lines.append([*parts, (f"  {one.short} short" if one.short else "  reached", "warn" if one.short else "good")])
    lines.append([(f"{claims_words(heard)} Figures are medians.", "dim")])
    return lines


def _level_bar(level: int | None, *, ascii_only: bool) -> str:
    full, empty = ("#", ".") if ascii_only else ("\u2588", "\u00b7")
    return full * (level or 0) + empty * (4 - (level or 0))


LEGEND: tuple[tuple[str, str], ...] = (
    ("own", "what you claim"),
    ("agr", "what you agreed on with your reviewer"),
    ("evi", "the most that the evidence allows"),
    ("fre", "the claim, less one where the evidence is old"),
    ("[now]", "the lowest of claim, evidence and freshness: the level that counts"),
    ("want", "the highest level that a check, a track or the role asks for"),
    ("!", "this one holds the level down"),
    ("n/o", "not observed: no opportunity here, which is no zero"),
    (".", "nobody said anything"),
    ("AI", "AI fluency"),
)
"""What the signs of the matrix mean."""
