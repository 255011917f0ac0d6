"""Review of the file (审理) by officers who took no part in the investigation."""

from domain.acts import done_before
from domain.deciding import refuse_if_any
from domain.proceedings.apart import nobody_handled_an_appeal, reviewers_held_nothing
from domain.proceedings.case_file import investigated, standing_report
from domain.proceedings.commands import ReturnForSupplement, ReviewFile
from domain.proceedings.events import FileReviewed, ProceedingEvent, ReturnedForSupplement
from domain.proceedings.resting import file_was_reviewed
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import is_open, no_decision_stands, officer_may_act
from domain.proceedings.state import Proceeding
from domain.refusal import Reason


def investigation_is_concluded(_: Proceeding, __: object, setting: ProceedingSetting) -> Reason | None:
    """There is an investigation report to review, and the investigation was not reopened since."""
    return None if standing_report(setting.case) is not None else Reason(rule="investigation-not-concluded")


def report_is_new(proceeding: Proceeding, _: object, setting: ProceedingSetting) -> Reason | None:
    """A file that was sent back, or a defence that brought a new adverse fact, needs another report."""
    report = standing_report(setting.case)
    if proceeding.returned is None or report is None or report != proceeding.returned:
        return None
    return Reason(rule="report-not-supplemented", about=(str(report.id),))


def reviewers_are_named(_: Proceeding, command: ReviewFile, __: ProceedingSetting) -> Reason | None:
    """Somebody answers for the review."""
    if command.reviewers and len(set(command.reviewers)) == len(command.reviewers):
        return None
    return Reason(rule="reviewers-missing")


def reviewers_did_not_investigate(_: Proceeding, command: ReviewFile, setting: ProceedingSetting) -> Reason | None:
    """Investigation and review are separate: neither the reviewers nor whoever records the review investigated."""
    acting = dict.fromkeys((*command.reviewers, setting.occasion.actor))
    mixed = tuple(str(actor) for actor in acting if actor in investigated(setting.case))
    return Reason(rule="reviewer-investigated", about=mixed) if mixed else None


def reviewers_may_act(_: Proceeding, command: ReviewFile, setting: ProceedingSetting) -> Reason | None:
    """A reviewer whose recusal is granted or undecided, or who is in known conflict, stands aside."""
    aside = tuple(str(a) for a in command.reviewers if setting.keeps_away(a))
    return Reason(rule="reviewer-recused", about=aside) if aside else None


BEFORE_REVIEW = (is_open, no_decision_stands, officer_may_act, investigation_is_concluded, report_is_new)
REVIEWING = (
    *BEFORE_REVIEW,
    reviewers_are_named,
    reviewers_did_not_investigate,
    reviewers_held_nothing,
    nobody_handled_an_appeal,
    reviewers_may_act,
)


def sender_did_not_investigate(_: Proceeding, __: ReturnForSupplement, setting: ProceedingSetting) -> Reason | None:
    """A file is sent back by the reviewers, not by the investigators."""
    actor = setting.occasion.actor
    if actor not in investigated(setting.case):
        return None
    return Reason(rule="reviewer-investigated", about=(str(actor),))


RETURNING = (is_open, no_decision_stands, officer_may_act, investigation_is_concluded, sender_did_not_investigate)


def review_file(proceeding: Proceeding, command: ReviewFile, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """Six points on facts, evidence, qualification, procedure, handling and competence."""
    refuse_if_any(REVIEWING, proceeding, command, setting)
    if file_was_reviewed(proceeding, command, setting) is None and done_before(proceeding.acts, command, FileReviewed):
        return ()
    return (
        FileReviewed(
            reviewers=command.reviewers,
            facts=command.facts,
            evidence=command.evidence,
            qualification=command.qualification,
            procedure=command.procedure,
            handling=command.handling,
            competence=command.competence,
            reviewed_on=setting.occasion.today,
            opinion=command.opinion,
            report=standing_report(setting.case),
            recorded_by=setting.occasion.actor,
        ),
    )


def return_for_supplement(
    proceeding: Proceeding, command: ReturnForSupplement, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """The file goes back to the investigation with a list of what is missing."""
    refuse_if_any(RETURNING, proceeding, command, setting)
    again = proceeding.returned is not None and proceeding.returned == standing_report(setting.case)
    if again and done_before(proceeding.acts, command, ReturnedForSupplement):
        return ()
    return (
        ReturnedForSupplement(
            items=command.items, returned_on=setting.occasion.today, report=standing_report(setting.case)
        ),
    )
