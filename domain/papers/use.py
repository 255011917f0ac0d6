"""How a step of the procedure stands to the paper that was approved for it."""

from typing import Protocol

import msgspec

from domain.document import DocumentRef
from domain.refusal import Reason


class Issued(msgspec.Struct, frozen=True, kw_only=True):
    """An approved paper that nobody withdrew: one that no step has used yet, or the one that is being served.

    ``stale``: the record no longer bears it out as it was approved.
    """

    number: str
    document: DocumentRef
    stale: bool = False


class ForUse(Protocol):
    """What surrounds a step that goes on with a document, or serves one."""

    @property
    def issued(self) -> tuple[Issued, ...]:
        """Papers approved for the step and not used yet; of a service, the paper that is served."""
        ...


class Using(Protocol):
    """A command that goes on with a document."""

    @property
    def document(self) -> DocumentRef:
        """The document."""
        ...


def approved_paper_is_used(_: object, command: Using, setting: ForUse) -> Reason | None:
    """What was approved for the step is what it goes on with, under its number."""
    return against_use(setting.issued, command.document, getattr(command, "number", None))


def approved_paper_still_holds(_: object, command: Using, setting: ForUse) -> Reason | None:
    """The record says what it said when the paper was approved: nobody decides on a sheet that it left behind."""
    return against_stale(setting.issued, command.document)


def served_paper_still_holds(_: object, __: object, setting: ForUse) -> Reason | None:
    """Every sentence of what is served is still borne out by what it rested on."""
    stale = tuple(one.number for one in setting.issued if one.stale)
    return Reason(rule="served-paper-stale", about=stale) if stale else None


def against_stale(issued: tuple[Issued, ...], document: DocumentRef) -> Reason | None:
    """What stands against going on with *document* when the record left it behind."""
    stale = tuple(one.number for one in issued if one.stale and one.document.id == document.id)
    return Reason(rule="approved-paper-stale", about=stale) if stale else None


def against_use(issued: tuple[Issued, ...], document: DocumentRef, number: str | None) -> Reason | None:
    """What stands against going on with *document* under *number*.

    Where a paper was approved for the step, that paper is the one served, under its own number. Where none was, the
    body brings a document of its own.
    """
    if not issued:
        return None
    used = next((one for one in issued if one.document.id == document.id), None)
    if used is None:
        return Reason(rule="approved-paper-not-used", about=tuple(one.number for one in issued))
    if number is not None and used.number != number:
        return Reason(rule="number-not-the-papers", about=(used.number,))
    return None
