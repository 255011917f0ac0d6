"""Statement and defence (陈述申辩), and what became of each point."""

from datetime import date
from enum import StrEnum

from domain.acts import done_before
from domain.deciding import refuse_if_any
from domain.proceedings.case_file import investigated, standing_report
from domain.proceedings.commands import AnswerPoint, Decide, Deliberate, FileStatement, VerifyDefence, WaiveStatement
from domain.proceedings.events import (
    DefenceVerified,
    Outcome,
    PointAnswered,
    ProceedingEvent,
    StatementReceived,
    StatementWaived,
)
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import is_open, no_decision_stands, officer_may_act
from domain.proceedings.state import Proceeding
from domain.refusal import Reason


def notice_was_served(proceeding: Proceeding, _: object, __: ProceedingSetting) -> Reason | None:
    """Nobody can answer, or be taken to have kept silent, before the notice reached them."""
    if proceeding.notice is None or proceeding.notice.served_on is None:
        return Reason(rule="notice-not-served")
    return None


def hearing_is_over(proceeding: Proceeding, _: object, setting: ProceedingSetting) -> Reason | None:
    """The respondent made a statement, waived it, or let the whole period pass. Silence is never held against them."""
    until, hearing = setting.statement_until(proceeding.notice), proceeding.hearing
    if until is None or hearing.statements or hearing.waived or setting.occasion.today > until:
        return None
    return Reason(rule="respondent-not-heard", about=(until.isoformat(),))


def every_point_is_answered(proceeding: Proceeding, _: object, __: ProceedingSetting) -> Reason | None:
    """Each point of the defence is verified; a well-founded one is adopted."""
    open_points = tuple(str(point) for point in proceeding.hearing.unanswered)
    return Reason(rule="points-unanswered", about=open_points) if open_points else None


def defence_is_verified(proceeding: Proceeding, _: object, __: ProceedingSetting) -> Reason | None:
    """A defence, also one to a notice that fell, is verified before anybody deliberates."""
    return Reason(rule="defence-not-verified") if proceeding.hearing.is_unverified else None


def defence_to_the_notice_was_dealt_with(
    proceeding: Proceeding, command: object, setting: ProceedingSetting
) -> tuple[Reason, ...]:
    """No other notice is issued over a defence to the one that stands. What was said to one that fell waits for the next."""
    if not proceeding.hearing.statements:
        return ()
    found = (rule(proceeding, command, setting) for rule in (every_point_is_answered, defence_is_verified))
    return tuple(reason for reason in found if reason is not None)


def not_late_and_deliberated(proceeding: Proceeding, _: object, setting: ProceedingSetting) -> Reason | None:
    """A statement in time is always taken, and undoes a discussion that did not wait; a late one until the discussion."""
    too_late = _too_late(proceeding, setting.statement_until(proceeding.notice), setting.occasion.today)
    return Reason(rule="statement-after-deliberation") if too_late else None


def _too_late(proceeding: Proceeding, until: date | None, today: date) -> bool:
    in_time = until is not None and today <= until
    return proceeding.deliberation is not None and not in_time


def nothing_can_be_stated(proceeding: Proceeding, until: date | None, today: date) -> bool:
    """No statement is taken any more, the last day for one being *until*.

    The file is closed, a decision stands, or the matter was discussed and the time has passed.
    """
    decided = proceeding.ended or proceeding.decision is not None
    return bool(proceeding.closed) or decided or _too_late(proceeding, until, today)


class HearingState(StrEnum):
    """Whether a respondent on whom the notice was served can still state their case."""

    IN_TIME = "in-time"
    LATE = "late"  # the time ended; what comes before the discussion is taken all the same, and marked as late
    OVER = "over"


def stating(proceeding: Proceeding, until: date, today: date) -> HearingState:
    """What became of the right to be heard, the last day for a statement being *until*."""
    if nothing_can_be_stated(proceeding, until, today):
        return HearingState.OVER
    return HearingState.IN_TIME if today <= until else HearingState.LATE


def points_are_stated(proceeding: Proceeding, command: FileStatement, _: ProceedingSetting) -> Reason | None:
    """A statement has at least one point, and each point its own id."""
    ids = [point.point for point in command.points]
    known = {point.id for point in proceeding.hearing.points}
    if not ids:
        return Reason(rule="statement-without-points")
    twice = tuple(dict.fromkeys(str(one) for one in ids if ids.count(one) > 1 or one in known))
    return Reason(rule="point-twice", about=twice) if twice else None


