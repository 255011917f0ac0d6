"""What the organs of a consultation are told of it, and for which of them a command of their own account is given."""

from collections.abc import Collection, Iterable, Iterator

from msgspec.structs import replace

from domain.identity import OrganId
from domain.recorded import Recorded
from domain.supervision.consultations.commands import (
    ConsultationCommand,
    NoteReceipt,
    NoteReply,
    ReferDisagreement,
    StartConsultation,
)
from domain.supervision.consultations.events import (
    ConsultationClosed,
    ConsultationEvent,
    ConsultationLeadRaised,
    ConsultationStarted,
    DisagreementReferred,
    HarmNoted,
    InformationReleased,
    LetterReceived,
    OpinionGiven,
    Reply,
    ReplyReceived,
)
from domain.supervision.consultations.state import Consultation


def told_to(
    organs: Collection[OrganId], recorded: Iterable[Recorded[ConsultationEvent]]
) -> Iterator[Recorded[ConsultationEvent]]:
    """Those of *recorded*, in their order, that whoever speaks for *organs* is told.

    The organ that asks is told everything but harm and leads, which are the body's own. One that was asked is told what
    was addressed to it and what it said, not who else was asked; how a disagreement was settled only where it objected.
    """
    objected = asks = False
    for one in recorded:
        match one.event:
            case ConsultationStarted(releasing=releasing) if releasing in organs:
                asks = True
                yield one
            case HarmNoted() | ConsultationLeadRaised():
                pass
            case _ if asks:
                yield one
            case ConsultationStarted(consulted=asked) as started:
                own = tuple(organ for organ in asked if organ in organs)
                yield replace(one, event=replace(started, consulted=own))
            case LetterReceived(organ=organ) if organ in organs:
                yield one
            case ReplyReceived(organ=organ, reply=reply) if organ in organs:
                objected |= reply is Reply.OBJECTION
                yield one
            case DisagreementReferred() | OpinionGiven() if objected:
                yield one
            case InformationReleased() | ConsultationClosed():
                yield one
            case _:
                pass


def acting(state: Consultation, command: ConsultationCommand) -> OrganId | None:
    """The organ for which a command of an organ's own account is given; None where only the body's people give it."""
    match command:
        case StartConsultation(releasing=organ) | NoteReceipt(organ=organ) | NoteReply(organ=organ):
            return organ
        case ReferDisagreement():
            return None if state.started is None else state.started.releasing
        case _:
            return None
