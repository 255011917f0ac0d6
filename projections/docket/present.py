"""What the docket cannot know from events, and whose turn it is depends on. ``whose_turn.sql`` says how."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import msgspec

from domain.procedure.profile import Profile
from projections.deadlines.of_rows import CLOCKS
from projections.docket.row import Step

OF_WHO_DECIDES = (Step.ISSUE_NOTICE, Step.DELIBERATE, Step.DECIDE)
"""The steps that no body takes but the one that decides on the respondent, and that a question without an answer holds up."""


class Present(msgspec.Struct, frozen=True, kw_only=True):
    """The day of reading, for whom somebody acts on it, and what the law on procedure asks for.

    ``admitting`` are the bodies for which somebody can admit an appeal, ``serving`` those for which somebody can serve what one came to.
    ``needs`` are a profile, a measure under it, and what that is incomplete without when the track is to be closed.
    """

    today: date
    admitting: frozenset[UUID]
    serving: frozenset[UUID]
    needs: tuple[tuple[str, str, str], ...] = ()


def parameters(present: Present | None) -> dict[str, object]:
    """As the parameters that ``whose_turn.sql`` and ``day.sql`` name. None: rows are shown as their own events left them."""
    return {
        "clocks": CLOCKS,
        "of_who_decides": [step.value for step in OF_WHO_DECIDES],
        "present_today": None if present is None else present.today,
        "present_admitting": None if present is None else sorted(present.admitting),
        "present_serving": None if present is None else sorted(present.serving),
        "present_needs": None if present is None else msgspec.json.encode(present.needs).decode(),
    }


def needs(profiles: Iterable[Profile]) -> tuple[tuple[str, str, str], ...]:
    """What ``Present`` knows of *profiles*."""
    return tuple(
        (profile.code, measure, need)
        for profile in profiles
        for one in profile.executions
        for measure in one.measures
        for need in one.needs
    )
