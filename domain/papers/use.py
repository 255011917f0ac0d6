"""How a step of the procedure stands to the paper that was approved for it."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Protocol

import msgspec

from domain.document import DocumentRef
from domain.identity import AllegationId
from domain.refusal import Reason


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a paper tells its reader to be decided. None: it has no place in which that is told.

    ``measures`` and ``days`` are named where the drafter writes what is decided, each measure by the codes that its words
    have in some rulebook; ``results`` are the codes of outcomes whose word stands there. ``known`` are measures that may be named without being taken: those of the decision that is
    reviewed. ``findings`` are the facts that the paper states as found.
    """

    measures: tuple[frozenset[str], ...] | None = None
    results: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()
    known: frozenset[str] = frozenset()
    findings: frozenset[tuple[AllegationId, str]] | None = None


class Issued(msgspec.Struct, frozen=True, kw_only=True):
    """An approved paper that nobody withdrew: one that no step has used yet, or the one that is being served.

    ``field`` is that of the step's command which holds the document, ``kind`` the code of its template. ``stale``: the record no longer bears it out as it was approved.
    """

    number: str
    document: DocumentRef
    field: str = "document"
    stale: bool = False
    told: Told = Told()
    kind: str = ""


class ForUse(Protocol):
    """What surrounds a step that goes on with a document, or serves one."""

    @property
    def issued(self) -> tuple[Issued, ...]:
        """Papers approved for the step and not used yet; of a service, the paper that is served."""
        ...


def approved_paper_is_used(_: object, command: object, setting: ForUse) -> tuple[Reason, ...]:
    """What was approved for the step is what it goes on with, under its number."""
    number = getattr(command, "number", None)
    found = (against_use(some, document, number) for document, some in _given(command, setting))
    return tuple(one for one in found if one is not None)


def approved_paper_still_holds(_: object, command: object, setting: ForUse) -> tuple[Reason, ...]:
    """The record says what it said when the paper was approved: nobody decides on a sheet that it left behind."""
    found = (against_stale(some, document) for document, some in _given(command, setting))
    return tuple(one for one in found if one is not None)


def approved_paper_says_the_same(_: object, command: object, setting: ForUse) -> tuple[Reason, ...]:
    """What the command puts on record is what whoever gets the paper reads."""
    for document, some in _given(command, setting):
        used = next((one for one in some if document is not None and one.document.id == document.id), None)
        if used is not None and (otherwise := told_otherwise(used.told, command)):
            return (Reason(rule="approved-paper-says-otherwise", about=otherwise),)
    return ()


def told_otherwise(told: Told, command: Any) -> tuple[str, ...]:
    """Codes of what the paper names and the command does not, and the other way round; days that are no due day of it."""
    found: list[str] = []
    if told.measures is not None and hasattr(command, "measures"):
        taken = {one.measure for one in command.measures}
        found += sorted(taken.difference(*told.measures))
        found += [min(codes) for codes in told.measures if not codes & (taken | told.known)]
        results = [_code(getattr(command, name, None)) for name in ("result", "outcome")]
        found += [one for one in results if one is not None and one != TAKES_MEASURES and one not in told.results]
        due = {one.due_on for one in command.measures if one.due_on is not None}
        found += [one.isoformat() for one in sorted(told.days - due)] if due else []
    if told.findings is not None and (findings := getattr(command, "findings", None)) is not None:
        found += sorted({fact for _, fact in told.findings ^ set(findings)})
    return tuple(found)


TAKES_MEASURES = "measures"
"""The outcome that no word of its own stands for: the measures are named."""


def _code(value: Any) -> str | None:
    return None if value is None else str(getattr(value, "value", value))


APPROVED_PAPER = (approved_paper_is_used, approved_paper_still_holds, approved_paper_says_the_same)
"""Asked of every step that has a paper of its own."""


def _given(command: object, setting: ForUse) -> Iterator[tuple[DocumentRef | None, tuple[Issued, ...]]]:
    """Each field for which papers were approved: what the command gives there, and those papers."""
    for field in dict.fromkeys(one.field for one in setting.issued):
        yield getattr(command, field, None), tuple(one for one in setting.issued if one.field == field)


def served_paper_still_holds(_: object, __: object, setting: ForUse) -> Reason | None:
    """Every sentence of what is served is still borne out by what it rested on."""
    stale = tuple(one.number for one in setting.issued if one.stale)
    return Reason(rule="served-paper-stale", about=stale) if stale else None


def against_stale(issued: tuple[Issued, ...], document: DocumentRef | None) -> Reason | None:
    """What stands against going on with *document* when the record left it behind."""
    stale = tuple(one.number for one in issued if one.stale and document is not None and one.document.id == document.id)
    return Reason(rule="approved-paper-stale", about=stale) if stale else None


def against_use(issued: tuple[Issued, ...], document: DocumentRef | None, number: str | None) -> Reason | None:
    """What stands against going on with *document* (None: with none) under *number*.

    Where a paper was approved for the step, that paper is the one served, under its own number. Where none was, the
    body brings a document of its own.
    """
    if not issued:
        return None
    used = next((one for one in issued if document is not None and one.document.id == document.id), None)
    if used is None:
        return Reason(rule="approved-paper-not-used", about=tuple(one.number for one in issued))
    if number is not None and used.number != number:
        return Reason(rule="number-not-the-papers", about=(used.number,))
    return None
