"""What an organ that was asked is told of a consultation: what was addressed to it, what it said, and what came of it."""

from collections.abc import Collection, Iterable, Iterator

from msgspec.structs import replace

from domain.identity import OrganId
from domain.recorded import Recorded
from domain.supervision.consultations.events import (
    ConsultationClosed,
    ConsultationEvent,
    ConsultationStarted,
    DisagreementReferred,
    InformationReleased,
    LetterReceived,
    OpinionGiven,
    Reply,
    ReplyReceived,
)


def told_to(
    organs: Collection[OrganId], recorded: Iterable[Recorded[ConsultationEvent]]
) -> Iterator[Recorded[ConsultationEvent]]:
    """Those of *recorded*, in their order, that whoever speaks for *organs* is told; who else was asked is left out.

    How a disagreement was settled is told to whoever objected. Harm, approvals and leads are the body's own.
    """
    objected = False
    for one in recorded:
        match one.event:
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
