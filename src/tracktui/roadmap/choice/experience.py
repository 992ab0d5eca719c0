"""Experience that an issuer asks for before it gives the award: what the plan says is there, what is waived, what is missing."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from tracktui.catalog.entries import Cert
from tracktui.plan.model import Plan


class Gap(msgspec.Struct, frozen=True):
    """Months of experience: asked for, had, waived. `known` is False where the plan says nothing of experience."""

    area: str
    asked: int
    had: int
    waived: int
    known: bool

    @property
    def missing(self) -> int:
        """Months still to come. 0 where nothing is known: silence is not counted against anybody."""
        return max(0, self.asked - self.had - self.waived) if self.known else 0


def gap(cert: Cert, plan: Plan, done: Callable[[str], bool]) -> Gap | None:
    """The experience of a cert against the plan's `[profile] experience`; None where the issuer asks for none formally.

    `done` says whether a credential that waives months is held. Waivers add up to `waives_at_most`.
    """
    asked = cert.experience
    if asked is None or not asked.months:
        return None
    own = plan.profile.experience
    had = sum(part.months for part in own if not asked.area or part.area == asked.area)
    degree = any(part.degree for part in own)
    waived = sum(waiver.months for waiver in asked.waives if (waiver.degree and degree) or (waiver.id is not None and done(waiver.id)))
    if asked.waives_at_most is not None:
        waived = min(waived, asked.waives_at_most)
    return Gap(asked.area, asked.months, had, waived, bool(own))
