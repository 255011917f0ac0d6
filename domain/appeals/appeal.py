"""One appeal: what each command leads to, or every rule that stands against it."""

from domain.appeals.admission import accept, extend, redirect, reject
from domain.appeals.answering import answer
from domain.appeals.by_letter import record_outcome
from domain.appeals.commands import (
    AcceptAppeal,
    AnswerGrounds,
    AppealCommand,
    AssignHandlers,
    DecideAppeal,
    DeliberateAppeal,
    ExamineAppeal,
    ExtendAppealTime,
    FileAppeal,
    JoinAppeal,
    PartAppeal,
    RecordOutcome,
    RedirectAppeal,
    RejectAppeal,
    ServeAppeal,
    WithdrawAppeal,
)
from domain.appeals.events import AppealEvent
from domain.appeals.examination import assign, deliberate, examine
from domain.appeals.filing import file, withdraw
from domain.appeals.joining import join, part
from domain.appeals.naming import appeal_id, next_appeal
from domain.appeals.outcome import decide_it, effect, serve
from domain.appeals.setting import AppealSetting, Forums
from domain.appeals.state import Appeal, evolve

__all__ = ["Appeal", "AppealSetting", "Forums", "appeal_id", "decide", "effect", "evolve", "next_appeal"]


def decide(appeal: Appeal, command: AppealCommand, setting: AppealSetting) -> tuple[AppealEvent, ...]:
    """What follows from *command*; nothing when it was done before.

    Raises:
        Refused: every rule that stands against it.
    """
    match command:
        case FileAppeal():
            return file(appeal, command, setting)
        case RedirectAppeal():
            return redirect(appeal, command, setting)
        case AcceptAppeal():
            return accept(appeal, command, setting)
        case RejectAppeal():
            return reject(appeal, command, setting)
        case AssignHandlers():
            return assign(appeal, command, setting)
        case ExtendAppealTime():
            return extend(appeal, command, setting)
        case JoinAppeal():
            return join(appeal, command, setting)
        case PartAppeal():
            return part(appeal, command, setting)
        case ExamineAppeal():
            return examine(appeal, command, setting)
        case DeliberateAppeal():
            return deliberate(appeal, command, setting)
        case AnswerGrounds():
            return answer(appeal, command, setting)
        case DecideAppeal():
            return decide_it(appeal, command, setting)
        case RecordOutcome():
            return record_outcome(appeal, command, setting)
        case ServeAppeal():
            return serve(appeal, command, setting)
        case WithdrawAppeal():
            return withdraw(appeal, command, setting)
