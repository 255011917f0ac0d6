"""What can happen in a consultation before a release, in the order of the procedure."""

from datetime import date
from enum import StrEnum

from domain.document import DocumentRef
from domain.identity import BodyId, OrganId
from domain.recorded import Event
from domain.supervision.leads import LeadRaised


class Reply(StrEnum):
    """What the consulted organ answered."""

    CONSENT = "consent"
    OBJECTION = "objection"


class Referral(StrEnum):
    """To whom a disagreement is referred."""

    NEXT_HIGHER_ORGAN = "next-higher-organ"
    DISCLOSURE_AUTHORITY = "disclosure-authority"


class Harm(StrEnum):
    """What came of the release."""

    LEAK = "leak"
    PUBLIC_INTEREST = "public-interest"
    ENFORCEMENT = "enforcement"


class ConsultationStarted(Event, frozen=True, kw_only=True, tag="consultation.started.v1"):
    """An organ that plans a release asked others in writing. ``kind`` and ``category`` are codes of the scheme."""

    kind: str
    body: BodyId  # the body that keeps this matter
    releasing: OrganId
    consulted: tuple[OrganId, ...]
    information: DocumentRef  # what is to be released
    letter: DocumentRef
    sent_on: date
    category: str | None = None


class LetterReceived(Event, frozen=True, kw_only=True, tag="consultation.letter-received.v1"):
    """A consulted organ received the letter. ``rule`` is the deadline rule of its reply, ``reply_by`` the day as told then."""

    organ: OrganId
    received_on: date
    rule: str
    reply_by: date
    proof: DocumentRef


class ReplyReceived(Event, frozen=True, kw_only=True, tag="consultation.reply-received.v1"):
    """A consulted organ answered in writing; an objection gives its reasons."""

    organ: OrganId
    replied_on: date
    reply: Reply
    document: DocumentRef


class DisagreementReferred(Event, frozen=True, kw_only=True, tag="consultation.disagreement-referred.v1"):
    """The organs did not agree and the releasing one asked for a decision above or beside."""

    to: Referral
    organ: OrganId
    referred_on: date
    letter: DocumentRef


class OpinionGiven(Event, frozen=True, kw_only=True, tag="consultation.opinion-given.v1"):
    """Whoever was asked settled the disagreement: released, or not."""

    release: bool
    given_on: date
    opinion: DocumentRef


class AuthorityShown(Event, frozen=True, kw_only=True, tag="consultation.authority-shown.v1"):
    """The approval, or the authority of its own, that the release of such information needs."""

    approved_on: date
    document: DocumentRef


class InformationReleased(Event, frozen=True, kw_only=True, tag="consultation.information-released.v1"):
    """The information was released. Recorded whether or not it should have been."""

    released_on: date
    record: DocumentRef


class HarmNoted(Event, frozen=True, kw_only=True, tag="consultation.harm-noted.v1"):
    """A person found that the release did harm. Whether anybody is liable for it is for the case."""

    harm: Harm
    occurred_on: date
    evidence: DocumentRef


class ConsultationLeadRaised(LeadRaised, frozen=True, kw_only=True, tag="consultation.lead-raised.v1"):
    """A breach seen in the consultation became a lead."""


class ConsultationClosed(Event, frozen=True, kw_only=True, tag="consultation.closed.v1"):
    """Nothing remains to be done in it."""

    closed_on: date
    reasons: DocumentRef


ConsultationEvent = (
    ConsultationStarted
    | LetterReceived
    | ReplyReceived
    | DisagreementReferred
    | OpinionGiven
    | AuthorityShown
    | InformationReleased
    | HarmNoted
    | ConsultationLeadRaised
    | ConsultationClosed
)
