"""What the signs of a list mean; the chosen one becomes its filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tracktui.ui.parts.content import Part
from tracktui.wording import MARKS, MEANINGS, count, mark, state_word

if TYPE_CHECKING:
    from tracktui.ui.parts.list_view import ListView


def show(view: ListView, states: Iterable[str], more: Sequence[Sequence[Part]] = ()) -> None:
    """The signs of the states that items of a screen are in, how many are in each; `more`: what else is drawn there, to read before."""
    from tracktui.ui.parts.dialogs import Choice

    found = Counter(states)
    known = [(state, sign) for state, sign in MARKS.items() if found[state]]
    options = [("", "  everything", count(sum(found.values()), "item"))]
    options += [
        (state, f"{mark(state, ascii_only=view.ascii)} {sign.word}", f"{count(found[state], 'item'):<9} {MEANINGS.get(state, '')}") for state, sign in known
    ]
    at = next((state for state, _ in known if state_word(state) == view.only), "")
    view.app.push_screen(Choice("Show only", options, at=at, about=more), partial(_chosen, view))


def _chosen(view: ListView, state: str | None) -> None:
    if state is not None:
        view.show_only(state_word(state) if state else "")
