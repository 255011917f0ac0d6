"""Deciding in a consultation: what follows from a command, or every rule that stands against it."""

from domain.acts import says
from domain.calendar.rules import deadline_under
from domain.deciding import refuse_if_any
from domain.supervision.consultations import rules
from domain.supervision.consultations.commands import (
    CloseConsultation,
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
from domain.supervision.consultations.events import (
    AuthorityShown,
    ConsultationClosed,
    ConsultationEvent,
    ConsultationLeadRaised,
    ConsultationStarted,
    DisagreementReferred,
    HarmNoted,
    InformationReleased,
    LetterReceived,
    OpinionGiven,
    ReplyReceived,
)
from domain.supervision.consultations.standing import breaches
from domain.supervision.consultations.state import Consultation, evolve
from domain.supervision.leads import RaiseLead, RaiseLeads, raise_leads
from domain.supervision.setting import SupervisionSetting

__all__ = ["Consultation", "breaches", "decide", "evolve"]


def decide(
    state: Consultation, command: ConsultationCommand, setting: SupervisionSetting
) -> tuple[ConsultationEvent, ...]:
    """What follows from *command*; nothing when it had been done before.

    Raises:
        Refused: with every rule that stands against the command.
    """
    match command:
        case StartConsultation():
            started = ConsultationStarted(
                kind=command.kind,
                body=command.body,
                releasing=command.releasing,
                consulted=command.consulted,
                information=command.information,
                letter=command.letter,
                sent_on=command.sent_on,
                category=command.category,
            )
            if state.started == started:
                return ()
            refuse_if_any(rules.STARTING, state, command, setting)
            return (started,)
        case NoteReceipt():
            return _received(state, command, setting)
        case NoteReply():
            replied = ReplyReceived(
                organ=command.organ, replied_on=command.replied_on, reply=command.reply, document=command.document
            )
            if replied in state.replies:
                return ()
            refuse_if_any(rules.REPLYING, state, command, setting)
            return (replied,)
        case ReferDisagreement():
            referred = DisagreementReferred(
                to=command.to, organ=command.organ, referred_on=command.referred_on, letter=command.letter
            )
            if state.referred == referred:
                return ()
            refuse_if_any(rules.REFERRING, state, command, setting)
            return (referred,)
        case NoteOpinion():
            given = OpinionGiven(release=command.release, given_on=command.given_on, opinion=command.opinion)
            if state.opinion == given:
                return ()
            refuse_if_any(rules.SETTLING, state, command, setting)
            return (given,)
        case ShowAuthority():
            shown = AuthorityShown(approved_on=command.approved_on, document=command.document)
            if state.authority == shown:
                return ()
            refuse_if_any(rules.SHOWING_AUTHORITY, state, command, setting)
            return (shown,)
        case NoteRelease():
            released = InformationReleased(released_on=command.released_on, record=command.record)
            if state.released == released:
                return ()
            refuse_if_any(rules.RELEASING, state, command, setting)
            return (released,)
        case NoteHarm():
            noted = HarmNoted(harm=command.harm, occurred_on=command.occurred_on, evidence=command.evidence)
            if noted in state.harms:
                return ()
            refuse_if_any(rules.NOTING_HARM, state, command, setting)
            return (noted,)
        case RaiseLead() | RaiseLeads():
            return raise_leads(ConsultationLeadRaised, state.leads, breaches(state, setting), command, setting)
        case CloseConsultation():
            if says(state.closed, command):
                return ()
            refuse_if_any(rules.CLOSING, state, command, setting)
            return (ConsultationClosed(closed_on=setting.occasion.today, reasons=command.reasons),)


def _received(state: Consultation, command: NoteReceipt, setting: SupervisionSetting) -> tuple[ConsultationEvent, ...]:
    known = state.receipt_of(command.organ)
    if known is not None and (known.received_on, known.proof) == (command.received_on, command.proof):
        return ()
    refuse_if_any(rules.RECEIVING, state, command, setting)
    kind = None if state.started is None else setting.schemes.consultations.kind(state.started.kind)
    if kind is None:
        return ()  # a kind that the scheme no longer has: no period, so no clock
    rule = setting.rules.rule(kind.rule)
    due = deadline_under(rule, command.received_on, setting.calendar).due
    return (
        LetterReceived(
            organ=command.organ,
            received_on=command.received_on,
            rule=rule.id,
            reply_by=due,
            proof=command.proof,
        ),
    )
