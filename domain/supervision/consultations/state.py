"""As much of one consultation as its decisions need, and how each event changes it."""

from datetime import date

import msgspec
from msgspec.structs import replace

from domain.identity import BodyId, OrganId
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


class Consultation(msgspec.Struct, frozen=True, kw_only=True):
    """One consultation. ``last_on`` is the latest legal day on which something happened in it."""

    started: ConsultationStarted | None = None
    received: tuple[LetterReceived, ...] = ()
    replies: tuple[ReplyReceived, ...] = ()
    referred: DisagreementReferred | None = None
    opinion: OpinionGiven | None = None
    authority: AuthorityShown | None = None
    released: InformationReleased | None = None
    harms: tuple[HarmNoted, ...] = ()
    leads: tuple[ConsultationLeadRaised, ...] = ()
    closed: ConsultationClosed | None = None

    @property
    def closed_on(self) -> date | None:
        """The day on which it ended; None while it goes on."""
        return None if self.closed is None else self.closed.closed_on

    @property
    def body(self) -> BodyId | None:
        """The body that keeps it."""
        return None if self.started is None else self.started.body

    @property
    def organs(self) -> tuple[OrganId, ...]:
        """The organs it is about: the releasing one first."""
        return () if self.started is None else (self.started.releasing, *self.started.consulted)

    @property
    def consulted(self) -> tuple[OrganId, ...]:
        """The organs that were asked."""
        return () if self.started is None else self.started.consulted

    def receipt_of(self, organ: OrganId) -> LetterReceived | None:
        """When that organ received the letter."""
        return next((one for one in self.received if one.organ == organ), None)

    def reply_of(self, organ: OrganId) -> ReplyReceived | None:
        """What that organ answered."""
        return next((one for one in self.replies if one.organ == organ), None)


def evolve(state: Consultation, event: ConsultationEvent) -> Consultation:
    """*state* after *event*. Never judges: what is recorded happened."""
    match event:
        case ConsultationStarted():
            return replace(state, started=event)
        case LetterReceived():
            return replace(state, received=(*state.received, event))
        case ReplyReceived():
            return replace(state, replies=(*state.replies, event))
        case DisagreementReferred():
            return replace(state, referred=event)
        case OpinionGiven():
            return replace(state, opinion=event)
        case AuthorityShown():
            return replace(state, authority=event)
        case InformationReleased():
            return replace(state, released=event)
        case HarmNoted():
            return replace(state, harms=(*state.harms, event))
        case ConsultationLeadRaised():
            return replace(state, leads=(*state.leads, event))
        case ConsultationClosed():
            return replace(state, closed=event)
