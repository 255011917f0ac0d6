"""A formal sanction under the law of civil servants: lawfully decided once, and for the same conduct no second time."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from domain.proceedings import events as happened
from domain.proceedings.events import MeasureTaken
from domain.proceedings.sanction_events import RunningSanctionNoted
from domain.proceedings.setting import Advice
from domain.recommendation.facts import Holding
from tests.domain.proceedings.material import (
    ALLEGATION,
    BODY,
    COMPETENT,
    FOUND,
    OPENED,
    ROLE,
    SELF_EXAMINATION,
    TODAY,
    Desk,
    a_case,
    a_finding,
    deliberated,
    held,
    notice_served,
    noticed,
    reviewed,
)
from tests.domain.proceedings.test_decision import DECIDE
from tests.domain.recommendation.test_time import decided_under, sheet
from tests.support.made_up import a_document

NEGLECT = "dereliction"
CITED = ((ALLEGATION, NEGLECT),)
WARNING = MeasureTaken(measure="warning")
HOLDINGS = tuple(
    Holding(relation=relation, body=str(BODY), source="register")
    for relation in ("personnel-authority", "supervision-organ")
)
RECOMMENDED = decided_under(replace(sheet(NEGLECT, "adverse-consequence"), competence=HOLDINGS))[1]


class Sanctioning(Desk):
    """A desk before which the law of civil servants permits a warning."""

    def advice(self, profile: Any, on: date) -> Advice | None:
        given = super().advice(profile, on)
        return None if given is None else replace(given, recommendation=RECOMMENDED)


def ready(*facts: Any) -> Desk:
    """Notified of a warning, heard by silence, discussed."""
    waived = happened.StatementWaived(waived_on=TODAY, document=a_document("waiver"))
    before = (OPENED, COMPETENT, ROLE, *facts) if facts else FOUND
    notice = replace(noticed(WARNING), findings=CITED)
    case = a_case(a_finding(NEGLECT))
    return Sanctioning(*before, reviewed(), notice, notice_served(), waived, deliberated(), case=case)


@pytest.fixture
def command() -> Any:
    return replace(DECIDE, measures=(WARNING,), findings=CITED)


def test_a_sanction_that_the_law_permits_is_decided(command: Any) -> None:
    assert "warning" in RECOMMENDED.forms.permitted
    (made,) = ready().does(command)
    assert made.measures == (WARNING,)


def test_the_same_conduct_is_not_sanctioned_again_and_nothing_else_stands_against_it(command: Any) -> None:
    again = ready(*held(sanctioned_for_same_conduct="established"))
    assert again.refuses(command) == {"same-conduct-disciplined"}
    lighter = replace(command, measures=(SELF_EXAMINATION,))
    assert "same-conduct-disciplined" not in again.refuses(lighter), "other forms are not barred by it"


def test_a_sanction_with_a_period_waits_until_running_ones_were_searched(command: Any) -> None:
    behind = Sanctioning(*ready().events, case=ready().case, running_searched=False)
    assert behind.refuses(command) == {"running-sanction-not-searched"}
    lighter = replace(command, measures=(SELF_EXAMINATION,))
    assert "running-sanction-not-searched" not in behind.refuses(lighter), "it has no period that could add up"
    nothing_runs = RunningSanctionNoted(
        measure=None, decided_on=None, months=None, evidence=(), noted_on=TODAY, reasons=a_document("none")
    )
    noted = behind.and_then(nothing_runs)
    assert "running-sanction-not-searched" not in noted.refuses(command), "somebody looked into it"
