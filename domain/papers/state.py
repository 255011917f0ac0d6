"""A paper as its decisions need it, and what surrounds such a decision."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from domain.document import DocumentRef
from domain.identity import ActorId, BodyId, PaperId
from domain.occasion import Occasion
from domain.papers.events import PaperApproved, PaperDrafted, PaperEvent, PaperReturned, PaperWithdrawn
from domain.papers.template import Template
from domain.papers.terms import About
from domain.procedure.profile import Profile
from domain.proceedings.terms import ServiceMode


class PaperStage(StrEnum):
    """How far a paper is."""

    DRAFT = "draft"
    RETURNED = "returned"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """One paper. ``drafters`` are all who drafted it in any version. ``stage`` is None before the first draft."""

    stage: PaperStage | None = None
    matter: UUID | None = None
    about: About = About.PROCEEDING
    template: str = ""
    edition: str = ""
    body: BodyId | None = None
    draft: int = 0
    drafters: tuple[ActorId, ...] = ()
    drafted_on: date | None = None
    content: DocumentRef | None = None
    contents: tuple[DocumentRef, ...] = ()  # of every draft, the first one first
    unsupported: tuple[int, ...] = ()
    gaps: tuple[int, ...] = ()
    service: ServiceMode | None = None  # how it is to be served, where the drafter said so
    returned: DocumentRef | None = None  # why the last draft was sent back
    number: str | None = None
    document: DocumentRef | None = None
    editable: DocumentRef | None = None
    approver: ActorId | None = None
    approved_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it may still be drafted, returned or approved."""
        return self.stage in {PaperStage.DRAFT, PaperStage.RETURNED}


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """What filling the template from the record gave, as kept."""

    edition: str
    content: DocumentRef
    unsupported: tuple[int, ...] = ()
    gaps: tuple[int, ...] = ()


class Numbered(msgspec.Struct, frozen=True, kw_only=True):
    """The next number of the body's series for the year."""

    text: str
    year: int
    serial: int


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """The final sheets, as kept."""

    document: DocumentRef
    editable: DocumentRef


class PaperSetting(msgspec.Struct, frozen=True, kw_only=True):
    """The moment, and what the application looked up or made.

    ``template`` is None when no template has that name or it is not for this kind of matter; ``issuer`` while the record
    does not say who issues papers of the matter. ``filled`` is what the record gives, once it was asked.
    ``odd`` are the numbers of the sentences that name what the record does not.
    ``changed``: the record no longer says what the draft says. ``number`` is None when the body has no mark. ``in_use``: a
    step of the procedure already went on with the paper.
    """

    paper: PaperId
    occasion: Occasion
    profile: Profile
    template: Template | None = None
    issuer: BodyId | None = None
    filled: Filled | None = None
    odd: tuple[int, ...] = ()
    changed: bool = False
    number: Numbered | None = None
    signed: Signed | None = None
    in_use: bool = False


def evolve(paper: Paper, event: PaperEvent) -> Paper:
    """*paper* after *event*. Never judges: what is recorded happened."""
    match event:
        case PaperDrafted():
            return replace(
                paper,
                stage=PaperStage.DRAFT,
                matter=event.matter,
                about=event.about,
                template=event.template,
                edition=event.edition,
                body=event.body,
                draft=event.draft,
                drafters=tuple(dict.fromkeys((*paper.drafters, event.drafter))),
                drafted_on=event.drafted_on,
                content=event.content,
                contents=(*paper.contents, event.content),
                unsupported=event.unsupported,
                gaps=event.gaps,
                service=event.service,
            )
        case PaperReturned():
            return replace(paper, stage=PaperStage.RETURNED, returned=event.reasons)
        case PaperApproved():
            return replace(
                paper,
                stage=PaperStage.APPROVED,
                number=event.number,
                document=event.document,
                editable=event.editable,
                approver=event.approver,
                approved_on=event.approved_on,
            )
        case PaperWithdrawn():
            return replace(paper, stage=PaperStage.WITHDRAWN)
