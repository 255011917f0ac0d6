"""Stage 0: may this edition be the basis at all - status, time, subject, field."""

from collections.abc import Iterable
from datetime import date

import msgspec

from domain.recommendation.editions import Line, line_of
from domain.recommendation.facts import PresentSituation
from domain.recommendation.outcome import Result
from domain.recommendation.parts import Note
from domain.recommendation.situation import Situation
from domain.recommendation.words import words
from domain.rulebook.schema import Extent, Standing

DEAD = {
    Standing.DRAFT: "basis-is-draft",
    Standing.REPEALED: "basis-repealed",
    Standing.EXPIRED: "basis-expired",
}


APART = "situations-under-different-law"

NO_BASIS = Result(liable=False, ground="basis", sets=(), heavier=False, lighter=False, exempt="none", gates=())
"""What follows where something stands against the edition as basis."""


class BasisCheck(msgspec.Struct, frozen=True, kw_only=True):
    """``blocks`` forbid the basis; ``notes`` go with it; ``questions`` decide it and have no answer yet."""

    status: Standing
    blocks: tuple[Note, ...]
    notes: tuple[Note, ...]
    questions: tuple[str, ...]
    line: Line


def standing_of(situation: Situation) -> BasisCheck:
    """Everything that stands against the edition as basis, not just the first."""
    book, sheet = situation.book, situation.sheet
    status, why = book.status_on(sheet.conduct_to)
    blocks: list[str] = []
    notes: list[str] = []
    questions: list[str] = []
    if status in DEAD:
        blocks.append(DEAD[status])
    elif status is Standing.UNKNOWN:
        question = why.question if why else None
        choice = situation.choice(question) if question else None
        if question is None or choice is None:
            notes.append("basis-status-unknown")
            questions += [question] if question else []
        elif why is not None and choice != why.upheld:
            blocks.append("basis-lapsed")
    line = line_of(situation)
    if line.differs:
        blocks.append(APART)
    elif line.member(book) and line.applied.key != book.key:
        blocks.append("later-law-is-lighter" if line.started.key == book.key else "earlier-law-applies")
    elif line.weighed and line.crossing is None:
        taken = next((each for each in line.weighed if each.applied and each.rulebook == book.key), None)
        how = "later-law-applied" if taken is None or taken.relation == "lighter" else "later-law-chosen"
        notes.append("later-law-weighed" if line.started.key == book.key else how)
    if line.crossing is not None:
        notes.append("editions-cross")
    before = book.edition is not None and sheet.conduct_to < book.edition
    if before and line.started.key == book.key:
        blocks.append("conduct-before-commencement")
    elif not before and any(one < book.edition <= end for one, end in _spans(situation) if book.edition):
        notes.append("conduct-straddles-commencement")
        if book.straddling is not None:
            choice = situation.choice(book.straddling.question)
            if choice is None:
                questions.append(book.straddling.question)
            elif choice != book.straddling.continues:  # of situations told apart these are outside, unless all are
                blocks.append("conduct-before-commencement")
    if situation.parting is not None and situation.parting.outside:
        notes.append("situations-outside")
    if book.straddling is not None and _straddle_together(situation):
        notes.append("one-answer-for-several-situations")
    if sheet.subject not in book.scope.subjects:
        blocks.append("subject-out-of-scope")
    if sheet.matter is not None and sheet.matter not in book.scope.matters:
        blocks.append("matter-out-of-scope")
    if book.extent is Extent.CITED:
        blocks.append("basis-not-encoded")
    elif book.extent is Extent.PARTIAL:
        notes.append("basis-encoded-in-part")
    if not book.scope.sanctions:
        blocks.append("no-sanction-basis")
    return BasisCheck(
        status=status,
        blocks=tuple(_note(situation, code) if code != APART else _apart(situation, line) for code in blocks),
        notes=(*(_note(situation, code) for code in notes), *_earlier_law(situation)),
        questions=tuple(questions),
        line=line,
    )


def _spans(situation: Situation) -> tuple[tuple[date, date], ...]:
    """The first and the last day of the conduct; of each situation that the rulebook reaches where they are told apart."""
    parting, sheet = situation.parting, situation.sheet
    return ((sheet.conduct_from, sheet.conduct_to),) if parting is None else spans_of(parting.inside)


def spans_of(situations: Iterable[PresentSituation]) -> tuple[tuple[date, date], ...]:
    """The first and the last day of each."""
    return tuple((one.on, one.last) for one in situations)


def _straddle_together(situation: Situation) -> bool:
    """Whether several situations began before commencement and ended after it: the one answer counts for each of them."""
    began, parting = situation.book.edition, situation.parting
    if began is None or parting is None:
        return False
    spans = spans_of((*parting.inside, *(one for one, _ in parting.outside)))
    return sum(first < began <= last for first, last in spans) > 1


def _earlier_law(situation: Situation) -> tuple[Note, ...]:
    """What governed conduct before commencement, in the edition of its first day."""
    book, parting = situation.book, situation.parting
    if book.edition is None or book.straddling is None or not book.straddling.before:
        return ()
    outside = spans_of(one for one, _ in parting.outside) if parting is not None else ()
    days = sorted({began for began, _ in (*_spans(situation), *outside) if began < book.edition})
    cited = (one for day in days for one in situation.authorities(book.straddling.before, on=day))
    code = "earlier-law-governs-the-part-before"
    return (Note(code=code, label=words(code).says, authorities=tuple(dict.fromkeys(cited))),) if days else ()


def _apart(situation: Situation, line: Line) -> Note:
    """Which rules decide the situations of each stretch, and on what that rests."""
    books = [stretch.applied for stretch in line.stretches]
    found = [one for book in books for one in situation.authorities(book.commencement or book.scope.cite, book)]
    found += [one for each in line.weighed for one in each.authorities]
    return Note(code=APART, label=words(APART).says, authorities=tuple(dict.fromkeys(found)))


def _note(situation: Situation, code: str) -> Note:
    cites = situation.book.scope.cite if code.endswith("scope") else situation.book.commencement
    return Note(code=code, label=words(code).says, authorities=situation.authorities(cites))
