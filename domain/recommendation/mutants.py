"""R14: a rulebook with one rule dropped, narrowed, widened or flipped must be noticed by its own checks and examples."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from domain.recommendation.examples import examples
from domain.recommendation.laws import laws
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.lint.check import check, clean
from domain.rulebook.lint.finding import Level, LintFinding, warning
from domain.rulebook.schema import Rulebook

DROPPED = (
    "triggers",
    "elements",
    "exclusions",
    "sets",
    "weights",
    "factors",
    "balances",
    "gates",
    "filters",
    "mergers",
)


def mutants(book: Rulebook, catalogue: Catalogue) -> Iterator[LintFinding]:
    """R14 for one rulebook: a warning for each mutant that nothing notices. Slow: runs every example for each mutant."""
    if not book.grounds:
        return
    others = [other for other in catalogue.rulebooks if other.key != book.key]
    for place, kind, mutant in mutated(book):
        if not _noticed(mutant, Catalogue([*others, mutant], catalogue.policies)):
            yield warning("R14", "mutant-alive", place, kind)


def mutated(book: Rulebook) -> Iterator[tuple[str, str, Rulebook]]:
    """Every mutant with the place and the kind of its change."""
    for name in DROPPED:
        rules: tuple[Any, ...] = getattr(book, name)
        for index, rule in enumerate(rules):
            dropped = getattr(rule, "effect", "block") in ("block", "heaviest", "between-one-and-sum", "cap")
            if dropped or name == "gates":
                yield f"{name}[{index}]", "dropped", replace(book, **{name: rules[:index] + rules[index + 1 :]})
            for kind, changed in _changes(rule):
                whole = (*rules[:index], changed, *rules[index + 1 :])
                yield f"{name}[{index}]", kind, replace(book, **{name: whole})


def _changes(rule: Any) -> Iterator[tuple[str, Any]]:
    rows = getattr(rule, "when", ())
    for at, row in enumerate(rows):
        if len(rows) > 1:
            yield f"row {at + 1} dropped", replace(rule, when=rows[:at] + rows[at + 1 :])
        for code in row.all_of if len(row.all_of) + len(row.none_of) > 1 else ():
            widened = replace(row, all_of=tuple(each for each in row.all_of if each != code))
            yield f"{code} not needed", replace(rule, when=(*rows[:at], widened, *rows[at + 1 :]))
        for code in row.none_of if row.all_of else ():
            widened = replace(row, none_of=tuple(each for each in row.none_of if each != code))
            yield f"{code} not excluded", replace(rule, when=(*rows[:at], widened, *rows[at + 1 :]))
    measures = getattr(rule, "measures", ())
    if hasattr(rule, "combine"):
        for measure in measures if len(measures) > max(1, rule.minimum) else ():
            yield f"without {measure}", replace(rule, measures=tuple(each for each in measures if each != measure))
    if hasattr(rule, "modality"):
        yield "modality flipped", replace(rule, modality="may" if rule.modality == "shall" else "shall")


def _noticed(mutant: Rulebook, catalogue: Catalogue) -> bool:
    if not clean(check(mutant, catalogue)):
        return True
    found = (*laws(mutant, catalogue), *examples(mutant, catalogue))
    return any(finding.level is Level.ERROR for finding in found)
