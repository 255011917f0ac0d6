"""How a sanction with a period ends: by itself, by a decision, or by what the unit does. Which holds is data of the profile."""

from datetime import date
from enum import StrEnum

import msgspec

from domain.procedure.basis import Source


class LiftedBy(StrEnum):
    """What ends the effect of a sanction once its period is over and nothing stands against it."""

    ITSELF = "automatic"
    DECISION = "by-decision"
    UNIT = "by-unit"


class Lifting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How sanctions are lifted whose period ends from *since* on (None: always) and before *until* (None: still)."""

    how: LiftedBy
    source: Source
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether a period that ends on *day* ends in this way."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)
