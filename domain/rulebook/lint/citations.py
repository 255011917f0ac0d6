"""R1, R2, R12: citations resolve, the text bears the digests, articles and duties without a rule, other instruments."""

from collections.abc import Iterator, Mapping
from datetime import date

from domain.rulebook.catalogue import Catalogue
from domain.rulebook.clauses import is_address, reference
from domain.rulebook.labels import Basis, Verification
from domain.rulebook.lint.finding import LintFinding, error, info, warning
from domain.rulebook.lint.walk import cited, rules
from domain.rulebook.schema import Extent, Rulebook
from domain.rulebook.text import Piece

_UNREAD = {Verification.PARTIAL: "clauses-read-in-part", Verification.MEMORY: "clauses-from-memory"}


def citations(book: Rulebook, catalogue: Catalogue) -> Iterator[LintFinding]:
    """R1: what the text is said to fix names its clause, and every citation leads to a declared one. R12: instruments that are not installed; circular referral."""
    for address in book.clauses:
        if not is_address(address):
            yield error("R1", "clause-address", f"clauses[{address}]", address)
    for place, rule in rules(book):
        if not rule.cite and rule.basis is Basis.DIRECT:
            yield error("R1", "citation-missing", place, rule.code)
    for place, cite in cited(book):
        try:
            written = reference(cite)
        except ValueError:
            yield error("R1", "not-a-citation", place, cite)
            continue
        if written.instrument is None or written.instrument == book.instrument:
            if written.address not in book.clauses:
                yield error("R1", "clause-missing", place, cite)
            continue
        editions = catalogue.editions(written.instrument)
        if written.edition is not None:
            editions = tuple(other for other in editions if other.edition_id == written.edition)
        if not editions:
            yield info("R12", "instrument-not-installed", place, cite)
        elif not any(written.address in other.clauses for other in editions):
            yield error("R1", "foreign-clause-missing", place, cite, editions[0].key)
    yield from _targets(book, catalogue)


def against_text(book: Rulebook, pieces: tuple[Piece, ...]) -> Iterator[LintFinding]:
    """R1 and R2 with the official text: each clause exists and is unchanged; articles that no clause declares."""
    found: dict[str, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(piece.address, []).append(piece)
    for address, clause in book.clauses.items():
        place = f"clauses[{address}]"
        if address not in found:
            yield error("R1", "clause-not-in-text", place, address)
        elif clause.digest is None:
            yield warning("R1", "clause-without-digest", place, address)
        elif all(piece.digest != clause.digest for piece in found[address]):
            yield error("R1", "clause-changed", place, address, str(found[address][0].line))
    declared = {address.split("/")[0] for address in book.clauses}
    for article in dict.fromkeys(piece.address.split("/")[0] for piece in pieces):
        if article not in declared:
            yield info("R2", "article-not-declared", "clauses", article)


def unread(book: Rulebook) -> Iterator[LintFinding]:
    """R1 without a text: how far each clause was read, where that is not whole and here."""
    by_reading: dict[Verification, list[str]] = {}
    for address, clause in book.clauses.items():
        by_reading.setdefault(clause.verification or book.verification, []).append(address)
    for reading, addresses in by_reading.items():
        undigested = [address for address in addresses if book.clauses[address].digest is None]
        if reading in _UNREAD:
            yield info("R1", _UNREAD[reading], f"clauses[{addresses[0]}]", ", ".join(addresses))
        elif reading is Verification.READ and undigested:
            yield info("R1", "clauses-without-digest", f"clauses[{undigested[0]}]", ", ".join(undigested))


def unused(book: Rulebook) -> Iterator[LintFinding]:
    """R2: articles without a rule, duties without a consequence."""
    used = {cite.split("/")[0] for _, cite in cited(book) if "#" not in cite}
    for article in dict.fromkeys(address.split("/")[0] for address in book.clauses):
        if article not in used:
            yield info("R2", "article-without-rule", f"clauses[{article}]", article)
    pursued = {code for trigger in book.triggers for code in trigger.duties}
    if book.extent is Extent.COMPLETE:
        for index, duty in enumerate(book.duties):
            if duty.code not in pursued:
                yield info("R2", "duty-without-consequence", f"duties[{index}]", duty.code)


def _targets(book: Rulebook, catalogue: Catalogue) -> Iterator[LintFinding]:
    for index, gate in enumerate(book.gates):
        for target in gate.targets:
            if target == book.instrument or _leads_back(target, book.instrument, catalogue, {}):
                yield error("R12", "referral-circle", f"gates[{index}].targets", target)
            elif not catalogue.editions(target):
                yield info("R12", "instrument-not-installed", f"gates[{index}].targets", target)


def _leads_back(start: str, goal: str, catalogue: Catalogue, seen: Mapping[str, date | None]) -> bool:
    if start in seen:
        return False
    further = {t for other in catalogue.editions(start) for gate in other.gates for t in gate.targets}
    return goal in further or any(
        _leads_back(target, goal, catalogue, {**seen, start: None}) for target in sorted(further)
    )