def nothing_was_stated(proceeding: Proceeding, _: WaiveStatement, __: ProceedingSetting) -> Reason | None:
    """Whoever made a statement cannot waive it any more."""
    return Reason(rule="statement-already-made") if proceeding.hearing.statements else None


def point_was_made(proceeding: Proceeding, command: AnswerPoint, _: ProceedingSetting) -> Reason | None:
    """An answer belongs to a point of this defence."""
    if command.point in {point.id for point in proceeding.hearing.points}:
        return None
    return Reason(rule="point-unknown", about=(str(command.point),))


def defence_is_open(proceeding: Proceeding, _: AnswerPoint, __: ProceedingSetting) -> Reason | None:
    """After the verification was closed its answers stand."""
    return Reason(rule="defence-already-verified") if proceeding.hearing.verified else None


def verifier_did_not_investigate(_: Proceeding, __: object, setting: ProceedingSetting) -> Reason | None:
    """The defence against an investigation is not verified by those who investigated."""
    actor = setting.occasion.actor
    if actor not in investigated(setting.case):
        return None
    return Reason(rule="verifier-investigated", about=(str(actor),))


STATING = (is_open, no_decision_stands, notice_was_served, not_late_and_deliberated, points_are_stated)
WAIVING = (is_open, no_decision_stands, notice_was_served, nothing_was_stated)
OFFICER = (is_open, no_decision_stands, officer_may_act, notice_was_served, verifier_did_not_investigate)
ANSWERING = (*OFFICER, point_was_made, defence_is_open)
VERIFYING = (*OFFICER, hearing_is_over, every_point_is_answered)
HEARD = (notice_was_served, hearing_is_over, every_point_is_answered, defence_is_verified)
UNHEARD_OUTCOMES = (Outcome.WITHDRAWN, Outcome.TRANSFERRED)
"""They hold nothing against the respondent, so that there is nothing to answer yet."""


def was_heard(proceeding: Proceeding, command: Deliberate | Decide, setting: ProceedingSetting) -> tuple[Reason, ...]:
    """No handling, no exemption and no finding of a breach before notice and hearing; silence is nothing against anybody."""
    if command.outcome in UNHEARD_OUTCOMES:
        return ()
    found = (rule(proceeding, command, setting) for rule in HEARD)
    return tuple(reason for reason in found if reason is not None)


def state(proceeding: Proceeding, command: FileStatement, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """The respondent's account of the matter, point by point. A late one is taken and marked so."""
    if command.document in proceeding.hearing.statements and done_before(proceeding.acts, command, StatementReceived):
        return ()
    refuse_if_any(STATING, proceeding, command, setting)
    until = setting.statement_until(proceeding.notice)
    today = setting.occasion.today
    return (
        StatementReceived(
            received_on=today,
            document=command.document,
            points=command.points,
            oral=command.oral,
            in_time=until is None or today <= until,
        ),
    )


def waive(proceeding: Proceeding, command: WaiveStatement, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """The respondent makes no statement; a later one within the period is still taken."""
    refuse_if_any(WAIVING, proceeding, command, setting)
    if proceeding.hearing.waived and done_before(proceeding.acts, command, StatementWaived):
        return ()
    return (StatementWaived(waived_on=setting.occasion.today, document=command.document),)


def answer(proceeding: Proceeding, command: AnswerPoint, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """One point is adopted or not, and why."""
    answered = (command.point, command.adoption, command.reasons)
    if answered in {(each.id, each.adoption, each.reasons) for each in proceeding.hearing.points}:
        return ()
    refuse_if_any(ANSWERING, proceeding, command, setting)
    return (
        PointAnswered(
            point=command.point,
            adoption=command.adoption,
            reasons=command.reasons,
            answered_on=setting.occasion.today,
        ),
    )


def verify(proceeding: Proceeding, command: VerifyDefence, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """The verification closes. A new adverse fact leads back to the investigation and to a new notice."""
    refuse_if_any(VERIFYING, proceeding, command, setting)
    if proceeding.hearing.verified and done_before(proceeding.acts, command, DefenceVerified):
        return ()
    return (
        DefenceVerified(
            opinion=command.opinion,
            verified_on=setting.occasion.today,
            new_adverse_fact=command.new_adverse_fact,
            report=standing_report(setting.case),
        ),
    )
