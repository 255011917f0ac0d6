"""One rulebook and its references, compiled as cases come: cases that the same rules cover share a table."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from domain.recommendation.basis import standing_of
from domain.recommendation.compiled.effects import Effects, Worked
from domain.recommendation.compiled.layout import SIZE, Code
from domain.recommendation.compiled.table import Outcomes, Table, in_order
from domain.recommendation.facts import FactSheet
from domain.recommendation.model import Model, facts_in, known, model_of
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

    def __init__(self, rulebook: Rulebook, references: Catalogue, others: "Compilers | None" = None) -> None:
        self._book, self._references, self._others = rulebook, references, others
        self._edges = _edges(_rules(rulebook))
        self._general_edges = _edges(rule for book in references.rulebooks for rule in book.exclusions if rule.general)
        self._models: dict[object, tuple[Model, tuple[str, ...]]] = {}
        self._tables: dict[object, Table] = {}
        self._effects: dict[Table, Effects] = {}

    def of(self, rulebook: Rulebook) -> "Compiler | None":
        """The compiler of an instrument that this one refers to, where it is kept."""
        return None if self._others is None else self._others.of(rulebook)

    def outcomes(self, sheet: FactSheet) -> Outcomes:
        """``recommend(sheet, ...).outcomes``, without anything else of a recommendation."""
        plain = Situation(sheet, self._book, self._references, sheet.decision_on)
        situations = readings(plain, waiting_in(plain, standing_of(plain)))
        table, code = self._packed(situations)
        if code is not None:
            return table.completed(code)
        each = (self._packed((situation,)) for situation in situations)
        return in_order({result for table, code in each if code is not None for result in table.completed(code)})

    def worked_out(self, situations: tuple[Situation, ...]) -> Worked | None:
        """The part of a recommendation that tables know; None where only exploring its worlds tells."""
        table, code = self._packed(situations)
        if code is None:
            return None
        if table not in self._effects:
            self._effects[table] = Effects(table)
        return self._effects[table].worked(code)

    def models(self, situations: tuple[Situation, ...]) -> tuple[Model, ...]:
        """``model_of`` for each: the rules as written are read once for each set of rules that applies."""
        written = (self._written(situation) for situation in situations)
        return tuple(
            known(model, situation.truths(facts)) for situation, (model, facts) in zip(situations, written, strict=True)
        )

    def table(self, sheet: FactSheet, size: int = SIZE) -> Table:
        """The table for every case that differs from *sheet* in facts alone.

        A fact that is unprovable has the truth value that the rule on its burden gives; where that rule asks a question
        that nobody answered, the table does not know the choice: ``outcomes`` does. *size* is facts a word, see the layout.
        """
        plain = Situation(sheet, self._book, self._references, sheet.decision_on)
        return self._table(readings(plain, waiting_in(plain, standing_of(plain))), size)

    def _packed(self, situations: tuple[Situation, ...]) -> tuple[Table, Code | None]:
        """The table, and the code unless the readings differ in what a fact counts as, not only in what the rules say."""
        table = self._table(situations)
        codes = {table.layout.code(situation.truths(table.layout.place)) for situation in situations}
        return table, codes.pop() if len(codes) == 1 else None

    def _table(self, situations: tuple[Situation, ...], size: int = SIZE) -> Table:
        key = (size, self._key(situations))
        if key not in self._tables:
            self._tables[key] = Table(tuple(map(self._model, situations)), tuple(situations[0].facts), size)
        return self._tables[key]

    def _key(self, situations: tuple[Situation, ...]) -> object:
        """Everything but facts that the outcomes depend on."""
        return tuple((bool(standing_of(situation).blocks), self._rules_of(situation)) for situation in situations)

    def _rules_of(self, situation: Situation) -> object:
        """Everything but facts that the model depends on."""
        sheet = situation.sheet
        return (
            sheet.subject,
            bisect_right(self._edges, sheet.conduct_to),
            bisect_right(self._general_edges, sheet.decision_on),
            tuple(book.key for book in situation.general),
            tuple(situation.choice(code) for code in sorted(situation.questions)),
        )

    def _model(self, situation: Situation) -> Model | None:
        return None if standing_of(situation).blocks else self._written(situation)[0]

    def _written(self, situation: Situation) -> tuple[Model, tuple[str, ...]]:
        """The model before anybody looked into a fact, and the facts that it names."""
        key = self._rules_of(situation)
        if key not in self._models:
            answers = dict(situation.answers)
            unknowing = _Unknowing(situation.sheet, self._book, self._references, situation.known_at, answers)
            model = model_of(unknowing)
            self._models[key] = model, facts_in(model)
        return self._models[key]


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
        *book.mergers,
    )


class Compilers:
    """One compiler for each rulebook of a catalogue, made when it is first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._made: dict[str, Compiler] = {}

    def of(self, rulebook: Rulebook) -> Compiler | None:
        """The compiler of *rulebook*; None when it is not one of the catalogue."""
        if self._catalogue.get(rulebook.instrument, rulebook.edition_id) is not rulebook:
            return None
        if rulebook.key not in self._made:
            self._made[rulebook.key] = Compiler(rulebook, self._catalogue, self)
        return self._made[rulebook.key]
