"""What stands against a command in a consultation. Each rule's sources and wording are data of the procedure profile."""

from datetime import date
from typing import TypeAlias

from domain.refusal import Reason
from domain.supervision.consultations.commands import (
    ConsultationCommand,
    NoteHarm,
    NoteOpinion,
    NoteReceipt,
    NoteRelease,
    NoteReply,
    ReferDisagreement,
    ShowAuthority,
    StartConsultation,
)
from domain.supervision.consultations.events import Reply
from domain.supervision.consultations.state import Consultation
from domain.supervision.setting import SupervisionSetting

Dated: TypeAlias = (
    StartConsultation
    | NoteReceipt
    | NoteReply
    | ReferDisagreement
    | NoteOpinion
    | ShowAuthority
    | NoteRelease
    | NoteHarm
)
"""Commands that record something that happened on a day."""


def day_of(command: Dated) -> date:
    """The legal day that the command records."""
    match command:
        case StartConsultation(sent_on=day) | NoteReceipt(received_on=day) | NoteReply(replied_on=day):
            return day
        case ReferDisagreement(referred_on=day) | NoteOpinion(given_on=day) | ShowAuthority(approved_on=day):
            return day
        case NoteRelease(released_on=day) | NoteHarm(occurred_on=day):
            return day


def kind_is_known(_: Consultation, command: StartConsultation, setting: SupervisionSetting) -> Reason | None:
    """The kind is one of the scheme: it says which period runs."""
    if setting.schemes.consultations.kind(command.kind) is not None:
        return None
    return Reason(rule="consultation-kind-unknown", about=(command.kind,))


def category_is_known(_: Consultation, command: StartConsultation, setting: SupervisionSetting) -> Reason | None:
    """A special category is one of the scheme."""
    if command.category is None or setting.schemes.consultations.knows_category(command.category):
        return None
    return Reason(rule="consultation-category-unknown", about=(command.category,))


def not_started_before(state: Consultation, _: StartConsultation, __: SupervisionSetting) -> Reason | None:
    """A consultation begins once."""
    return Reason(rule="consultation-already-started") if state.started is not None else None


def somebody_else_is_asked(_: Consultation, command: StartConsultation, __: SupervisionSetting) -> Reason | None:
    """At least one other organ is asked, each once, and nobody asks itself."""
    several = command.consulted
    if several and command.releasing not in several and len(set(several)) == len(several):
        return None
    return Reason(rule="consultation-asks-nobody-else")


def begun_for_own_body(_: Consultation, command: StartConsultation, setting: SupervisionSetting) -> Reason | None:
    """Nobody begins a matter for another body. What an organ begins by itself is kept above it, as the registers say."""
    if setting.speaks_for is not None:
        known = command.body in setting.keepers
        return None if known else Reason(rule="consultation-keeper-not-above", about=(str(command.body),))
    if setting.occasion.body == command.body:
        return None
    return Reason(rule="consultation-for-another-body", about=(str(command.body),))


def was_started(state: Consultation, _: ConsultationCommand, __: SupervisionSetting) -> Reason | None:
    """Nothing happens in a consultation that never began."""
    return Reason(rule="consultation-not-started") if state.started is None else None


def not_closed(state: Consultation, _: ConsultationCommand, __: SupervisionSetting) -> Reason | None:
    """Nothing more is recorded in one that was closed."""
    return Reason(rule="consultation-closed") if state.closed_on is not None else None


def not_in_the_future(_: Consultation, command: Dated, setting: SupervisionSetting) -> Reason | None:
    """What is recorded happened today or earlier."""
    day = day_of(command)
    return (
        None if day <= setting.occasion.today else Reason(rule="consultation-day-in-future", about=(day.isoformat(),))
    )


def not_before_the_letter(state: Consultation, command: Dated, _: SupervisionSetting) -> Reason | None:
    """What follows from the letter is not dated before it."""
    day = day_of(command)
    if state.started is None or day >= state.started.sent_on:
        return None
    return Reason(rule="consultation-day-before-letter", about=(day.isoformat(),))


