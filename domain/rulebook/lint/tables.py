"""R3, R4: exactly one set for every liable combination; every combination of opposite weights is claimed."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, product

from domain.rulebook.conditions import Rows, facts_of
from domain.rulebook.lint.finding import LintFinding, error
from domain.rulebook.provisions import MeasureSet
from domain.rulebook.schema import Rulebook

MANY = 14
"""Above this many facts in the rows of the sets of one subject, each row is tried alone and in pairs."""


def days_of(book: Rulebook) -> tuple[date, ...]:
    """The days on which the rules may differ: the first day, and each day a rule begins or ends."""
    first = book.edition or date(2000, 1, 1)
    everything = (*book.triggers, *book.sets, *book.elements, *book.weights, *book.gates)
    edges = {day for rule in everything for day in (rule.in_force, rule.until) if day is not None and day > first}
    return (first, *sorted(edges))


def sets(book: Rulebook) -> Iterator[LintFinding]:
    """R3: gaps and overlaps among the sets, each with a witness."""
    if not book.scope.sanctions or not book.triggers:
        return
    told: set[tuple[str, ...]] = set()
    for day in days_of(book):
        for subject in book.scope.subjects:
            rules = [rule for rule in book.sets if rule.applies(subject, day)]
            for trigger in book.triggers:
                if trigger.applies(subject, day):
                    mine = [rule for rule in rules if not rule.triggers or trigger.code in rule.triggers]
                    for finding in _one_each(book, mine, subject, trigger.code, day):
                        key = (finding.code, *finding.about[:2])
                        if key not in told:
                            told.add(key)
                            yield finding


def weights(book: Rulebook) -> Iterator[LintFinding]:
    """R4: weights that pull apart (heavier here, relief there) and can meet have a rule for meeting."""
    for subject in book.scope.subjects:
        groups = [weight for weight in book.weights if subject in weight.subjects]
        for one, two in combinations(groups, 2):
            opposite = ("heavier" in one.effects) is not ("heavier" in two.effects)
            met = any({one.code, two.code} <= set(rule.groups) and subject in rule.subjects for rule in book.balances)
            if opposite and not met:
                witness = [
                    next((f for rule in book.factors if rule.group == w.code for f in facts_of(rule.when)), w.code)
                    for w in (one, two)
                ]
                yield error("R4", "weights-meet-unclaimed", "weights", one.code, two.code, witness=witness)


def _one_each(book: Rulebook, rules: list[MeasureSet], subject: str, trigger: str, day: date) -> Iterator[LintFinding]:
    facts = sorted({code for rule in rules for code in facts_of(rule.when)})
    for present in _states(facts):
        fitting = [rule for rule in rules if not rule.when or _holds(rule.when, present)]
        if len(fitting) == 1:
            continue
        if not fitting:
            yield error("R3", "no-set", "sets", subject, trigger, day.isoformat(), witness=present)
        else:
            at = book.sets.index(fitting[1])
            codes = (fitting[0].code, fitting[1].code)
            yield error("R3", "sets-overlap", f"sets[{at}]", *codes, subject, trigger, witness=present)


def _states(facts: list[str]) -> Iterator[tuple[str, ...]]:
    if len(facts) <= MANY:
        for values in product((False, True), repeat=len(facts)):
            yield tuple(code for code, value in zip(facts, values, strict=True) if value)
        return
    yield ()
    for size in (1, 2):
        yield from combinations(facts, size)


def _holds(rows: Rows, present: tuple[str, ...]) -> bool:
    return any(set(row.all_of) <= set(present) and not set(row.none_of) & set(present) for row in rows)
