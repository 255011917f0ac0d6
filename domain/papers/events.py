"""What can happen to a paper."""

from datetime import date
from uuid import UUID

from domain.document import DocumentRef
from domain.identity import ActorId, BodyId
from domain.papers.terms import About
from domain.proceedings.terms import ServiceMode
from domain.recorded import Event


class PaperDrafted(Event, frozen=True, kw_only=True, tag="paper.drafted.v1"):
    """A template was filled from the record. A later draft replaces the earlier one.

    ``content`` is the filled text, kept under the matter. Sentences are numbered from 1 over the whole paper:
    ``unsupported`` are those that rest on nothing, ``gaps`` those for which the record has nothing yet.
    """

    matter: UUID
    about: About
    template: str
    edition: str  # content id of the template that was filled
    body: BodyId  # the body that issues it
    drafter: ActorId
    draft: int  # 1 for the first
    content: DocumentRef
    unsupported: tuple[int, ...]
    gaps: tuple[int, ...]
    drafted_on: date
    service: ServiceMode | None = None  # how it is to be served, where the drafter said so


class PaperReturned(Event, frozen=True, kw_only=True, tag="paper.returned.v1"):
    """The approver sent the draft back, saying why."""

    draft: int
    approver: ActorId
    reasons: DocumentRef
    returned_on: date


class PaperApproved(Event, frozen=True, kw_only=True, tag="paper.approved.v1"):
    """Another person than the drafters approved it: it has its number, and the sheet is final (签发).

    ``accepted`` are the sentences without support, or at odds with the record, that the approver answers for.
    """

    draft: int
    approver: ActorId
    number: str  # as printed: the body's mark, the year, the serial number
    year: int
    serial: int
    document: DocumentRef  # the final sheet, PDF
    editable: DocumentRef  # the same for an office program, .docx
    approved_on: date
    accepted: tuple[int, ...] = ()


class PaperWithdrawn(Event, frozen=True, kw_only=True, tag="paper.withdrawn.v1"):
    """The paper is not to be used. A number that it was given is not given again."""

    by: ActorId
    reasons: DocumentRef
    withdrawn_on: date


PaperEvent = PaperDrafted | PaperReturned | PaperApproved | PaperWithdrawn
