"""What unserved appeals came to is left out of a track, and nothing else."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from application.casework.as_told import told_by
from domain.identity import ActorId, AppealId
from domain.proceedings.events import (
    AppealEnded,
    AppealNoted,
    DecisionRevoked,
    DecisionVaried,
    Outcome,
    ProceedingEvent,
)
from domain.proceedings.state import Proceeding
from domain.recorded import Recorded
from tests.domain.proceedings.material import TODAY
from tests.domain.proceedings.test_execution import SERVED
from tests.support.made_up import a_document, an_id

FIRST, OTHER = AppealId(an_id("first appeal")), AppealId(an_id("other appeal"))
NOTED = AppealNoted(appeal=FIRST, track="T3", noted_on=TODAY)
VARIED = DecisionVaried(
    appeal=FIRST, outcome=Outcome.EXEMPT, measures=(), varied_on=TODAY, reasons=a_document("reasons")
)
REVOKED = DecisionRevoked(
    appeal=FIRST, remake=False, revoked_on=TODAY, ground="facts-unclear", reasons=a_document("reasons")
)
OWN_MOTION = replace(REVOKED, appeal=None)


def told(*events: ProceedingEvent, unserved: tuple[AppealId, ...]) -> Proceeding:
    recorded = [
        Recorded(
            stream=an_id("track"),
            version=version,
            event=event,
            event_id=an_id(f"event {version}"),
            actor=ActorId(an_id("actor")),
            recorded_at=datetime(2012, 6, 4, tzinfo=UTC),
            correlation=an_id("request"),
        )
        for version, event in enumerate((*SERVED.events, *events), 1)
    ]
    return told_by(recorded, unserved)


@pytest.mark.parametrize(("event", "result"), [(VARIED, "varied"), (REVOKED, "revoked")])
def test_neither_a_variation_nor_a_revocation_nor_the_end_is_told_before_its_service(
    event: ProceedingEvent, result: str
) -> None:
    ended = AppealEnded(appeal=FIRST, ended_on=TODAY, result=result)
    before = told(NOTED, ended, event, unserved=(FIRST,))
    assert before.decision == SERVED.proceeding.decision
    assert [one.appeal for one in before.pending_appeals] == [FIRST]
    served = told(NOTED, ended, event, unserved=())
    assert (served.decision != SERVED.proceeding.decision, served.pending_appeals) == (True, ())
    assert told(NOTED, ended, event, unserved=(OTHER,)) == served, "of each appeal by itself"


def test_what_the_body_revokes_of_its_own_is_no_outcome_of_an_appeal() -> None:
    assert told(NOTED, OWN_MOTION, unserved=(FIRST,)).decision is None
