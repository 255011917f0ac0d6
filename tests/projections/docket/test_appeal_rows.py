"""How an appeal ended reaches whoever filed it: until then its row says who serves it."""

from datetime import UTC, date, datetime

from msgspec.structs import replace

from domain.appeals import events as happened
from domain.appeals.events import AppealEvent, OutsideResult
from domain.identity import ActorId, BodyId, CaseId, ProceedingId
from domain.proceedings.events import ServiceMode
from domain.recorded import Recorded
from projections.docket.appeals import begun, changed
from projections.docket.row import Row, Stage, Step, Turn
from tests.support.made_up import a_document, an_id

DAY = date(2026, 3, 2)
FORUM, BUREAU = BodyId(an_id("forum")), BodyId(an_id("bureau"))
FILED = happened.AppealFiled(
    case=CaseId(an_id("case")),
    proceeding=ProceedingId(an_id("proceeding")),
    decision="示例责〔2026〕1号",
    decided_by=BUREAU,
    track="T3",
    step="first",
    forum=FORUM,
    filed_on=DAY,
    grounds=a_document("grounds"),
    in_time=True,
)
REFUSED = happened.AppealNotAccepted(decided_on=DAY, ground="not-the-respondent", reasons=a_document("why"))
LETTER = happened.AppealOutcomeRecorded(
    result=OutsideResult.UPHELD,
    by=FORUM,
    number="示例复函〔2026〕1号",
    ground="decision-sound",
    document=a_document("letter"),
    decided_on=DAY,
    recorded_on=DAY,
)
NOT_TAKEN_UP = replace(LETTER, result=OutsideResult.NOT_ACCEPTED, ground="not-the-respondent")
SERVED = happened.AppealServed(mode=ServiceMode.DIRECT, served_on=DAY, deemed_on=DAY, proof=a_document("proof"))


def after(*events: AppealEvent) -> Row:
    recorded: Recorded[AppealEvent] = Recorded(
        stream=an_id("appeal"),
        version=1,
        event=FILED,
        event_id=an_id("event"),
        actor=ActorId(an_id("actor")),
        recorded_at=datetime(2026, 3, 2, tzinfo=UTC),
        correlation=an_id("request"),
    )
    row = begun(recorded, FILED)
    for event in events:
        row = changed(row, event)
    return row


def test_a_refusal_is_served_by_the_body_that_refused() -> None:
    row = after(REFUSED)
    assert (row.open, row.stage, row.next_step, row.turn, row.body) == (
        True,
        Stage.NOT_ACCEPTED,
        Step.SERVE_APPEAL,
        Turn.LEAD_MANAGER,
        FORUM,
    )
    ended = changed(row, SERVED)
    assert (ended.open, ended.stage, ended.next_step, ended.closed_on) == (False, Stage.NOT_ACCEPTED, None, DAY)


def test_what_came_by_letter_is_served_by_the_body_that_decided_first() -> None:
    for letter, stage, end in (
        (LETTER, Stage.DECIDED, Stage.SERVED),
        (NOT_TAKEN_UP, Stage.NOT_ACCEPTED, Stage.NOT_ACCEPTED),
    ):
        row = after(letter)
        assert (row.open, row.stage, row.next_step, row.turn, row.body) == (
            True,
            stage,
            Step.SERVE_APPEAL,
            Turn.LEAD_MANAGER,
            BUREAU,
        )
        ended = changed(row, SERVED)
        assert (ended.open, ended.stage, ended.turn) == (False, end, None)
