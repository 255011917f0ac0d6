"""Which sanction still runs: as noted in the proceeding, or as earlier decisions on the same person say."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from domain.calendar.period import Period, Unit, corresponding_day
from domain.proceedings.state import Proceeding, RunningNoted
from domain.recommendation.facts import PriorSituation, RunningSanction
from domain.rulebook.schema import Rulebook


def proceeding_of(situation: PriorSituation) -> UUID:
    """The proceeding that found an earlier situation of this deployment."""
    return UUID(situation.reference.partition("/")[0])


def still_running(earlier: Iterable[Proceeding], rulebooks: Iterable[Rulebook], on: date) -> RunningSanction | None:
    """Of the sanctions in *earlier* proceedings of one person that stand, the one that runs longest beyond *on*.

    Its period is the one that the law gives the sanction. One that merged with others may have been given longer: then
    somebody notes it.
    """
    terms = {m.code: m.term_months for book in rulebooks for m in book.measures if m.term_months is not None}
    found: list[tuple[date, RunningSanction]] = []
    for proceeding in earlier:
        decision = proceeding.decision
        for taken in decision.handling.measures if decision is not None else ():
            months = terms.get(taken)
            if decision is not None and months is not None and decision.effective_on <= on:
                ends, _ = corresponding_day(decision.effective_on, Period(count=months, unit=Unit.MONTH))
                running = RunningSanction(measure=taken, decided_on=decision.effective_on, months=months)
                found += [(ends, running)] if ends > on else []
    return max(found, key=lambda each: (each[0], each[1].measure), default=(on, None))[1]


def noted(running: RunningNoted, on: date) -> RunningSanction | None:
    """What was noted, for the sheet of a decision made *on* that day; None where none runs, or not yet."""
    if running.measure is None or running.decided_on is None or running.months is None or running.decided_on > on:
        return None
    return RunningSanction(measure=running.measure, decided_on=running.decided_on, months=running.months)
