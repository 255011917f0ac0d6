"""What the docket cannot know from events, and whose turn it is depends on. ``whose_turn.sql`` says how."""

from datetime import date
from uuid import UUID

import msgspec


class Present(msgspec.Struct, frozen=True, kw_only=True):
    """The day of reading, and for whom somebody acts on it.

    ``admitting`` are the bodies for which somebody can admit an appeal, ``serving`` those for which somebody can serve what one came to.
    """

    today: date
    admitting: frozenset[UUID]
    serving: frozenset[UUID]


def parameters(present: Present | None) -> dict[str, object]:
    """As the parameters that ``whose_turn.sql`` names. None: rows are shown as their own events left them."""
    return {
        "present_today": None if present is None else present.today,
        "present_admitting": None if present is None else sorted(present.admitting),
        "present_serving": None if present is None else sorted(present.serving),
    }
