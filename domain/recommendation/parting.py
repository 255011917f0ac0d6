"""Which situations of a matter a rulebook reaches, each by its own days; and which facts are only those of the others."""

from collections.abc import Iterable

import msgspec

from domain.recommendation.facts import FactSheet, PresentSituation
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.conditions import Choose, Rows, facts_of, reading_in
from domain.rulebook.provisions import Trigger
from domain.rulebook.schema import Rulebook, Standing

ENDED = (Standing.REPEALED, Standing.EXPIRED)


class Parting(msgspec.Struct, frozen=True, kw_only=True):
    """The situations that are told apart by their days.

    ``inside`` are those that the rulebook reaches, ``outside`` those that it does not, each with the code that says why;
    ``refuted`` are those of which nothing is left. ``aside`` are facts of what is outside alone: they count for nothing
    here. ``pending`` are those that may still turn out to be so of what is inside.
    """

    inside: tuple[PresentSituation, ...]
    outside: tuple[tuple[PresentSituation, str], ...] = ()
    refuted: tuple[PresentSituation, ...] = ()
    aside: frozenset[str] = frozenset()
    pending: frozenset[str] = frozenset()


def parted(sheet: FactSheet, book: Rulebook, references: Catalogue, choose: Choose) -> Parting | None:
    """How *book* parts the situations of *sheet*; None where it is one whole: nothing told apart, or nothing left of any.

    Where it reaches none of those that stand, these are what it is asked about: the answer says why it does not.
    """
    if not sheet.has_days:
        return None
    standing = tuple(
        one for one in sheet.situations if _stands(one, sheet.subject, _grounds(one, book, references), choose)
    )
    why = {one.reference: _outside(one, book, references, choose) for one in standing}
    inside = tuple(one for one in standing if why[one.reference] is None)
    if not inside:
        refuted = tuple(one for one in sheet.situations if one not in standing)
        return Parting(inside=standing, refuted=refuted) if standing else None
    outside = tuple((one, code) for one in standing if (code := why[one.reference]) is not None)
    proved = {code for one in inside for code in one.facts}
    possible = {code for one in inside for code in one.open}
    theirs = {code for one, _ in outside for code in (*one.facts, *one.open)}
    return Parting(
        inside=inside,
        outside=outside,
        refuted=tuple(one for one in sheet.situations if one not in standing),
        aside=frozenset(theirs - proved),
        pending=frozenset(theirs & possible),
    )


def narrowed(sheet: FactSheet, inside: Iterable[PresentSituation]) -> FactSheet:
    """*sheet* with these situations alone, and the conduct from the first day of one to the last day of one."""
    kept = tuple(inside)
    return msgspec.structs.replace(
        sheet,
        conduct_from=min(one.on for one in kept),
        conduct_to=max(one.last for one in kept),
        situations=kept,
    )


def bears_on(one: PresentSituation, trigger: Trigger, choose: Choose) -> bool:
    """Whether the situation can be what *trigger* describes: alleged as that, or in fact so; and not refuted as that."""
    rows = _read(trigger, choose)
    if one.ground is not None and one.ground != trigger.code and not set(one.facts) & set(facts_of(rows)):
        return False
    return (one.ground is None and not one.facts) or _possible(one, rows)


def _grounds(one: PresentSituation, book: Rulebook, references: Catalogue) -> tuple[Trigger, ...]:
    """The triggers by which it is judged: those of *book*, and its ground in whichever text of its day has it."""
    day = (rule for other in references.in_force(one.last) for rule in other.triggers if rule.code == one.ground)
    named = tuple(day)
    known = named or any(rule.code == one.ground for rule in book.triggers)
    return (*book.triggers, *named) if known else ()


def _stands(one: PresentSituation, subject: str, grounds: tuple[Trigger, ...], choose: Choose) -> bool:
    """Whether anything is left of it. What has no ground, or one that no rulebook has, is left as it is given."""
    rules = (rule for rule in grounds if rule.applies(subject, one.last))
    return one.ground is None or not grounds or any(bears_on(one, rule, choose) for rule in rules)


def _outside(one: PresentSituation, book: Rulebook, references: Catalogue, choose: Choose) -> str | None:
    """Why the situation is none of the rulebook's by its days; None where it is, or where another edition governs it."""
    status, why = book.status_on(one.last)
    if status in ENDED:
        return None if references.edition_for(book.instrument, one.last) is not None else f"basis-{status.value}"
    if status is Standing.UNKNOWN and why is not None and why.question is not None:
        choice = choose(why.question)
        if choice is not None and choice != why.upheld:
            return "basis-lapsed"
    if book.edition is None or one.on >= book.edition:
        return None
    if one.last < book.edition:
        earlier = (book.instrument, *(book.transition.follows if book.transition is not None else ()))
        governed = any(references.edition_for(name, one.last) is not None for name in earlier)
        return None if governed else "conduct-before-commencement"
    answered = choose(book.straddling.question) if book.straddling is not None else None
    ended = answered is not None and book.straddling is not None and answered != book.straddling.continues
    return "conduct-before-commencement" if ended else None


def _read(trigger: Trigger, choose: Choose) -> Rows:
    read = reading_in(trigger.readings, choose)
    return trigger.when if read is None else read.when


def _possible(one: PresentSituation, rows: Rows) -> bool:
    held, may = set(one.facts), {*one.facts, *one.open}
    return any(set(row.all_of) <= may and not held & set(row.none_of) for row in rows)
