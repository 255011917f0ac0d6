"""Who is taken to agree by silence is late with nothing; after the release nobody is waited for."""

from datetime import date

import pytest

from domain.calendar.calendar import Calendar
from domain.identity import BodyId, OrganId
from domain.supervision.consultations.events import ConsultationStarted, InformationReleased, LetterReceived
from interfaces.projecting import packaged_clocks
from projections.deadlines.counting import rows_of
from projections.deadlines.projection import fold
from projections.docket.consultations import begun, changed
from tests.support.made_up import a_document, an_id
from tests.support.weaving import recorded

LAW = packaged_clocks()
MATTER, ASKED = an_id("consultation"), OrganId(an_id("asked"))
DAY, UNTIL = date(2022, 3, 1), date(2022, 3, 8)
STARTED = ConsultationStarted(
    kind="coordination",
    body=BodyId(an_id("office")),
    releasing=OrganId(an_id("releasing")),
    consulted=(ASKED,),
    information=a_document("information"),
    letter=a_document("letter"),
    sent_on=DAY,
)


def received(rule: str) -> LetterReceived:
    return LetterReceived(organ=ASKED, received_on=DAY, rule=rule, reply_by=UNTIL, proof=a_document("proof"))


@pytest.mark.parametrize(("rule", "answers"), [("D-05", False), ("D-06", True), ("D-07", True)])
def test_silence_that_the_text_takes_for_consent_is_no_lateness(rule: str, *, answers: bool) -> None:
    known, _ = fold({}, recorded([((MATTER, "consultation", (STARTED, received(rule))),)]))
    (row,) = rows_of([known[MATTER]], LAW, Calendar(LAW.notices))
    assert row.ended_on is None
    assert row.right is answers


def test_once_it_is_released_nobody_is_waited_for() -> None:
    events = recorded([((MATTER, "consultation", (STARTED, received("D-07"))),)])
    row = changed(begun(events[0], STARTED), received("D-07"))
    assert row.due_on == UNTIL
    released = changed(row, InformationReleased(released_on=date(2022, 3, 20), record=a_document("record")))
    assert (released.due_on, released.due_kind) == (None, None)
