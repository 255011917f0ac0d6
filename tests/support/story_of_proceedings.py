"""How a scenario tells a proceeding: the cases it may rest on, where it may begin, and what can be asked about it."""

from datetime import date
from typing import Any

import msgspec

from domain.cases.case import Case
from domain.cases.events import Defect, ProcedureDefectNoted
from domain.identity import BodyId
from domain.occasion import Occasion
from domain.proceedings.commands import ProceedingCommand
from domain.proceedings.proceeding import Proceeding, ProceedingSetting, decide, evolve
from domain.proceedings.setting import Competence
from domain.recommendation.facts import Holding
from tests.domain.proceedings.material import (
    COMPETENT,
    DECIDE,
    FIRST,
    FOUND,
    OPENED,
    READY,
    ROLE,
    TODAY,
    Desk,
    a_case,
    a_finding,
    held,
    reviewed,
)
from tests.domain.proceedings.shared_case import about, ruled
from tests.domain.proceedings.shared_case import after as case_after
from tests.support.made_up import a_document
from tests.support.story import Kind
from tests.support.story_of_cases import by_name

MISSED = ProcedureDefectNoted(
    defect=Defect.RECUSAL_MISSED, concerning=FIRST, noted_on=TODAY, description=a_document("what came to light")
)
CASES: dict[str, Case] = {
    "reported": a_case(),
    "reported-with-a-second-breach": a_case(a_finding("guide-stale"), report="second report"),
    "recusal-missed": case_after(about(FIRST), ruled(granted=True), MISSED),
}
BEGINNINGS = {
    "reviewed": Desk(*FOUND, reviewed()).proceeding,
    "reviewed-after-retirement": Desk(OPENED, COMPETENT, ROLE, *held(retired="established"), reviewed()).proceeding,
    "decided": Desk(*READY).after(DECIDE).proceeding,
}


class _Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``case`` names one of the cases above; ``authority`` is the body that the registers name, from ``since``."""

    case: str = "reported"
    authority: BodyId
    since: date | None = None


def _setting(occasion: Occasion, told: dict[str, Any], proceeding: Proceeding) -> ProceedingSetting:
    read = msgspec.convert(told, _Told)
    relations = ("own-organ", "personnel-authority")
    desk = Desk.standing_at(proceeding, case=CASES[read.case]).knowing(
        competence=Competence(bodies=(read.authority,), since=read.since),
        holdings=tuple(Holding(relation=one, body=str(read.authority), source="register") for one in relations),
    )
    return desk.setting(occasion.actor, occasion.today, occasion.body)


def _measures(proceeding: Proceeding) -> list[str] | None:
    return None if proceeding.decision is None else list(proceeding.decision.handling.measures)


PROCEEDINGS = Kind(
    commands=by_name(ProceedingCommand),
    start=Proceeding(),
    decide=decide,
    evolve=evolve,
    setting=_setting,
    beginnings=BEGINNINGS,
    views={
        "competent": lambda proceeding, _: str(proceeding.competent.body),
        "held": lambda proceeding, _: list(proceeding.held),
        "reviewed": lambda proceeding, _: proceeding.review is not None,
        "notified": lambda proceeding, _: proceeding.notice is not None,
        "decided": lambda proceeding, _: _measures(proceeding),
        "decided-on": lambda proceeding, _: proceeding.decision.decided_on.isoformat(),
    },
)
