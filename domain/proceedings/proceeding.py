"""One respondent's proceeding: what each command leads to, or every rule that stands against it."""

from domain.proceedings.closing import close
from domain.proceedings.commands import (
    AnnounceDecision,
    AnswerPoint,
    AnswerQuestion,
    ApplyAppeal,
    CarryOutRestoration,
    CloseProceeding,
    Decide,
    Deliberate,
    DiscloseMaterial,
    EndSuspension,
    EstablishCompetence,
    FileStatement,
    FindElement,
    FindFactor,
    FindRole,
    FixSanction,
    IssueNotice,
    JudgeRestoration,
    LiftSanction,
    NoteAppeal,
    NoteRunningSanction,
    ObtainConsent,
    OpenProceeding,
    ProceedingCommand,
    ReferProceeding,
    ReturnForSupplement,
    ReviewFile,
    RevokeDecision,
    ServeDecision,
    ServeNotice,
    ServePaper,
    SettleFacts,
    SuspendFromDuty,
    VerifyDefence,
    WaiveStatement,
)
from domain.proceedings.decision import decide_it
from domain.proceedings.deliberation import consent, deliberate
from domain.proceedings.disclosure import disclose
from domain.proceedings.events import ProceedingEvent
from domain.proceedings.evolving import evolve
from domain.proceedings.execution import carry_out, check_rectification, report_rectification
from domain.proceedings.execution_commands import (
    CarryOutMeasure,
    CheckRectification,
    ExtendPayChange,
    RecordFormality,
    RecordNotCarriedOut,
    ReportRectification,
)
from domain.proceedings.formalities import extend_pay_change, record_formality
from domain.proceedings.hearing import answer, state, verify, waive
from domain.proceedings.holding import answer_question, find_element, find_factor, find_role, settle_facts
from domain.proceedings.impeded import record_not_carried_out
from domain.proceedings.lifting import lift
from domain.proceedings.notice import issue, serve
from domain.proceedings.opening import establish_competence, open_proceeding, refer
from domain.proceedings.paper_service import serve_paper
from domain.proceedings.remedies import apply, note, revoke
from domain.proceedings.restoring import judge, restore
from domain.proceedings.review import return_for_supplement, review_file
from domain.proceedings.sanctions import fix_sanction, note_running_sanction
from domain.proceedings.service import announce, serve_decision
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.state import Proceeding
from domain.proceedings.suspension import end_suspension, suspend

__all__ = ["Proceeding", "ProceedingSetting", "decide", "evolve"]


def decide(
    proceeding: Proceeding, command: ProceedingCommand, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """What follows from *command*; nothing when it was done before.

    Raises:
        Refused: every rule that stands against it.
    """
    match command:
        case OpenProceeding():
            return open_proceeding(proceeding, command, setting)
        case EstablishCompetence():
            return establish_competence(proceeding, command, setting)
        case ReferProceeding():
            return refer(proceeding, command, setting)
        case FindRole():
            return find_role(proceeding, command, setting)
        case FindElement():
            return find_element(proceeding, command, setting)
        case FindFactor():
            return find_factor(proceeding, command, setting)
        case SettleFacts():
            return settle_facts(proceeding, command, setting)
        case FixSanction():
            return fix_sanction(proceeding, command, setting)
        case NoteRunningSanction():
            return note_running_sanction(proceeding, command, setting)
        case AnswerQuestion():
            return answer_question(proceeding, command, setting)
        case SuspendFromDuty():
            return suspend(proceeding, command, setting)
        case EndSuspension():
            return end_suspension(proceeding, command, setting)
        case ReviewFile():
            return review_file(proceeding, command, setting)
        case ReturnForSupplement():
            return return_for_supplement(proceeding, command, setting)
        case IssueNotice():
            return issue(proceeding, command, setting)
        case ServeNotice():
            return serve(proceeding, command, setting)
        case DiscloseMaterial():
            return disclose(proceeding, command, setting)
        case FileStatement():
            return state(proceeding, command, setting)
        case WaiveStatement():
            return waive(proceeding, command, setting)
        case AnswerPoint():
            return answer(proceeding, command, setting)
        case VerifyDefence():
            return verify(proceeding, command, setting)
        case Deliberate():
            return deliberate(proceeding, command, setting)
        case ObtainConsent():
            return consent(proceeding, command, setting)
        case Decide():
            return decide_it(proceeding, command, setting)
        case ServeDecision():
            return serve_decision(proceeding, command, setting)
        case ServePaper():
            return serve_paper(proceeding, command, setting)
        case AnnounceDecision():
            return announce(proceeding, command, setting)
        case CarryOutMeasure():
            return carry_out(proceeding, command, setting)
        case RecordNotCarriedOut():
            return record_not_carried_out(proceeding, command, setting)
        case ExtendPayChange():
            return extend_pay_change(proceeding, command, setting)
        case RecordFormality():
            return record_formality(proceeding, command, setting)
        case ReportRectification():
            return report_rectification(proceeding, command, setting)
        case CheckRectification():
            return check_rectification(proceeding, command, setting)
        case NoteAppeal():
            return note(proceeding, command, setting)
        case ApplyAppeal():
            return apply(proceeding, command, setting)
        case RevokeDecision():
            return revoke(proceeding, command, setting)
        case CarryOutRestoration():
            return restore(proceeding, command, setting)
        case LiftSanction():
            return lift(proceeding, command, setting)
        case JudgeRestoration():
            return judge(proceeding, command, setting)
        case CloseProceeding():
            return close(proceeding, command, setting)
