"""An appeal as its decisions need it."""

from datetime import date
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from domain.acts import Apart, kept
from domain.appeals.events import (
    AppealAccepted,
    AppealDecided,
    AppealDeliberated,
    AppealEvent,
    AppealExamined,
    AppealFiled,
    AppealJoined,
    AppealNotAccepted,
    AppealOutcomeRecorded,
    AppealParted,
    AppealRedirected,
    AppealResult,
    AppealServed,
    AppealTimeExtended,
    AppealWithdrawn,
    GroundAnswered,
    HandlersAssigned,
    OutsideResult,
)
from domain.appeals.grounds import Ground
from domain.document import DocumentRef
from domain.identity import ActorId, AppealId, BodyId, CaseId, ProceedingId


class End(StrEnum):
    """How an appeal ended."""

    NOT_ACCEPTED = "not-accepted"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class Filing(msgspec.Struct, frozen=True, kw_only=True):
    """What was filed, against which decision, on which track and step."""

    case: CaseId
    proceeding: ProceedingId
    decision: str
    decided_by: BodyId
    track: str
    step: str
    filed_on: date
    grounds: DocumentRef
    in_time: bool | None
    hindered: bool
    by_officer: bool = False


class Appeal(msgspec.Struct, frozen=True, kw_only=True):
    """One step of one track against one decision. ``forum`` is the body where it now lies.

    ``decided_on`` is the day on which the outcome was signed, or that of the letter; ``made_on`` the one on which a decision
    was made, which its paper bears. ``acted_on`` is the last day on which the body where it lies acted on it here. ``by_letter``: that body does not act here, and how it ended came by letter.
    ``joined_to`` is the appeal with which it was joined to be examined together; whether any is left, the others say. ``grounds`` are as they were
    filed, one or several, each with its answer.
    """

    filing: Filing | None = None
    grounds: tuple[Ground, ...] = ()
    forum: BodyId | None = None
    accepted_on: date | None = None
    acted_on: date | None = None
    decide_by: date | None = None
    joined_to: AppealId | None = None
    handlers: tuple[ActorId, ...] = ()
    ever_handled: tuple[ActorId, ...] = ()
    opinion: DocumentRef | None = None
    minutes: DocumentRef | None = None
    panel: tuple[ActorId, ...] = ()
    deliberated_on: date | None = None
    result: AppealResult | None = None
    decided_on: date | None = None
    made_on: date | None = None
    served_on: date | None = None
    by_letter: bool = False
    end: End | None = None
    acts: tuple[AppealEvent, ...] = ()

    @property
    def unanswered(self) -> tuple[Ground, ...]:
        """The grounds to which nothing was said yet."""
        return tuple(one for one in self.grounds if one.holding is None)


APART: Apart = {
    AppealFiled: (),
    HandlersAssigned: (),
    AppealTimeExtended: (),
    AppealJoined: (),
    AppealParted: (),
    AppealExamined: (),
    AppealDeliberated: (),
    AppealOutcomeRecorded: (),
    AppealServed: (),
    AppealWithdrawn: (),
}
"""The acts that are kept, by which a command that asks for the same again is known."""


def evolve(appeal: Appeal, event: AppealEvent) -> Appeal:
    """The appeal after *event*. Never raises and never judges again."""
    return replace(_after(appeal, event), acts=kept(appeal.acts, event, APART))


def _after(appeal: Appeal, event: AppealEvent) -> Appeal:
    match event:
        case AppealFiled():
            return replace(appeal, filing=_filing(event), grounds=_grounds(event), forum=event.forum)
        case AppealRedirected():
            return replace(appeal, forum=event.to, joined_to=None)
        case AppealAccepted():
            day = event.accepted_on
            return replace(appeal, accepted_on=day, acted_on=day, decide_by=event.decide_by)
        case AppealNotAccepted():
            return replace(appeal, decided_on=event.decided_on, end=End.NOT_ACCEPTED)
        case HandlersAssigned():
            known = tuple(dict.fromkeys((*appeal.ever_handled, *event.handlers)))
            return replace(appeal, handlers=event.handlers, ever_handled=known)
        case AppealTimeExtended():
            return replace(appeal, decide_by=event.until)
        case AppealJoined():
            return replace(appeal, joined_to=event.other)
        case AppealParted():
            return replace(appeal, joined_to=None)
        case AppealExamined():
            on = event.examined_on
            return replace(appeal, opinion=event.opinion, acted_on=on, minutes=None, panel=(), deliberated_on=None)
        case AppealDeliberated():
            on = event.deliberated_on
            return replace(appeal, minutes=event.minutes, panel=event.present, acted_on=on, deliberated_on=on)
        case GroundAnswered():
            return replace(appeal, grounds=tuple(_answered(one, event) for one in appeal.grounds))
        case AppealDecided():
            return replace(
                appeal, result=event.result, decided_on=event.decided_on, made_on=event.made_on, end=End.DECIDED
            )
        case AppealOutcomeRecorded():
            return _by_letter(appeal, event)
        case AppealServed():
            return replace(appeal, served_on=event.deemed_on)
        case AppealWithdrawn():
            return replace(appeal, end=End.WITHDRAWN)


def _by_letter(appeal: Appeal, event: AppealOutcomeRecorded) -> Appeal:
    ended = replace(appeal, by_letter=True, decided_on=event.decided_on)
    if event.result is OutsideResult.NOT_ACCEPTED:
        return replace(ended, end=End.NOT_ACCEPTED)
    return replace(ended, result=AppealResult(event.result.value), end=End.DECIDED)


def _grounds(event: AppealFiled) -> tuple[Ground, ...]:
    """As they were filed one by one; the application as a whole where none was told apart."""
    told = tuple(Ground(text=one.text, against=one.against) for one in event.points)
    return told or (Ground(text=event.grounds),)


def _answered(ground: Ground, event: GroundAnswered) -> Ground:
    return ground if ground.text != event.text else replace(ground, holding=event.holding, reasons=event.reasons)


def _filing(event: AppealFiled) -> Filing:
    return Filing(
        case=event.case,
        proceeding=event.proceeding,
        decision=event.decision,
        decided_by=event.decided_by,
        track=event.track,
        step=event.step,
        filed_on=event.filed_on,
        grounds=event.grounds,
        in_time=event.in_time,
        hindered=event.hindrance is not None,
        by_officer=bool(event.by_officer),
    )
