"""What may happen in the case while a respondent's track is under way: it is reopened, somebody is to stand aside."""

from typing import Any

from domain.cases.case import Case
from domain.cases.case import evolve as evolve_case
from domain.cases.events import (
    InvestigationReopened,
    InvestigationReported,
    RecusalDecided,
    RecusalGround,
    RecusalRaised,
    RecusalSource,
    ReopeningCause,
)
from domain.identity import ActorId, RecusalId
from tests.domain.proceedings.material import TODAY, a_case
from tests.support.made_up import a_document, an_id

RECUSAL = RecusalId(an_id("recusal"))
REOPENED = InvestigationReopened(reopened_on=TODAY, because=ReopeningCause.RETURNED, items=a_document("items"))
REPORTED = InvestigationReported(
    report=a_document("second report"), unit_opinions=a_document("opinions"), reported_on=TODAY
)


def after(*events: Any) -> Case:
    """The case, with what happened there since."""
    case = a_case()
    for event in events:
        case = evolve_case(case, event)
    return case


def about(officer: ActorId) -> RecusalRaised:
    """Somebody asked that *officer* stand aside."""
    return RecusalRaised(
        recusal=RECUSAL,
        officer=officer,
        ground=RecusalGround.INTEREST,
        source=RecusalSource.RESPONDENT,
        raised_on=TODAY,
    )


def ruled(*, granted: bool) -> RecusalDecided:
    """The request was decided."""
    return RecusalDecided(
        recusal=RECUSAL, granted=granted, decided_on=TODAY, by_next_higher=False, reasons=a_document("why")
    )
