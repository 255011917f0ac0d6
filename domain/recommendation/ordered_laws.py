"""R8 where the law ranks its measures: what may move an outcome up, and what may move it down, over every class of states."""

from collections.abc import Iterator

from domain.recommendation.counting import counted
from domain.recommendation.difference import Side
from domain.recommendation.severity import Ordering, compare
from domain.recommendation.worlds import Literal, given, merged, open_in
from domain.rulebook.conditions import Rows
from domain.rulebook.lint.finding import LintFinding, error
from domain.rulebook.schema import Rulebook
from domain.rulebook.vocabulary import FactKind

UP = frozenset({Ordering.SAME, Ordering.HEAVIER})
DOWN = frozenset({Ordering.SAME, Ordering.LIGHTER})


def ordered_laws(book: Rulebook, side: Side, subject: str, order: tuple[str, ...] = ()) -> Iterator[LintFinding]:
    """L1, L2, L4 and L8, fact by fact, each with the plainest case that breaks it. The law's order goes before *order*, a policy's.

    L1: a heavier circumstance never lowers. L2: a relieving one never raises. L4: graver circumstances never lower.
    L8: a further breach never lightens.
    """
    named = set(open_in(side.features))
    tried: set[tuple[str, Literal]] = set()
    _, paths = merged(side.features)
    for law, code, place, allowed in _moves(book):
        # Facts that play the same part everywhere are tried once.
        part = paths[code, True].literal if (code, True) in paths else (code, True)
        if code not in named or (law, part) in tried:
            continue
        tried.add((law, part))
        size = len(side.features)
        pairs = tuple(given(feature, {code: value}) for value in (False, True) for feature in side.features)
        for world, found in counted(pairs).items():
            before, after = world[:size], world[size:]
            ranked = side.ranking(before) or order
            if compare(side.handling(before), side.handling(after), ranked) not in allowed:
                yield error("R8", "law-broken", place, law, subject, code, witness=found.witness)
                break


def _moves(book: Rulebook) -> Iterator[tuple[str, str, str, frozenset[Ordering]]]:
    heavy = {weight.code for weight in book.weights if "heavier" in weight.effects}
    against = {code for rule in book.factors if rule.group in heavy for code in _asserted(rule.when)}
    relief = {code for rule in book.factors if rule.group not in heavy for code in _asserted(rule.when)}
    for at, rule in enumerate(book.factors):
        for code in sorted(_asserted(rule.when) - (against & relief)):
            law, allowed = ("L1", UP) if rule.group in heavy else ("L2", DOWN)
            yield law, code, f"factors[{at}]", allowed
    graver = {fact.code for fact in book.facts if fact.kind is FactKind.GATE}
    for at, each in enumerate(book.sets):
        for code in sorted(_asserted(each.when) & graver):
            yield "L4", code, f"sets[{at}]", UP
    for at, trigger in enumerate(book.triggers):
        for code in sorted(_asserted(trigger.when) - graver - against - relief):
            yield "L8", code, f"triggers[{at}]", UP


def _asserted(rows: Rows) -> set[str]:
    """Facts that the rows demand and nowhere exclude."""
    return {code for row in rows for code in row.all_of} - {code for row in rows for code in row.none_of}
