"""What cannot be carried out is on record as such, with its ground; a refusal settles nothing by itself and is a new matter."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from application.adapters.profile_files import packaged_profiles
from domain.procedure.impediment import Lapse
from domain.proceedings.closing import only_a_review_remains
from domain.proceedings.execution_commands import RecordNotCarriedOut
from domain.proceedings.execution_events import MeasuresNotCarriedOut
from domain.proceedings.terms import MeasureTaken, Outcome, Subject
from tests.domain.proceedings.material import DECIDE, ELSEWHERE, READY, TODAY, Desk
from tests.domain.proceedings.test_execution import DECIDED, NOTE, SERVED
from tests.domain.proceedings.test_formalities import EXTEND, OUTSTANDING, downgraded, varied_to
from tests.domain.proceedings.test_lifting import sanctioned
from tests.domain.proceedings.test_remedies import APPEAL, REMADE, REVOKED
from tests.domain.proceedings.test_way import ANNOUNCE, CARRY_OUT, CLOSE, REPORT, SERVE, SERVE_UNIT
from tests.support.made_up import a_document

SELF_EXAMINATION = "written-self-examination"
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
DIED = RecordNotCarriedOut(impediment="died", arose_on=TODAY, document=a_document("certificate of death"))
LEFT = RecordNotCarriedOut(impediment="left-office", arose_on=TODAY, document=a_document("notice of retirement"))
REFUSED = RecordNotCarriedOut(
    impediment="refused", measure=SELF_EXAMINATION, arose_on=TOMORROW, document=a_document("asked again, refused")
)
OTHER = replace(REFUSED, impediment="other", arose_on=TODAY, approval=a_document("the higher body agrees"))


def deciding(*measures: MeasureTaken) -> Desk:
    """A decision with these measures in place of those that the material imposes, served on both."""
    (made,) = Desk(*READY).does(DECIDE)
    return Desk(*READY, replace(made, measures=measures)).after(SERVE, SERVE_UNIT)


def test_after_a_death_the_track_closes_without_an_execution_that_never_was() -> None:
    (recorded,) = DECIDED.does(DIED)
    assert recorded == MeasuresNotCarriedOut(
        measure=None,
        measures=(SELF_EXAMINATION,),
        impediment="died",
        arose_on=TODAY,
        recorded_on=TODAY,
        document=DIED.document,
        lapsed=(Lapse.SERVICE, Lapse.ANNOUNCEMENT, Lapse.PERSONAL_FILE, Lapse.AUTHORITY_FILING),
    )
    gone = DECIDED.and_then(recorded)
    assert [(one.rule, one.about) for one in gone.reasons(CLOSE)] == [("service-outstanding", ("unit",))]
    assert gone.proceeding.decision is not None
    assert gone.proceeding.decision.carried_out == ()
    served = gone.after(SERVE_UNIT)
    assert served.does(CLOSE)
    profile = packaged_profiles()["P-QYF"]
    assert only_a_review_remains(served.after(NOTE).proceeding, profile)


def test_only_the_body_that_decided_says_that_its_measures_are_impossible() -> None:
    assert DECIDED.refuses(DIED, body=ELSEWHERE) == {"acting-body-not-competent"}


def test_a_death_ends_a_decision_without_measures_too() -> None:
    exempt = DECIDED.proceeding.decision
    assert exempt is not None
    exempted = replace(exempt, handling=replace(exempt.handling, outcome=Outcome.EXEMPT, measures=()), measures=())
    desk = Desk.standing_at(replace(DECIDED.proceeding, decision=exempted)).after(SERVE_UNIT)
    assert desk.refuses(CLOSE) == {"service-outstanding"}
    assert desk.after(DIED).does(CLOSE)


def test_copies_and_filing_lapse_with_a_death_and_with_nothing_else() -> None:
    later = date(2022, 3, 1)
    desk = sanctioned(date(2021, 3, 8)).after(replace(SERVE, served_on=date(2021, 3, 12)), on=later)
    assert not desk.after(replace(DIED, arose_on=later), on=later).refuses(CLOSE, on=later) & OUTSTANDING
    assert desk.after(replace(OTHER, measure="warning"), on=later).refuses(CLOSE, on=later) >= OUTSTANDING


def test_leaving_stands_only_against_what_asks_for_the_post() -> None:
    two = deciding(MeasureTaken(measure=SELF_EXAMINATION), MeasureTaken(measure="transfer-from-post"))
    (recorded,) = two.does(LEFT)
    assert (recorded.measures, recorded.lapsed) == (("transfer-from-post",), ())
    assert two.refuses(replace(LEFT, measure=SELF_EXAMINATION)) == {"impediment-does-not-fit"}
    assert "measure-outstanding" in two.and_then(recorded).refuses(CLOSE)
    assert SERVED.refuses(LEFT) == {"nothing-impeded"}


def test_a_refusal_waits_for_service_and_for_the_day() -> None:
    assert DECIDED.refuses(REFUSED, on=TOMORROW) == {"decision-not-served"}
    assert SERVED.refuses(replace(REFUSED, arose_on=YESTERDAY)) == {"date-before-cause", "refused-before-due"}
    assert SERVED.refuses(replace(REFUSED, arose_on=TODAY)) == {"refused-before-due"}, (
        "the day of service is not counted"
    )
    assert SERVED.does(REFUSED, on=TOMORROW)
    due = deciding(MeasureTaken(measure="order-to-correct", due_on=TODAY))
    refused = replace(REFUSED, measure="order-to-correct")
    assert due.refuses(replace(refused, arose_on=TODAY)) == {"refused-before-due"}
    (recorded,) = due.does(refused, on=TOMORROW)
    after = due.and_then(recorded).after(ANNOUNCE)
    assert after.does(CLOSE, on=TOMORROW), "nothing is reported or checked of what was refused"
    assert after.after(REPORT).refuses(CLOSE, on=TOMORROW) == {"rectification-unchecked"}


@pytest.mark.parametrize("measure", ["circulated-criticism", "transfer-from-post", "dismissal"])
def test_what_needs_nothing_of_the_respondent_cannot_be_refused(measure: str) -> None:
    desk = deciding(MeasureTaken(measure=measure))
    assert desk.refuses(replace(REFUSED, measure=measure), on=TOMORROW) == {"impediment-does-not-fit"}


@pytest.mark.parametrize(
    ("changed", "rules"),
    [
        ({"arose_on": TOMORROW + timedelta(days=1)}, {"date-in-future"}),
        ({"measure": "transfer-from-post"}, {"measure-not-decided"}),
        ({"impediment": "dissolved"}, {"impediment-unknown"}),
        ({"impediment": "tired"}, {"impediment-unknown"}),
        ({"impediment": "other"}, {"impediment-not-approved"}),
    ],
)
def test_a_ground_is_one_of_the_procedure_with_what_it_needs(changed: dict[str, Any], rules: set[str]) -> None:
    assert SERVED.refuses(replace(REFUSED, **changed), on=TOMORROW) == rules


def test_an_organ_is_dissolved_and_does_not_die() -> None:
    organ = Desk.standing_at(replace(DECIDED.proceeding, subject=Subject.ORGAN, person=None))
    assert organ.refuses(DIED) == {"impediment-unknown"}
    assert organ.after(replace(DIED, impediment="dissolved")).does(CLOSE)


def test_what_was_done_is_not_impeded_and_what_was_impeded_can_be_done() -> None:
    assert SERVED.after(CARRY_OUT).refuses(REFUSED, on=TOMORROW) == {"nothing-impeded"}
    received = SERVED.after(replace(CARRY_OUT, accepted_on=None), ANNOUNCE)
    assert received.refuses(CLOSE) == {"acceptance-outstanding"}
    assert received.after(OTHER).does(CLOSE)
    done = SERVED.after(REFUSED, CARRY_OUT, on=TOMORROW)
    assert done.proceeding.decision is not None
    assert done.proceeding.decision.impeded == ()
    assert done.after(ANNOUNCE).does(CLOSE)
    assert Desk(*READY).refuses(REFUSED, on=TOMORROW) == {"no-decision-stands"}


def test_rank_and_pay_are_changed_no_more_and_a_variation_is_a_new_measure() -> None:
    on = date(2021, 9, 10)
    desk = downgraded().after(replace(DIED, arose_on=on), on=on)
    assert desk.refuses(EXTEND, on=on) == {"pay-change-not-running"}
    for measure in ("demerit", "downgrading"):
        varied = desk.and_then(varied_to(measure, date(2021, 12, 1))).proceeding.decision
        assert varied is not None
        assert (varied.impeded, Lapse.SERVICE in varied.lapsed) == ((), True)


def test_a_death_ends_also_the_service_of_what_an_appeal_came_to_where_no_decision_stands_any_more() -> None:
    revoked = SERVED.after(NOTE, REVOKED)
    assert revoked.refuses(DIED) == {"nothing-impeded"}, "nothing waits that a death would end"
    waits = revoked.knowing(unserved=(APPEAL,))
    assert "appeal-outcome-unserved" in waits.refuses(CLOSE)
    assert waits.refuses(LEFT) == {"nothing-impeded"}
    assert waits.refuses(replace(DIED, measure=SELF_EXAMINATION)) == {"nothing-impeded"}
    assert waits.refuses(replace(DIED, arose_on=TOMORROW)) == {"date-in-future"}
    (recorded,) = waits.does(DIED)
    assert (recorded.measures, Lapse.SERVICE in recorded.lapsed) == ((), True)
    gone = waits.and_then(recorded)
    assert gone.proceeding.out_of_reach
    assert gone.does(DIED) == (), "said once"
    assert SERVED.after(NOTE, REMADE).refuses(DIED) == {"no-decision-stands"}, "it is decided anew, and said of that"


def test_who_is_gone_stays_gone_when_the_decision_falls() -> None:
    assert SERVED.after(NOTE, DIED, REVOKED).proceeding.out_of_reach
    anew = SERVED.after(NOTE, DIED, REMADE).proceeding
    assert (anew.out_of_reach, anew.decision) == (True, None)
