"""The file is reviewed by others than those who investigated, report by report."""

import pytest
from msgspec.structs import replace

from domain.cases.case import evolve as evolve_case
from domain.cases.events import (
    FindingStatus,
    InvestigationReopened,
    RecusalGround,
    RecusalRaised,
    RecusalSource,
    ReopeningCause,
)
from domain.occasion import Lockout
from domain.proceedings import commands as ask
from domain.proceedings import events as happened
from domain.proceedings.events import Mark
from tests.domain.proceedings.material import (
    COMPETENT,
    DECIDE,
    EVIDENCE,
    FIRST,
    FOUND,
    ISSUE,
    OPENED,
    OTHER_REVIEWER,
    READY,
    REVIEWER,
    STRANGER,
    TODAY,
    Desk,
    a_case,
    held,
    reviewed,
)
from tests.domain.proceedings.test_holding import FIND_ROLE
from tests.support.made_up import a_document, an_id

SOUND = dict.fromkeys(("facts", "evidence", "qualification", "procedure", "handling", "competence"), Mark.SOUND)
REVIEW = ask.ReviewFile(reviewers=(REVIEWER, OTHER_REVIEWER), opinion=a_document("review"), **SOUND)
RETURN = ask.ReturnForSupplement(items=a_document("items"))
REOPENED = evolve_case(
    a_case(),
    InvestigationReopened(reopened_on=TODAY, because=ReopeningCause.RETURNED, items=a_document("items")),
)
OPEN = Desk(*FOUND)


def test_a_review_says_which_report_it_examined():
    assert OPEN.does(REVIEW, by=REVIEWER) == (replace(reviewed(), recorded_by=REVIEWER),)
    assert OPEN.after(REVIEW, by=REVIEWER).does(REVIEW, by=REVIEWER) == ()


def test_whoever_recorded_a_review_counts_among_those_who_reviewed_without_answering_for_it():
    after = OPEN.after(REVIEW, by=STRANGER).proceeding
    assert after.reviewers == (REVIEWER, OTHER_REVIEWER, STRANGER), (
        "they neither investigate later nor handle an appeal"
    )
    assert after.review.reviewers == (REVIEWER, OTHER_REVIEWER)
    assert OPEN.and_then(reviewed()).proceeding.reviewers == (REVIEWER, OTHER_REVIEWER), "where it was not recorded"


@pytest.mark.parametrize("command", [replace(REVIEW, reviewers=(REVIEWER, FIRST)), REVIEW])
def test_whoever_investigated_neither_reviews_nor_records_the_review(command):
    by = REVIEWER if FIRST in command.reviewers else FIRST
    assert [(reason.rule, reason.about) for reason in OPEN.reasons(command, by=by)] == [
        ("reviewer-investigated", (str(FIRST),))
    ]


def test_a_reviewer_in_doubt_or_in_known_conflict_stands_aside():
    raised = RecusalRaised(
        recusal=an_id("recusal"),
        officer=OTHER_REVIEWER,
        ground=RecusalGround.INTEREST,
        source=RecusalSource.RESPONDENT,
        raised_on=TODAY,
    )
    assert OPEN.knowing(case=evolve_case(a_case(), raised)).refuses(REVIEW, by=REVIEWER) == {"reviewer-recused"}
    locked = OPEN.knowing(locked_out=(Lockout(actor=OTHER_REVIEWER, ground="close-relative"),))
    assert locked.refuses(REVIEW, by=REVIEWER) == {"reviewer-recused"}
    assert locked.refuses(replace(REVIEW, reviewers=(REVIEWER,)), by=OTHER_REVIEWER) == {"officer-locked-out"}


def test_somebody_answers_for_the_review_once():
    for reviewers in ((), (REVIEWER, REVIEWER)):
        assert OPEN.refuses(replace(REVIEW, reviewers=reviewers), by=REVIEWER) == {"reviewers-missing"}


