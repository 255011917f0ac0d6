"""What the leaders resolved beside what the policy suggests: what whoever signs the draft decision looks at first."""

from enum import StrEnum

import msgspec

from domain.proceedings.handling import Handling
from domain.proceedings.proceeding import Proceeding
from domain.recommendation.against import departure
from domain.recommendation.outcome import Recommendation


class Stand(StrEnum):
    """How a resolution stands to the suggestion; ``unresolved``: views only so far; ``no-suggestion``: nothing to compare with."""

    FOLLOWS = "follows"
    DEPARTS = "departs"
    NO_SUGGESTION = "no-suggestion"
    UNRESOLVED = "unresolved"


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """``resolved``: what the leaders resolved, None while ``unresolved``. ``suggested``: measures of the policy's suggestion as it stands now; none and ``exempt`` where it suggests to impose nothing."""

    stand: Stand
    resolved: Handling | None
    suggested: tuple[str, ...] = ()
    exempt: bool = False


def compared(proceeding: Proceeding, recommendation: Recommendation) -> Comparison:
    """The resolution on record beside the suggestion in *recommendation*, by the rule by which a decision is counted."""
    resolved = proceeding.deliberation.resolved if proceeding.deliberation is not None else None
    suggested = recommendation.suggestion
    if suggested is None or suggested.none_because is not None:
        return Comparison(stand=Stand.NO_SUGGESTION, resolved=resolved)
    if resolved is None:
        stand = Stand.UNRESOLVED
    elif departure(recommendation, resolved.measures, resolved.outcome.value) is None:
        stand = Stand.FOLLOWS
    else:
        stand = Stand.DEPARTS
    return Comparison(stand=stand, resolved=resolved, suggested=suggested.measures, exempt=suggested.exempt)