def organ_was_asked(state: Consultation, command: NoteReceipt | NoteReply, _: SupervisionSetting) -> Reason | None:
    """Only an organ that was asked receives the letter and answers it."""
    if state.started is None or command.organ in state.started.consulted:
        return None
    return Reason(rule="consultation-organ-not-asked", about=(str(command.organ),))


def received_once(state: Consultation, command: NoteReceipt, _: SupervisionSetting) -> Reason | None:
    """The letter is received once; its day starts the clock."""
    if state.receipt_of(command.organ) is None:
        return None
    return Reason(rule="consultation-received-already", about=(str(command.organ),))


def received_before(state: Consultation, command: NoteReply, _: SupervisionSetting) -> Reason | None:
    """A reply follows the receipt."""
    receipt = state.receipt_of(command.organ)
    if receipt is not None and receipt.received_on <= command.replied_on:
        return None
    return Reason(rule="consultation-reply-before-receipt", about=(str(command.organ),))


def replied_once(state: Consultation, command: NoteReply, _: SupervisionSetting) -> Reason | None:
    """An organ answers once; what it says later belongs to the referral."""
    if state.reply_of(command.organ) is None:
        return None
    return Reason(rule="consultation-replied-already", about=(str(command.organ),))


def rule_holds_then(state: Consultation, command: NoteReceipt, setting: SupervisionSetting) -> Reason | None:
    """The period of this kind was in force on the day of receipt."""
    kind = None if state.started is None else setting.schemes.consultations.kind(state.started.kind)
    if kind is None:
        return None
    rule = setting.rules.rule(kind.rule)
    before = rule.valid_from is not None and command.received_on < rule.valid_from
    after = rule.valid_to is not None and command.received_on > rule.valid_to
    if not before and not after:
        return None
    return Reason(rule="consultation-period-not-in-force", about=(rule.id, command.received_on.isoformat()))


def own_reply_is_of_today(_: Consultation, command: NoteReply, setting: SupervisionSetting) -> Reason | None:
    """An organ that answers by its own account answers today: it does not say of itself that it had been in time."""
    if setting.speaks_for is None or command.replied_on == setting.occasion.today:
        return None
    return Reason(rule="consultation-own-reply-of-another-day", about=(command.replied_on.isoformat(),))


def somebody_objected(state: Consultation, _: ReferDisagreement, __: SupervisionSetting) -> Reason | None:
    """There is a disagreement to settle."""
    if any(reply.reply is Reply.OBJECTION for reply in state.replies):
        return None
    return Reason(rule="consultation-nobody-objected")


def was_referred(state: Consultation, _: NoteOpinion, __: SupervisionSetting) -> Reason | None:
    """Whoever settles it was asked to."""
    return Reason(rule="consultation-not-referred") if state.referred is None else None


def released_once(state: Consultation, _: NoteRelease, __: SupervisionSetting) -> Reason | None:
    """The release is recorded once."""
    return Reason(rule="consultation-released-already") if state.released is not None else None


def was_released(state: Consultation, command: NoteHarm, __: SupervisionSetting) -> Reason | None:
    """Harm of a release follows the release."""
    if state.released is not None and state.released.released_on <= command.occurred_on:
        return None
    return Reason(rule="consultation-harm-without-release")


_LIVE = (was_started, not_closed, not_in_the_future, not_before_the_letter)

STARTING = (
    not_started_before,
    kind_is_known,
    category_is_known,
    somebody_else_is_asked,
    begun_for_own_body,
    not_in_the_future,
)
RECEIVING = (*_LIVE, organ_was_asked, received_once, rule_holds_then)
REPLYING = (*_LIVE, organ_was_asked, received_before, replied_once, own_reply_is_of_today)
REFERRING = (*_LIVE, somebody_objected)
SETTLING = (*_LIVE, was_referred)
SHOWING_AUTHORITY = (was_started, not_closed, not_in_the_future)
RELEASING = (*_LIVE, released_once)
NOTING_HARM = (*_LIVE, was_released)
CLOSING = (was_started, not_closed)
