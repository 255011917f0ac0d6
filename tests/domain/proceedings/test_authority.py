"""Who may impose what: whose consent a measure needs, and when the registers' word stands against a person's."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.proceedings import events as happened
from domain.proceedings.events import MeasureTaken, Subject
from domain.proceedings.setting import Competence
from domain.recommendation.facts import Holding
from tests.domain.proceedings.material import (
    ABOVE,
    BODY,
    COMPETENT,
    DECIDE,
    ELSEWHERE,
    FILED,
    FOUND,
    OPENED,
    ROLE,
    SELF_EXAMINATION,
    TODAY,
    TRANSFER,
    Desk,
    deliberated,
    held,
    notice_served,
    noticed,
    reviewed,
)
from tests.support.made_up import a_document

CONSENT = happened.ConsentObtained(body=BODY, obtained_on=TODAY, document=a_document("consent"))
WAIVED = happened.StatementWaived(waived_on=TODAY, document=a_document("waiver"))
MOVE = replace(DECIDE, measures=(TRANSFER,))


def decided_by(body, source, *measures, **known):
    """Everything done but the decision, with *body* established from *source*."""
    competent = happened.CompetenceEstablished(body=body, source=source, established_on=FILED)
    before = (OPENED, competent, *FOUND[2:], reviewed(), noticed(*measures), notice_served(), WAIVED)
    return Desk(*before, deliberated(), **known)


def holder(body, relation="personnel-authority"):
    return (Holding(relation=relation, body=str(body), source="cadre-list"),)


def test_a_designated_body_moves_nobody_without_the_consent_of_whoever_holds_the_post():
    desk = decided_by(ABOVE, "designation", TRANSFER)
    (missing,) = desk.reasons(MOVE, body=ABOVE)
    assert (missing.rule, missing.about) == ("consent-missing", (str(BODY),))
    assert desk.and_then(replace(CONSENT, body=ELSEWHERE)).refuses(MOVE, body=ABOVE) == {"consent-missing"}
    assert desk.and_then(CONSENT).does(MOVE, body=ABOVE)


def test_a_consent_is_there_on_the_day_on_which_the_leaders_decide():
    later = date(2012, 7, 3)
    desk = decided_by(ABOVE, "designation", TRANSFER).and_then(replace(CONSENT, obtained_on=later))
    (late,) = desk.reasons(MOVE, body=ABOVE, on=later)
    assert (late.rule, late.about) == ("consent-after-deliberation", (str(BODY),))
    again = desk.and_then(replace(deliberated(), deliberated_on=later))
    assert again.does(MOVE, body=ABOVE, on=later)
    twice = decided_by(ABOVE, "designation", TRANSFER).and_then(CONSENT, replace(CONSENT, obtained_on=later))
    assert twice.proceeding.consents == ((BODY, TODAY),)
    assert twice.does(MOVE, body=ABOVE, on=later)


def test_no_consent_is_needed_for_what_touches_no_post_or_by_its_own_holder():
    assert decided_by(ABOVE, "designation", SELF_EXAMINATION).does(DECIDE, body=ABOVE)
    assert decided_by(BODY, "designation", TRANSFER).does(MOVE)


@pytest.mark.parametrize(
    ("source", "refused"),
    [("designation", True), ("consultation", True), ("written-opinion", False), ("referral", False)],
)
def test_where_nobody_knows_the_holder_somebody_s_consent_is_on_record_or_an_opinion_says_who_it_is(source, refused):
    desk = decided_by(ABOVE, source, TRANSFER, holdings=(), competence=Competence(question="unknown"))
    if not refused:
        assert desk.does(MOVE, body=ABOVE)
        return
    (missing,) = desk.reasons(MOVE, body=ABOVE)
    assert (missing.rule, missing.about) == ("consent-missing", ("personnel-authority",))
    assert desk.and_then(CONSENT).does(MOVE, body=ABOVE)


def test_a_holder_whom_the_register_names_without_saying_whence_is_not_known():
    unsaid = (replace(holder(BODY)[0], source=None),)
    (missing,) = decided_by(ABOVE, "designation", TRANSFER, holdings=unsaid).reasons(MOVE, body=ABOVE)
    assert (missing.rule, missing.about) == ("consent-missing", ("personnel-authority",))


def test_a_consent_is_to_what_was_notified_and_falls_with_a_new_notice_or_another_body():
    desk = decided_by(ABOVE, "designation", TRANSFER).and_then(CONSENT)
    anew = desk.and_then(noticed(TRANSFER, number=2), notice_served(2), WAIVED, deliberated())
    assert "consent-missing" in anew.refuses(MOVE, body=ABOVE)
    early = Desk(OPENED, COMPETENT, *FOUND[2:], reviewed(), CONSENT, noticed(TRANSFER))
    assert early.proceeding.consents == ((BODY, TODAY),)
    referred = happened.ProceedingReferred(to=ELSEWHERE, referred_on=TODAY, letter=a_document("letter"))
    assert desk.and_then(referred).proceeding.consents == ()


def test_an_older_entry_of_the_register_does_not_stand_against_an_opinion_and_a_newer_one_does():
    old = Competence(bodies=(BODY,), since=date(2012, 1, 1))
    assert decided_by(ABOVE, "written-opinion", SELF_EXAMINATION, competence=old).does(DECIDE, body=ABOVE)
    same_day = replace(old, since=FILED)
    assert decided_by(ABOVE, "written-opinion", SELF_EXAMINATION, competence=same_day).does(DECIDE, body=ABOVE)
    new = replace(old, since=date(2012, 5, 1))
    refused = decided_by(ABOVE, "written-opinion", SELF_EXAMINATION, competence=new).refuses(DECIDE, body=ABOVE)
    assert refused == {"authority-moved", "body-not-competent"}


@pytest.mark.parametrize("source", ["designation", "written-opinion"])
def test_a_body_that_the_law_excludes_does_not_decide_whoever_named_it(source):
    organ = replace(OPENED, subject=Subject.ORGAN, person=None, role=None)
    named = happened.CompetenceEstablished(body=ABOVE, source=source, established_on=FILED)
    facts = held(consequence="open", duty_failure="open", causation="open")
    later = date(2026, 3, 2)
    discussed = replace(deliberated(), deliberated_on=later)
    before = (organ, named, *facts, reviewed(), noticed(SELF_EXAMINATION), notice_served(), WAIVED, discussed)
    known = Competence(bodies=(ABOVE,))
    assert Desk(*before, holdings=holder(ABOVE, "next-higher-organ"), competence=known).does(
        DECIDE, body=ABOVE, on=later
    )
    commission = Desk(*before, holdings=holder(ABOVE, "supervision-organ"), competence=known)
    (excluded,) = commission.reasons(DECIDE, body=ABOVE, on=later)
    assert (excluded.rule, excluded.about) == ("body-not-competent", (str(ABOVE), "organ-not-by-commission"))


def test_measures_that_need_a_consent_are_measures_of_a_rulebook():
    desk = Desk(ROLE)
    setting = desk.setting(DECIDE.reasons.id, TODAY, BODY)
    known = {measure.code for book in setting.rulebooks for measure in book.measures}
    asked = {code for consent in setting.profile.consents for code in consent.measures}
    assert asked <= known
    assert setting.profile.consents_for((MeasureTaken(measure="admonition-talk").measure,)) == ()
    facts = {fact.code for book in setting.rulebooks for fact in book.facts}
    assert {rule.fact for rule in setting.profile.rules.values() if rule.fact} <= facts
