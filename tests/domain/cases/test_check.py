"""Allegations, the preliminary check, and the ends that need no filing."""

from datetime import date

from msgspec.structs import replace

from domain.cases.case import Stage
from domain.cases.commands import ClarifyReputation, CloseCase, DecideNotToFile, HandleLightly
from domain.cases.events import (
    AllegationFramed,
    CaseClosed,
    CaseNotFiled,
    CheckResult,
    HandledLightly,
    LightForm,
    PreliminaryCheckAuthorised,
    PreliminaryCheckReported,
    ReputationClarified,
)
from domain.identity import AllegationId
from domain.occasion import Lockout
from tests.domain.cases.material import (
    ALLEGATION,
    AUTHORISE,
    BODY,
    BY_FIRST,
    BY_HEAD,
    CLERK,
    FIRST,
    FRAME,
    NAME_CLERK,
    OPEN,
    ORGAN,
    OTHER_BODY,
    REFUTED,
    REVIEWER,
    SECOND,
    SUPPORTED,
    THIRD,
    TODAY,
    a_case,
    a_checked_case,
    an_opened_case,
    done,
    setting_of,
)
from tests.support.made_up import a_document, an_id

UNKNOWN = AllegationId(an_id("never framed"))
NOT_FILE = DecideNotToFile(reasons=a_document("no case"))
FALSE = replace(NOT_FILE, false_accusation=True)
CLARIFY = ClarifyReputation(
    scope=a_document("where posts named the clerk"), letter=a_document("letter"), concerning=CLERK
)
CLOSE = CloseCase(report=a_document("closing report"))
LIGHT = HandleLightly(
    person=CLERK,
    form=LightForm.REMINDER_TALK,
    record=a_document("talk"),
    heard=a_document("what the clerk said"),
    circumstances=a_document("the first time, no loss, put right"),
)


def test_an_allegation_says_which_facts_are_to_be_looked_into():
    opened = done(a_case(), OPEN)
    opened.when(FRAME).then(
        AllegationFramed(
            allegation=ALLEGATION,
            ground="late-publication",
            organ=ORGAN,
            conduct_from=date(2012, 1, 16),
            conduct_to=date(2012, 3, 8),
            description=a_document("what is alleged"),
            facts=("not-published-in-time",),
        )
    )
    opened.when(replace(FRAME, facts=(), conduct_to=date(2012, 1, 15))).then_refused(
        "allegation-without-facts", "conduct-dates-impossible"
    )
    opened.when(replace(FRAME, conduct_to=date(2012, 3, 13))).then_refused("conduct-dates-impossible")
    opened.when(replace(FRAME, conduct_to=TODAY)).then_kinds(AllegationFramed)
    an_opened_case().when(replace(FRAME, ground="other")).then_refused("allegation-already-framed")


def test_a_check_needs_two_different_officers_who_are_free():
    opened = an_opened_case()
    opened.when(AUTHORISE).then(
        PreliminaryCheckAuthorised(checkers=(FIRST, SECOND), authorised_on=TODAY, plan=a_document("plan"))
    )
    opened.when(replace(AUTHORISE, checkers=(FIRST, FIRST))).then_refused("too-few-officers")
    bound = replace(BY_HEAD, locked_out=(Lockout(actor=SECOND, ground="post-in-respondent-organ"),))
    opened.under(bound).when(replace(AUTHORISE, checkers=(SECOND, REVIEWER))).then_refused(
        "assigned-officer-not-free", "investigator-has-reviewed"
    )


def test_the_check_group_can_be_replaced_while_it_runs():
    other = replace(AUTHORISE, checkers=(SECOND, THIRD))
    checking = done(an_opened_case(), AUTHORISE)
    checking.when(other).then_kinds(PreliminaryCheckAuthorised)
    assert done(checking, other).state.former == (FIRST, SECOND, THIRD)


