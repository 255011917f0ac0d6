"""The sanctions of a decision that bind for a time: until when, and what became of them."""

from datetime import date

import msgspec

from application.casework.around import Around
from domain.proceedings.lifting import period_ends
from domain.proceedings.state import Proceeding


class SanctionPeriod(msgspec.Struct, frozen=True, kw_only=True):
    """One sanction: the last day of its period, the day from which it is lifted, whether the lifting was withheld."""

    measure: str
    until: date
    lifted_on: date | None
    withheld: bool


async def sanction_periods(around: Around, state: Proceeding) -> tuple[SanctionPeriod, ...]:
    """Those of the decision that stands, in its order; measures without a period are none of them."""
    decision = state.decision
    if decision is None:
        return ()
    profile, calendar = around.profile(state.profile), await around.calendar()
    lifted = {one.measure: one.lifted_on for one in state.lifted}
    ends = {
        taken.measure: period_ends(decision, taken.measure, profile, around.deadlines, calendar)
        for taken in decision.measures
    }
    return tuple(
        SanctionPeriod(measure=measure, until=until, lifted_on=lifted.get(measure), withheld=measure in state.withheld)
        for measure, until in ends.items()
        if until is not None
    )
