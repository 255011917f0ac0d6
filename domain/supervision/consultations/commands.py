"""What a person may ask for in a consultation. Imperatives; the actor and the day come from the occasion."""

from datetime import date

import msgspec

from domain.document import DocumentRef
from domain.identity import BodyId, OrganId
from domain.supervision.consultations.events import Harm, Referral, Reply
from domain.supervision.leads import RaiseLead, RaiseLeads


class StartConsultation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Register that a release is planned and that other organs were asked in writing."""

    kind: str
    body: BodyId
    releasing: OrganId
    consulted: tuple[OrganId, ...]
    information: DocumentRef
    letter: DocumentRef
    sent_on: date
    category: str | None = None


class NoteReceipt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record on which day a consulted organ received the letter: its time to reply runs from there."""

    organ: OrganId
    received_on: date
    proof: DocumentRef


class NoteReply(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record a written reply. One that comes after its day is recorded as it came."""

    organ: OrganId
    replied_on: date
    reply: Reply
    document: DocumentRef


class ReferDisagreement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ask the next higher organ or the disclosure authority to settle an objection."""

    to: Referral
    organ: OrganId
    referred_on: date
    letter: DocumentRef


class NoteOpinion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record how the disagreement was settled."""

    release: bool
    given_on: date
    opinion: DocumentRef


class ShowAuthority(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record the approval, or the authority, that such information needs before its release."""

    approved_on: date
    document: DocumentRef


class NoteRelease(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that the information was released, whether or not it should have been."""

    released_on: date
    record: DocumentRef


class NoteHarm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record harm that came of the release."""

    harm: Harm
    occurred_on: date
    evidence: DocumentRef


class CloseConsultation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """End it: released and nothing open, or not released after all."""

    reasons: DocumentRef


ConsultationCommand = (
    StartConsultation
    | NoteReceipt
    | NoteReply
    | ReferDisagreement
    | NoteOpinion
    | ShowAuthority
    | NoteRelease
    | NoteHarm
    | RaiseLead
    | RaiseLeads
    | CloseConsultation
)
