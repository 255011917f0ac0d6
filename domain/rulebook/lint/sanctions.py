"""R5, R7, R12 on what the law ranks: the order, merging, periods, effects; and rules that are never in force."""

from collections.abc import Iterator

from domain.rulebook.catalogue import Catalogue
from domain.rulebook.lint.finding import LintFinding, error, info
from domain.rulebook.lint.walk import rules
from domain.rulebook.schema import Rulebook


def sanctions(book: Rulebook, catalogue: Catalogue) -> Iterator[LintFinding]:
    """Everything about the order of measures and about time that the form shows."""
    own = {measure.code: measure for measure in book.measures}
    yield from _order(book, set(own))
    for name in ("mergers", "period_effects"):
        for at, rule in enumerate(getattr(book, name)):
            for code in rule.measures:
                if code not in own:
                    yield error("R7", "measure-unknown", f"{name}[{at}].measures", code)
                elif name == "mergers" and own[code].term_months is None:
                    yield error("R7", "period-missing", f"{name}[{at}].measures", code)
    for place, rule in rules(book):
        begins = max((day for day in (rule.in_force, book.edition) if day is not None), default=None)
        ends = min((day for day in (rule.until, book.until) if day is not None), default=None)
        if begins is not None and ends is not None and ends <= begins:
            yield error("R5", "never-in-force", place, rule.code, begins.isoformat(), ends.isoformat())
    for name in book.transition.follows if book.transition is not None else ():
        if not catalogue.editions(name):
            yield info("R12", "instrument-not-installed", "transition.follows", name)


def _order(book: Rulebook, own: set[str]) -> Iterator[LintFinding]:
    ranked = book.ranking.measures if book.ranking is not None else ()
    for code in ranked:
        if code not in own:
            yield error("R7", "measure-unknown", "ranking.measures", code)
    if book.ranking is None:
        for at, weight in enumerate(book.weights):
            if "mitigate" in weight.effects:
                yield error("R7", "order-missing", f"weights[{at}].effects", weight.code)
        for at, merger in enumerate(book.mergers):
            if merger.effect == "heaviest":
                yield error("R7", "order-missing", f"mergers[{at}].effect", merger.code)
        return
    for at, each in enumerate(book.sets):
        for code in each.measures:
            if code not in ranked and each.ordered:
                yield error("R7", "measure-not-ranked", f"sets[{at}].measures", code)
        listed = [code for code in each.measures if code in ranked]
        if each.ordered and listed != sorted(listed, key=ranked.index):
            yield error("R7", "order-differs", f"sets[{at}].measures", each.code)