def test_an_investigation_that_goes_on_is_not_reviewed():
    desk = OPEN.knowing(case=REOPENED)
    assert desk.refuses(REVIEW, by=REVIEWER) == {"investigation-not-concluded"}
    assert desk.refuses(RETURN, by=REVIEWER) == {"investigation-not-concluded"}


def test_a_file_sent_back_is_reviewed_only_on_a_new_report():
    (returned,) = OPEN.does(RETURN, by=REVIEWER)
    assert returned == happened.ReturnedForSupplement(
        items=a_document("items"), returned_on=TODAY, report=a_document("report of the investigation")
    )
    sent_back = OPEN.and_then(returned)
    assert sent_back.does(RETURN, by=REVIEWER) == ()
    assert sent_back.refuses(REVIEW, by=REVIEWER) == {"report-not-supplemented"}
    assert sent_back.knowing(case=a_case(report="another report")).does(REVIEW, by=REVIEWER)


def test_a_file_is_sent_back_by_the_reviewers_not_by_the_investigators():
    assert OPEN.refuses(RETURN, by=FIRST) == {"reviewer-investigated"}


def test_nothing_is_intended_on_a_file_that_nobody_reviewed_or_found_defective():
    assert OPEN.refuses(ISSUE) == {"file-not-reviewed"}
    assert Desk(*FOUND, reviewed("older report")).refuses(ISSUE) == {"review-outdated"}
    defective = Desk(*FOUND, reviewed(procedure=Mark.DEFECTIVE, evidence=Mark.DEFECTIVE))
    assert [(reason.rule, reason.about) for reason in defective.reasons(ISSUE)] == [
        ("review-found-defects", ("evidence", "procedure"))
    ]


def test_after_the_decision_nothing_is_reviewed_or_sent_back():
    decided = Desk(*READY).after(DECIDE)
    assert decided.refuses(REVIEW, by=REVIEWER) == {"decision-stands"}
    assert decided.refuses(RETURN, by=REVIEWER) == {"decision-stands"}


FACTOR = ask.FindFactor(
    factor="retaliates", status=FindingStatus.ESTABLISHED, evidence=(EVIDENCE,), reasons=a_document("why")
)
ROLELESS = Desk(OPENED, COMPETENT, *held())
FOR_THEM = replace(FACTOR, factor="cooperates")


def test_what_is_held_against_the_respondent_after_the_review_makes_it_outdated():
    known = OPEN.after(REVIEW, by=REVIEWER)
    assert known.after(FOR_THEM).does(ISSUE)
    assert known.after(replace(FACTOR, status=FindingStatus.REFUTED, evidence=())).does(ISSUE)
    since = known.after(FACTOR)
    assert [(reason.rule, reason.about) for reason in since.reasons(ISSUE)] == [("review-outdated", ("retaliates",))]
    assert since.after(REVIEW, by=REVIEWER).does(ISSUE)
    unnamed = ROLELESS.after(REVIEW, by=REVIEWER).after(FIND_ROLE)
    assert ("review-outdated", ("direct",)) in [(reason.rule, reason.about) for reason in unnamed.reasons(ISSUE)]


@pytest.mark.parametrize("command", [FACTOR, FIND_ROLE])
def test_nobody_reviews_what_they_held_against_the_respondent(command):
    alone = replace(REVIEW, reviewers=(OTHER_REVIEWER,))
    finder = ROLELESS.after(command, by=REVIEWER)
    assert finder.refuses(REVIEW, by=OTHER_REVIEWER) == {"reviewer-made-finding"}
    assert finder.refuses(alone, by=REVIEWER) == {"reviewer-made-finding"}
    assert finder.does(alone, by=OTHER_REVIEWER)
    assert OPEN.after(FOR_THEM, by=REVIEWER).does(REVIEW, by=REVIEWER)


def test_whoever_handled_an_appeal_in_the_case_does_not_review_it_again():
    assert OPEN.knowing(handled=(OTHER_REVIEWER,)).refuses(REVIEW, by=REVIEWER) == {"appeal-handler-acts"}
