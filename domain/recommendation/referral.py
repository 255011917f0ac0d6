"""Where an open gate leads: into the installed rulebook of the other instrument, which is asked on the same facts."""

from collections.abc import Callable, Iterable

import msgspec

from domain.recommendation.editions import deciding
from domain.recommendation.facts import FactSheet
from domain.recommendation.outcome import GateState, Recommendation, Referral
from domain.recommendation.parts import Truth
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.schema import Rulebook

Continue = Callable[[FactSheet, Rulebook], Recommendation]


def referred(
    sheet: FactSheet,
    gates: Iterable[GateState],
    references: Catalogue,
    entered: tuple[str, ...],
    goes_on: Continue,
) -> tuple[Referral, ...]:
    """Each target of each open gate, once a rulebook, with what ``goes_on`` says under it.

    ``entered`` are the instruments through which the way led here; none is entered again.
    """
    found: list[Referral] = []
    for gate in gates:
        for target in gate.targets if gate.state is Truth.YES else ():
            book, state = _led_to(sheet, target, references, entered)
            if book is not None and any(each.rulebook == book.key for each in found):
                continue
            named = book or next(iter(references.editions(target)), None)
            found.append(
                Referral(
                    gate=gate.code,
                    instrument=target,
                    state=state,
                    rulebook=None if book is None else book.key,
                    title=None if named is None else named.title,
                    recommendation=goes_on(_asked(sheet, book), book)
                    if book is not None and state == "continued"
                    else msgspec.UNSET,
                )
            )
    return tuple(found)


def reached(book: Rulebook, references: Catalogue) -> tuple[Rulebook, ...]:
    """Every edition of every instrument to which the gates of *book* lead, directly or through others; *book* left out."""
    found: dict[str, Rulebook] = {}
    waiting = [book]
    while waiting:
        for target in dict.fromkeys(target for gate in waiting.pop().gates for target in gate.targets):
            for other in references.editions(target):
                if other.key != book.key and other.key not in found:
                    found[other.key] = other
                    waiting.append(other)
    return tuple(found[key] for key in sorted(found))


def _led_to(
    sheet: FactSheet, target: str, references: Catalogue, entered: tuple[str, ...]
) -> tuple[Rulebook | None, str]:
    if not references.editions(target):
        return None, "not-installed"
    book = references.edition_for(target, sheet.conduct_to)
    if book is None:
        return None, "not-in-force"
    book = deciding(_asked(sheet, book), book, references)
    if not book.grounds:
        return book, "not-a-basis"
    return book, "entered-before" if book.instrument in entered else "continued"


def _asked(sheet: FactSheet, book: Rulebook) -> FactSheet:
    """The same facts for *book*: in its own field, with nothing of its own procedure done yet."""
    measures = {measure.code for measure in book.measures}
    return msgspec.structs.replace(
        sheet,
        matter=book.scope.matters[0] if book.scope.matters else sheet.matter,
        procedure_done=(),
        proposed=tuple(measure for measure in sheet.proposed if measure in measures),
    )
