"""Reopening, defects, closing and archiving (domain rows 14, 24, 25)."""

from domain.cases.commands import ArchiveCase, CloseCase, NoteProcedureDefect, ReopenInvestigation
from domain.cases.events import Defect, ReopeningCause
from domain.cases.rules.order import ACTING, was_filed
from domain.cases.setting import CaseSetting
from domain.cases.state import Case, Stage, findings_without_support
from domain.papers.use import APPROVED_PAPER
from domain.refusal import Reason

_PENDING = (Stage.OPENED, Stage.CHECKING)
_LATE_CAUSES = (ReopeningCause.REVOKED, ReopeningCause.DEFECT)


def there_is_a_report_to_go_back_from(case: Case, _: ReopenInvestigation, __: CaseSetting) -> Reason | None:
    """A case that went to another body or was never filed is not reopened here, nor is an investigation that goes on."""
    if case.stage in (Stage.NOT_FILED, Stage.TRANSFERRED):
        return Reason(rule="case-ended", about=(case.stage.value,))
    return Reason(rule="investigation-goes-on") if case.stage is Stage.INVESTIGATING else None


def closed_case_needs_a_late_cause(case: Case, command: ReopenInvestigation, _: CaseSetting) -> Reason | None:
    """A closed case is reopened because a decision was revoked or a defect came to light, for nothing less."""
    if case.stage not in (Stage.CLOSED, Stage.ARCHIVED) or command.because in _LATE_CAUSES:
        return None
    return Reason(rule="closed-case-reopened", about=(command.because.value,))


def decision_was_revoked(_: Case, command: ReopenInvestigation, setting: CaseSetting) -> Reason | None:
    """Whoever reopens because a decision was revoked has one on record, and none that was made since in its place."""
    if command.because is not ReopeningCause.REVOKED or any(each.revoked for each in setting.respondents):
        return None
    return Reason(rule="no-decision-revoked")


def defect_was_noted(case: Case, command: ReopenInvestigation, _: CaseSetting) -> Reason | None:
    """Whoever reopens for a defect says which one first."""
    if command.because is not ReopeningCause.DEFECT or case.defects:
        return None
    return Reason(rule="no-defect-noted")


def missed_recusal_names_the_officer(_: Case, command: NoteProcedureDefect, __: CaseSetting) -> Reason | None:
    """A missed recusal concerns an officer."""
    if command.defect is not Defect.RECUSAL_MISSED or command.concerning is not None:
        return None
    return Reason(rule="defect-names-nobody")


def missed_recusal_was_raised(case: Case, command: NoteProcedureDefect, _: CaseSetting) -> Reason | None:
    """That somebody had to stand aside is raised and decided, not noted."""
    officer = command.concerning
    if command.defect is not Defect.RECUSAL_MISSED or officer is None:
        return None
    if any(raised.officer == officer for raised in case.recusals_raised):
        return None
    return Reason(rule="recusal-not-raised", about=(str(officer),))


def case_is_ripe(case: Case, _: CloseCase, __: CaseSetting) -> Reason | None:
    """A case is closed after it was not filed, handled lightly, or investigated for named respondents."""
    if case.stage in _PENDING or (case.stage is Stage.CHECKED and not case.handled_lightly):
        return Reason(rule="case-not-ripe", about=(case.stage.value,))
    if case.stage is Stage.INVESTIGATING and not case.respondents:
        return Reason(rule="case-not-ripe", about=(case.stage.value,))
    if case.stage in (Stage.TRANSFERRED, Stage.CLOSED, Stage.ARCHIVED):
        return Reason(rule="case-ended", about=(case.stage.value,))
    return None


def every_respondent_is_done(case: Case, _: CloseCase, setting: CaseSetting) -> Reason | None:
    """Every respondent's track is closed, or nothing remains in it but a pending review."""
    pending = tuple(
        str(r.proceeding)
        for r in case.respondents
        if (standing := setting.standing(r.proceeding)) is None or not (standing.closed or standing.in_review)
    )
    return Reason(rule="respondent-still-pending", about=pending) if pending else None


def outcomes_were_served(_: Case, __: CloseCase, setting: CaseSetting) -> Reason | None:
    """What an appeal came to is served before the case is closed, also where the track was closed before the appeal."""
    unserved = tuple(str(appeal) for standing in setting.respondents for appeal in standing.unserved)
    return Reason(rule="appeal-outcome-unserved", about=unserved) if unserved else None


def reputation_was_clarified(case: Case, _: CloseCase, __: CaseSetting) -> Reason | None:
    """After a false accusation the matter is clarified before it is closed; no suspicion stays open."""
    return Reason(rule="clarification-missing") if case.false_accusation and not case.clarified else None


def no_recusal_is_open(case: Case, _: CloseCase, __: CaseSetting) -> Reason | None:
    """A recusal is decided before the case is closed."""
    pending = tuple(str(r.recusal) for r in case.recusals_pending)
    return Reason(rule="recusal-pending", about=pending) if pending else None


def nothing_rests_on_excluded_evidence(case: Case, _: CloseCase, setting: CaseSetting) -> Reason | None:
    """A case is not closed over a finding that lost its evidence."""
    lost = tuple(f"{f.allegation}/{f.fact}" for f in findings_without_support(case, setting.profile))
    return Reason(rule="finding-without-support", about=lost) if lost else None


def was_closed(case: Case, _: ArchiveCase, __: CaseSetting) -> Reason | None:
    """The file of a closed or transferred case goes to the archive."""
    if case.stage in (Stage.CLOSED, Stage.TRANSFERRED, Stage.UNOPENED):
        return None
    return Reason(rule="case-not-closed", about=(case.stage.value,))


REOPENING = (
    *ACTING,
    was_filed,
    there_is_a_report_to_go_back_from,
    closed_case_needs_a_late_cause,
    decision_was_revoked,
    defect_was_noted,
)
NOTING_A_DEFECT = (*ACTING, missed_recusal_names_the_officer, missed_recusal_was_raised)
CLOSING = (
    *ACTING,
    case_is_ripe,
    every_respondent_is_done,
    outcomes_were_served,
    reputation_was_clarified,
    no_recusal_is_open,
    nothing_rests_on_excluded_evidence,
    *APPROVED_PAPER,
)
ARCHIVING = (*ACTING, was_closed, *APPROVED_PAPER)