def test_a_check_answers_every_allegation_once_and_comes_from_the_group():
    checking = done(an_opened_case(), AUTHORISE).under(BY_FIRST)
    checking.when(SUPPORTED).then(
        PreliminaryCheckReported(
            results=((ALLEGATION, CheckResult.SUPPORTED),), reported_on=TODAY, report=a_document("report of the check")
        )
    )
    for results in ((), SUPPORTED.results * 2, (*SUPPORTED.results, (UNKNOWN, CheckResult.UNCLEAR))):
        checking.when(replace(SUPPORTED, results=results)).then_refused("check-results-incomplete")
    checking.under(setting_of(THIRD)).when(SUPPORTED).then_refused("not-a-checker")
    done(done(a_case(), OPEN), AUTHORISE).under(BY_FIRST).when(replace(SUPPORTED, results=())).then_refused(
        "no-allegation"
    )


def test_a_check_is_not_reported_before_it_is_authorised():
    an_opened_case().under(BY_FIRST).when(SUPPORTED).then_refused("check-not-authorised", "not-a-checker")


def test_the_matter_ends_without_a_case_for_reasons():
    a_checked_case().when(NOT_FILE).then(
        CaseNotFiled(decided_on=TODAY, reasons=a_document("no case"), false_accusation=False)
    )
    a_checked_case().after(NOT_FILE).when(NOT_FILE).then_nothing()
    a_checked_case().after(NOT_FILE).when(FALSE).then_refused("case-ended", "accusation-not-refuted")
    an_opened_case().when(NOT_FILE).then_refused("check-not-reported")


def test_an_accusation_is_not_false_while_the_check_supports_it():
    a_checked_case().when(FALSE).then_refused("accusation-not-refuted")


def test_a_false_accusation_is_clarified_before_closing():
    refuted = a_checked_case(REFUTED).after(FALSE)
    refuted.when(CLOSE).then_refused("clarification-missing")
    refuted.when(CLARIFY).then(
        ReputationClarified(
            clarified_on=TODAY,
            scope=a_document("where posts named the clerk"),
            letter=a_document("letter"),
            concerning=CLERK,
        )
    )
    refuted.after(CLARIFY).when(CLARIFY).then_nothing()
    refuted.after(CLARIFY).when(CLOSE).then(CaseClosed(closed_on=TODAY, report=a_document("closing report")))


def test_what_was_not_refuted_is_not_clarified():
    a_checked_case().when(CLARIFY).then_refused("nothing-to-clarify")


def test_light_circumstances_are_handled_without_filing():
    a_checked_case().when(LIGHT).then(
        HandledLightly(
            person=CLERK,
            form=LightForm.REMINDER_TALK,
            handled_on=TODAY,
            record=a_document("talk"),
            heard=a_document("what the clerk said"),
            circumstances=a_document("the first time, no loss, put right"),
        )
    )
    light = a_checked_case().after(LIGHT)
    light.when(LIGHT).then_nothing()
    light.when(replace(LIGHT, form=LightForm.ADMONITION)).then_refused("person-already-handled")
    light.when(NAME_CLERK).then_refused("person-already-handled")
    assert light.after(CLOSE).state.stage is Stage.CLOSED


def test_light_handling_needs_facts_authority_and_somebody_who_is_not_pursued():
    a_checked_case(REFUTED).when(LIGHT).then_refused("light-handling-without-facts")
    done(a_checked_case(), NAME_CLERK).when(LIGHT).then_refused("light-handling-of-respondent")
    a_checked_case().when(replace(LIGHT, circumstances=None)).then_refused("light-circumstances-not-stated")
    elsewhere = replace(BY_HEAD, authorities=(OTHER_BODY,))
    a_checked_case().under(elsewhere).when(LIGHT).then_refused("light-handling-without-authority")
    here = replace(BY_HEAD, authorities=(BODY,))
    a_checked_case().under(here).when(LIGHT).then_kinds(HandledLightly)


def test_a_case_still_checked_is_not_closed():
    a_checked_case().when(CLOSE).then_refused("case-not-ripe")
    an_opened_case().when(CLOSE).then_refused("case-not-ripe")
