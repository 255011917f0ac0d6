"""What a person may ask for on a paper. Imperatives; the actor and the day come from the occasion."""

from uuid import UUID

import msgspec

from domain.document import DocumentRef
from domain.papers.terms import About, Statement
from domain.proceedings.terms import ServiceMode


class DraftPaper(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Fill the template called ``template`` from the record of a matter, with sentences of the drafter's own.

    ``service``: how the paper is to be served, where a step serves it; the step itself records how it was.
    """

    matter: UUID
    about: About
    template: str
    statements: tuple[Statement, ...] = ()
    service: ServiceMode | None = None


class RevisePaper(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Fill it again from the record as it stands now; ``statements`` replace those of the draft before.

    ``service``: as when drafting; without it what was said before stays.
    """

    statements: tuple[Statement, ...] = ()
    service: ServiceMode | None = None


class ReturnPaper(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Send the draft back."""

    reasons: DocumentRef


class ApprovePaper(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sign the draft; ``accepted`` are the numbers of the marked sentences that the approver answers for."""

    accepted: tuple[int, ...] = ()


class WithdrawPaper(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Say that the paper is not to be used."""

    reasons: DocumentRef


PaperCommand = DraftPaper | RevisePaper | ReturnPaper | ApprovePaper | WithdrawPaper
