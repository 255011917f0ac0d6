"""Who was once served a notice or a decision knows of the matter for good; nobody else does."""

from typing import Any

import pytest
from msgspec.structs import replace

from application.access import Stage, Subject
from application.casework.file import CASE as CASES
from application.casework.file import PROCEEDING as PROCEEDINGS
from application.casework.file import CaseFile
from application.casework.gate import to_case, to_proceeding
from application.streams import Loaded
from domain.proceedings import events as happened
from domain.proceedings.events import Outcome, ServiceMode
from tests.domain.proceedings.material import (
    ABOVE,
    CASE,
    CLERK,
    DECIDE,
    FOUND,
    HEARD,
    PROCEEDING,
    READY,
    SELF_EXAMINATION,
    STRANGER,
    TODAY,
    VERIFIED,
    Desk,
    deliberated,
    notice_served,
    noticed,
    reviewed,
)
from tests.support.made_up import a_document

TOLD = (*FOUND, reviewed(), *HEARD)
ISSUED = (*FOUND, reviewed(), noticed(SELF_EXAMINATION))
RETURNED = happened.ReturnedForSupplement(items=a_document("items"), returned_on=TODAY)
REFERRED = happened.ProceedingReferred(to=ABOVE, referred_on=TODAY, letter=a_document("letter"))
(DECIDED,) = Desk(*READY).does(DECIDE)
REVOKED = happened.DecisionRevoked(
    appeal=None, remake=True, revoked_on=TODAY, ground="facts-unclear", reasons=a_document("why")
)
WITHDRAWN = (
    *FOUND,
    reviewed(),
    deliberated(),
    replace(DECIDED, outcome=Outcome.WITHDRAWN, measures=(), findings=()),
)


def reached(to: str) -> happened.DecisionServed:
    """The decision reached *to*."""
    return happened.DecisionServed(
        to=to, mode=ServiceMode.DIRECT, served_on=TODAY, deemed_on=TODAY, proof=a_document("proof")
    )


@pytest.mark.parametrize(
    ("events", "knows"),
    [
        (FOUND, False),
        (ISSUED, False),
        ((*ISSUED, noticed(SELF_EXAMINATION, number=2)), False),
        ((*ISSUED, notice_served()), True),
        ((*ISSUED, notice_served(), noticed(SELF_EXAMINATION, number=2)), True),
        ((*TOLD, RETURNED), True),
        ((*TOLD[:-1], replace(VERIFIED, new_adverse_fact=True)), True),
        ((*TOLD, REFERRED), True),
        ((*READY, DECIDED, reached("respondent"), REVOKED), True),
        ((*READY, DECIDED, REVOKED), True),
        (WITHDRAWN, False),
        ((*WITHDRAWN, reached("unit")), False),
        ((*WITHDRAWN, reached("respondent")), True),
    ],
)
def test_the_respondent_knows_from_the_first_service_on_and_for_good(events: tuple[Any, ...], knows: bool) -> None:
    stage = Stage.AFTER_NOTICE if knows else Stage.BEFORE_NOTICE
    track = Loaded(kind=PROCEEDINGS, id=PROCEEDING, state=Desk(*events).proceeding, version=len(events))
    file = CaseFile(case=Loaded(kind=CASES, id=CASE, state=Desk().case, version=1), proceedings=(track,))
    clerk = Subject(account=STRANGER, party=CLERK)
    assert to_proceeding(clerk, file, track.state, ())[1] is stage
    assert to_case(clerk, file, ())[1] is stage
