"""Of several policies that a body signed for one instrument, one is applied."""

from datetime import date
from uuid import UUID

from domain.adoptions.state import Held
from interfaces.api.policy_adoptions import PolicyEntry
from interfaces.web.standing import MARKS, standings

TODAY = date(2026, 3, 5)


def held(name: str, applies: str, signed: str | None = None, ended: str | None = None) -> Held:
    """One that was put forward."""
    return Held(
        name=name,
        content=name,
        applies_from=date.fromisoformat(applies),
        signed_on=None if signed is None else date.fromisoformat(signed),
        ended_on=None if ended is None else date.fromisoformat(ended),
    )


def test_one_of_several_signed_policies_is_in_force() -> None:
    entry = PolicyEntry(
        id=UUID(int=1),
        version=1,
        instrument="example",
        held=(
            held("first", "2020-01-01", "2020-01-01"),
            held("second", "2024-01-01", "2024-01-01"),
            held("given-up", "2025-01-01", "2025-01-01", "2025-06-01"),
            held("third", "2026-04-01", "2026-03-01"),
            held("fourth", "2026-05-01"),
        ),
        policies={},
    )
    told = [standings(TODAY)(each, entry) for each in entry.held]
    assert told == ["replaced", "holds", "ended", "later", "waits"]
    assert set(told) == set(MARKS)
