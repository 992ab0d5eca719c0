"""What an entry is completed with because only the program knows it: what a reviewer saw, and where things stood at a review."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tracktui.catalog.entries import Check
from tracktui.plan.saw import digest_of

if TYPE_CHECKING:
    from tracktui.plan.states import Standing
    from tracktui.review.person import Person


def completed(event: str, item: str, values: dict[str, Any], standing_of: Callable[[], Standing], person_of: Callable[[], Person]) -> dict[str, Any]:
    """The keys of an entry, with what was seen of a check that is signed off, and the kind and the baseline of a review held today."""
    if event == "signed-off" and "saw" not in values:
        standing = standing_of()
        check = standing.item(item)
        return values | ({"saw": digest_of(check, standing.entries)} if isinstance(check, Check) else {})
    if event == "reviewed" and "baseline" not in values and values.get("on") in (None, standing_of().today):
        from tracktui.review.due import kind_due
        from tracktui.roadmap.alternatives.compare import baseline_from

        person = person_of()
        return {"kind": kind_due(person)} | values | {"baseline": baseline_from(person.roadmap)}
    return values
