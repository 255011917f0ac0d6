"""Rules that many commands share: the proceeding is open, nothing was decided yet, the officer may act."""

from datetime import date

from domain.occasion import lockout_of
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.state import Proceeding
from domain.refusal import Reason


def is_open(proceeding: Proceeding, _: object, __: ProceedingSetting) -> Reason | None:
    """The respondent was named and the file is not closed."""
    if proceeding.case is None:
        return Reason(rule="proceeding-not-open")
    return Reason(rule="proceeding-closed") if proceeding.closed else None


def was_opened(proceeding: Proceeding, _: object, __: ProceedingSetting) -> Reason | None:
    """The respondent was named; the file may be closed, because a review without time limit may still come."""
    return Reason(rule="proceeding-not-open") if proceeding.case is None else None


def no_decision_stands(proceeding: Proceeding, _: object, __: ProceedingSetting) -> Reason | None:
    """Nothing that leads to a decision is done after it; a second decision never stands beside the first."""
    if proceeding.ended:
        return Reason(rule="proceeding-ended")
    if proceeding.decision is None:
        return None
    return Reason(rule="decision-stands", about=(proceeding.decision.number,))


def a_decision_stands(proceeding: Proceeding, _: object, __: ProceedingSetting) -> Reason | None:
    """There is a decision to serve, carry out or challenge."""
    return Reason(rule="no-decision-stands") if proceeding.decision is None else None


def officer_may_act(_: Proceeding, __: object, setting: ProceedingSetting) -> Reason | None:
    """An officer whose recusal was granted or is not yet decided acts no further; nor does one in known conflict."""
    actor = setting.occasion.actor
    if setting.case.stands_aside(actor):
        return Reason(rule="officer-stands-aside", about=(str(actor),))
    locked = lockout_of(actor, setting.locked_out, setting.occasion.body)
    return None if locked is None else Reason(rule="officer-locked-out", about=(str(actor), locked.ground))


def case_is_filed(_: Proceeding, __: object, setting: ProceedingSetting) -> Reason | None:
    """Findings against a respondent, and every measure on the way, need a filed case."""
    return None if setting.case.was_filed else Reason(rule="case-not-filed")


def respondent_is_filed(_: Proceeding, __: object, setting: ProceedingSetting) -> Reason | None:
    """Nothing is held against a respondent named after the filing before it was approved for them."""
    if setting.proceeding not in setting.case.unfiled:
        return None
    return Reason(rule="respondent-not-filed", about=(str(setting.proceeding),))


def not_after_today(day: date, setting: ProceedingSetting) -> Reason | None:
    """What is recorded has happened."""
    return Reason(rule="date-in-future", about=(day.isoformat(),)) if day > setting.occasion.today else None


def not_before(day: date, earliest: date | None) -> Reason | None:
    """Nothing happens before what it follows from."""
    if earliest is None or day >= earliest:
        return None
    return Reason(rule="date-before-cause", about=(day.isoformat(), earliest.isoformat()))
