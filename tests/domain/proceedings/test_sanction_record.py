"""Of the sanctions that earlier decisions imposed, the one that runs longest is taken on; what fell or ended is not."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from application.adapters.rulebook_files import packaged
from domain.identity import ActorId, BodyId
from domain.proceedings.events import MeasureTaken, Outcome
from domain.proceedings.handling import handling
from domain.proceedings.sanction_record import noted, still_running
from domain.proceedings.state import Decision, Proceeding, RunningNoted
from domain.recommendation.facts import RunningSanction
from tests.support.made_up import a_document

BOOKS = packaged().rulebooks
ON = date(2012, 6, 1)


def decided(*measures: str, on: date = date(2012, 1, 31)) -> Proceeding:
    taken = tuple(MeasureTaken(measure=measure) for measure in measures)
    decision = Decision(
        number="示例1号",
        body=BodyId(UUID(int=1)),
        decider=ActorId(UUID(int=2)),
        handling=handling(Outcome.MEASURES, taken),
        measures=taken,
        findings=(),
        held=(),
        decided_on=on + timedelta(days=5),
        effective_on=on,
        document=a_document("decision"),
        tracks=(),
    )
    return Proceeding(decision=decision)


@pytest.mark.parametrize(
    ("earlier", "found"),
    [
        ((), None),
        ((Proceeding(),), None),
        ((decided("written-self-examination"),), None),
        ((decided("expulsion"),), None),
        ((decided("warning"),), RunningSanction(measure="warning", decided_on=date(2012, 1, 31), months=6)),
        ((decided("warning", on=date(2011, 12, 1)),), None),
        (
            (decided("warning", on=date(2011, 12, 2)),),
            RunningSanction(measure="warning", decided_on=date(2011, 12, 2), months=6),
        ),
        ((decided("demerit", on=date(2012, 6, 2)),), None),
        ((replace(decided("demerit"), decision=None, revoked=True),), None),
        # Revoked once and made anew: what stands now runs.
        (
            (replace(decided("warning"), revoked=True),),
            RunningSanction(measure="warning", decided_on=date(2012, 1, 31), months=6),
        ),
        (
            (decided("warning"), decided("demerit", on=date(2011, 9, 1))),
            RunningSanction(measure="demerit", decided_on=date(2011, 9, 1), months=12),
        ),
    ],
)
def test_the_one_that_runs_longest(earlier: tuple[Proceeding, ...], found: RunningSanction | None) -> None:
    assert still_running(earlier, BOOKS, ON) == found
    assert still_running(reversed(earlier), BOOKS, ON) == found


def test_what_is_noted_is_read_whole_or_as_none() -> None:
    assert noted(RunningNoted(measure=None, decided_on=None, months=None), ON) is None
    whole = RunningNoted(measure="demerit", decided_on=ON, months=12)
    assert noted(whole, ON) == RunningSanction(measure="demerit", decided_on=ON, months=12)
    assert noted(whole, date(ON.year - 1, 12, 31)) is None
