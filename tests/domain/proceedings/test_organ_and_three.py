"""An application refused without reason: the bureau, its clerk, the deputy and the head, each by the body that may decide."""

import pytest
from msgspec.structs import replace

from domain.identity import BodyId, PartyId
from domain.proceedings import events as happened
from domain.proceedings.events import MeasureTaken, Subject
from domain.proceedings.setting import Competence
from domain.recommendation.facts import Holding
from tests.domain.proceedings.material import (
    ABOVE,
    ALLEGATION,
    BODY,
    DECIDE,
    EVIDENCE,
    HEAD,
    ISSUE,
    LATE,
    OPENED,
    REFUTED,
    REVIEWER,
    TODAY,
    Desk,
    a_case,
    a_finding,
    held,
    reviewed,
)
from tests.domain.proceedings.test_way import ANSWER, DELIBERATE, SERVE_NOTICE, STATE, VERIFY
from tests.support.made_up import a_document, an_id

GOVERNMENT, OFFICE = BodyId(an_id("people's government")), BodyId(an_id("organisation office"))
CASE_FILE = a_case(a_finding("application-not-accepted"), a_finding("no-proper-reason"), a_finding(LATE, REFUTED))
CITED = ((ALLEGATION, "application-not-accepted"), (ALLEGATION, "no-proper-reason"))
WHO = {
    "organ": (None, ABOVE, "written-self-examination"),
    "direct": ("某乙", BODY, "written-self-examination"),
    "supervising": ("某丙", OFFICE, "admonition-talk"),
    "principal": ("某丁", GOVERNMENT, "admonition-talk"),
}


def track_of(role, **statuses):
    """The reviewed track of one of the four."""
    person, body, _ = WHO[role]
    if person is None:
        opened = replace(OPENED, subject=Subject.ORGAN, person=None, role=None)
        facts = held(duty_failure="open", consequence="open", causation="open")
        holdings = (
            Holding(relation="next-higher-organ", body=str(body), source="register"),
            Holding(relation="supervision-organ", body=str(an_id("supervision commission")), source="register"),
        )
        found = ()
    else:
        opened = replace(OPENED, person=PartyId(an_id(person)), role=role)
        facts = held(**statuses)
        holdings = (
            Holding(relation="own-organ", body=str(BODY), source="register"),
            Holding(relation="personnel-authority", body=str(body), source="appointment"),
        )
        found = (
            happened.RoleFound(role=role, evidence=(EVIDENCE,), found_on=TODAY, reasons=a_document(f"role {role}")),
        )
    known = happened.CompetenceEstablished(body=body, source="register", established_on=TODAY)
    return Desk(
        opened,
        known,
        *found,
        *facts,
        reviewed(),
        case=CASE_FILE,
        competence=Competence(bodies=(body,)),
        holdings=holdings,
    )


def decided(role):
    """Notified, heard, discussed and decided by the body that may."""
    _, body, code = WHO[role]
    measures = (MeasureTaken(measure=code),)
    desk = track_of(role).after(replace(ISSUE, measures=measures, findings=CITED), SERVE_NOTICE, STATE, body=body)
    desk = desk.after(ANSWER, VERIFY, by=REVIEWER, body=body).after(
        replace(DELIBERATE, outcome=None, measures=()), body=body
    )
    return desk.after(replace(DECIDE, measures=measures, findings=CITED), body=body)


@pytest.mark.parametrize("role", WHO)
def test_each_is_decided_by_the_body_that_may_and_by_no_other(role):
    made = decided(role).proceeding.decision
    assert (made.body, made.handling.measures) == (WHO[role][1], (WHO[role][2],))
    issue = replace(ISSUE, measures=(MeasureTaken(measure=WHO[role][2]),), findings=CITED)
    for body in {body for _, body, _ in WHO.values()} - {WHO[role][1]}:
        assert "acting-body-not-competent" in track_of(role).refuses(issue, body=body)


def test_the_head_is_not_decided_by_the_own_organ_although_somebody_wrote_it_down():
    own = happened.CompetenceEstablished(body=BODY, source="register", established_on=TODAY)
    desk = track_of("principal").and_then(own)
    assert desk.refuses(replace(ISSUE, findings=CITED)) >= {"authority-moved", "body-not-competent"}


def test_there_are_four_recommendations_and_no_shared_sanction():
    made = {}
    for role, (_, body, _) in WHO.items():
        advice = track_of(role).setting(HEAD, TODAY, body).advice
        assert advice is not None
        made[role] = advice
    assert len({advice.seen.digest for advice in made.values()}) == 4
    assert set(made["organ"].seen.permitted) < set(made["direct"].seen.permitted)


@pytest.mark.parametrize("role", ["supervising", "principal"])
def test_nobody_is_liable_because_of_the_position_alone(role):
    without_duty = track_of(role, duty_failure="refuted")
    issue = replace(ISSUE, findings=CITED)
    assert without_duty.refuses(issue, body=WHO[role][1]) >= {"element-not-established"}


def test_the_three_persons_are_told_a_way_of_review_and_the_organ_is_not():
    told = {role: decided(role).proceeding.decision.tracks for role in WHO}
    assert told == {"organ": (), "direct": ("T3",), "supervising": ("T3",), "principal": ("T3",)}
