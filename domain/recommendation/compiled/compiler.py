"""One rulebook and its references, compiled as cases come: cases that the same rules cover share a table."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from domain.recommendation.basis import standing_of
from domain.recommendation.compiled.table import Outcomes, Table, in_order
from domain.recommendation.facts import FactSheet
from domain.recommendation.model import Model, model_of
from domain.recommendation.readings import readings, waiting_in
from domain.recommendation.situation import Situation
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.provisions import Provision
from domain.rulebook.schema import Rulebook


class _Unknowing(Situation):
    """The situation before anybody looked into a single fact: the rules as they are written."""

    def truth(self, code: str) -> bool | None:  # noqa: ARG002 - whichever fact it is
        return None


class Compiler:
    """Holds the tables of one rulebook. What it answers depends on the arguments alone, never on what was asked before."""

    def __init__(self, rulebook: Rulebook, references: Catalogue) -> None:
        self._book, self._references = rulebook, references
        self._edges = _edges(_rules(rulebook))
        self._general_edges = _edges(rule for book in references.rulebooks for rule in book.exclusions if rule.general)
        self._tables: dict[object, Table] = {}

    def outcomes(self, sheet: FactSheet) -> Outcomes:
        """``recommend(sheet, ...).outcomes``, without anything else of a recommendation."""
        plain = Situation(sheet, self._book, self._references, sheet.decision_on)
        situations = readings(plain, waiting_in(plain, standing_of(plain)))
        table = self._table(situations)
        codes = [table.layout.code(situation.truths(table.layout.place)) for situation in situations]
        if len(set(codes)) == 1:
            return table.outcomes(codes[0])
        # The readings differ in what a fact counts as, not only in what the rules say: each has a code of its own.
        apart = [self._table((situation,)) for situation in situations]
        return in_order(
            {
                result
                for each, situation in zip(apart, situations, strict=True)
                for result in each.outcomes(each.layout.code(situation.truths(each.layout.place)))
            }
        )

    def table(self, sheet: FactSheet) -> Table:
        """The table for every case that differs from *sheet* in facts alone.

        A fact that is unprovable has the truth value that the rule on its burden gives; where that rule asks a question
        that nobody answered, the table does not know the choice: ``outcomes`` does.
        """
        plain = Situation(sheet, self._book, self._references, sheet.decision_on)
        return self._table(readings(plain, waiting_in(plain, standing_of(plain))))

    def _table(self, situations: tuple[Situation, ...]) -> Table:
        key = self._key(situations)
        if key not in self._tables:
            self._tables[key] = Table(tuple(map(self._model, situations)), tuple(situations[0].facts))
        return self._tables[key]

    def _key(self, situations: tuple[Situation, ...]) -> object:
        """Everything but facts that the models depend on."""
        sheet = situations[0].sheet
        return (
            sheet.subject,
            bisect_right(self._edges, sheet.conduct_to),
            bisect_right(self._general_edges, sheet.decision_on),
            tuple(book.key for book in situations[0].general),
            tuple(
                (bool(standing_of(situation).blocks), *(situation.choice(code) for code in sorted(situation.questions)))
                for situation in situations
            ),
        )

    def _model(self, situation: Situation) -> Model | None:
        if standing_of(situation).blocks:
            return None
        return model_of(
            _Unknowing(situation.sheet, self._book, self._references, situation.known_at, dict(situation.answers))
        )


def _edges(rules: Iterable[Provision]) -> list[date]:
    """The days on which a rule begins or ends, sorted."""
    return sorted({day for rule in rules for day in (rule.in_force, rule.until) if day is not None})


def _rules(book: Rulebook) -> tuple[Provision, ...]:
    return (
        *book.triggers,
        *book.elements,
        *book.exclusions,
        *book.sets,
        *book.weights,
        *book.factors,
        *book.balances,
        *book.gates,
    )
