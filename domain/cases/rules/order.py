"""The order of the steps, the order of days, and who may act at all."""

from domain.cases.commands import CaseCommand
from domain.cases.setting import CaseSetting
from domain.cases.state import ENDED, Case, Stage
from domain.occasion import lockout_of
from domain.refusal import Reason


def was_opened(case: Case, _: CaseCommand, __: CaseSetting) -> Reason | None:
    """Nothing happens to a case that was never opened."""
    return Reason(rule="case-not-opened") if case.stage is Stage.UNOPENED else None


def not_before_the_last_act(case: Case, _: CaseCommand, setting: CaseSetting) -> Reason | None:
    """No act is dated before one it follows."""
    if case.stage is Stage.UNOPENED or case.last_on <= setting.occasion.today:
        return None
    return Reason(rule="case-act-out-of-order", about=(case.last_on.isoformat(),))


def has_not_ended(case: Case, _: CaseCommand, __: CaseSetting) -> Reason | None:
    """Nothing is done in a case that ended, unless it is reopened."""
    return Reason(rule="case-ended", about=(case.stage.value,)) if case.stage in ENDED else None


def was_filed(case: Case, _: CaseCommand, __: CaseSetting) -> Reason | None:
    """No investigation, finding or other act of the filed case before the filing (立案)."""
    return Reason(rule="case-not-filed") if not case.was_filed and case.stage is not Stage.UNOPENED else None


def was_not_filed(case: Case, _: CaseCommand, __: CaseSetting) -> Reason | None:
    """What belongs before the filing cannot be done after it."""
    return Reason(rule="case-already-filed") if case.was_filed else None


def check_was_reported(case: Case, _: CaseCommand, __: CaseSetting) -> Reason | None:
    """The preliminary check comes first, with its report."""
    if case.stage in (Stage.OPENED, Stage.CHECKING):
        return Reason(rule="check-not-reported")
    return None


def check_is_running(case: Case, _: CaseCommand, __: CaseSetting) -> Reason | None:
    """A check is reported only after it was authorised."""
    return Reason(rule="check-not-authorised") if case.stage is Stage.OPENED else None


def check_was_not_reported(case: Case, _: CaseCommand, __: CaseSetting) -> Reason | None:
    """The check ended with its report; what is new is a matter for the investigation."""
    return Reason(rule="check-already-reported") if case.stage is Stage.CHECKED else None


def investigation_is_open(case: Case, _: CaseCommand, __: CaseSetting) -> Reason | None:
    """After its report an investigation goes on only when it is reopened."""
    return Reason(rule="investigation-reported") if case.stage is Stage.REPORTED else None


def actor_is_not_locked_out(_: Case, __: CaseCommand, setting: CaseSetting) -> Reason | None:
    """Whom the registers keep away does nothing in the case."""
    lock = lockout_of(setting.occasion.actor, setting.locked_out, setting.occasion.body)
    return None if lock is None else Reason(rule="officer-locked-out", about=(str(lock.actor), lock.ground))


def actor_does_not_stand_aside(case: Case, _: CaseCommand, setting: CaseSetting) -> Reason | None:
    """A recused officer, or one whose recusal is not yet decided, does nothing in the case."""
    actor = setting.occasion.actor
    return Reason(rule="officer-stands-aside", about=(str(actor),)) if case.stands_aside(actor) else None


ACTING = (was_opened, not_before_the_last_act, actor_is_not_locked_out, actor_does_not_stand_aside)
"""Asked of every act after the opening."""

LIVE = (*ACTING, has_not_ended)
BEFORE_FILING = (*LIVE, was_not_filed)
AFTER_CHECK = (*BEFORE_FILING, check_was_reported)
AFTER_FILING = (*LIVE, was_filed)
INVESTIGATING = (*AFTER_FILING, investigation_is_open)
