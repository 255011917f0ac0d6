"""Two rulebooks over all states of their facts: where the second is lighter, heavier, crossed or not to be compared."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import msgspec

from domain.recommendation.asking import undecided
from domain.recommendation.counting import World, counted
from domain.recommendation.facts import FactSheet
from domain.recommendation.model import Model, model_of, put_in
from domain.recommendation.offer import offered
from domain.recommendation.severity import Handling, Ordering, agreed, compare
from domain.recommendation.situation import Situation
from domain.recommendation.worlds import TRUE, Formula, formula, open_in
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.policy import Policy
from domain.rulebook.provisions import Filter
from domain.rulebook.schema import Rulebook

UNDATED = date(2000, 1, 1)


class Witness(msgspec.Struct, frozen=True, kw_only=True):
    """A state with as few established facts as possible, every other fact refuted, and both outcomes in it."""

    facts: tuple[str, ...]
    answers: dict[str, str]
    one: Handling
    other: Handling


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """For one subject: how many states stand in each relation, and one witness for each relation but 'same'.

    A state is one of 2^``facts`` combinations under one of ``readings`` combinations of answers to open questions.
    """

    subject: str
    facts: int
    readings: int
    states: dict[str, int]
    witnesses: dict[str, Witness]
    ranked_by: str | None
    """``law`` or the policy whose order of measures was used; absent: measures are compared by inclusion."""


def differences(
    one: Rulebook,
    other: Rulebook,
    references: Catalogue,
    *,
    policy: Policy | None = None,
    on: date | None = None,
) -> tuple[Difference, ...]:
    """*other* seen from *one*, exact over every fully known state, for each subject that either reaches.

    Facts and measures are matched by code. ``on`` is the day of conduct; without it each is read as it stands after its last
    change. Questions with a default take it; the others multiply the states,
    answered alike on both sides. Standing (draft, repealed) is not looked at.
    """
    subjects = dict.fromkeys((*one.scope.subjects, *other.scope.subjects))
    outside = Catalogue(
        book for book in references.rulebooks if book.instrument not in {one.instrument, other.instrument}
    )
    return tuple(_Pair(one, other, outside, subject, on).difference(policy) for subject in subjects)


def last_day(book: Rulebook) -> date:
    """The day from which every rule of *book* that is to begin has begun."""
    rules = (*book.triggers, *book.elements, *book.sets, *book.weights, *book.factors, *book.gates)
    edges = [day for rule in rules for day in (rule.in_force, rule.until) if day is not None]
    return max([book.edition or UNDATED, *edges])


class Side:
    """One rulebook for one subject under one set of answers: its conditions, and what follows in each world of them."""

    def __init__(self, situation: Situation) -> None:
        book, sheet = situation.book, situation.sheet
        self.model: Model = model_of(situation)
        self.reached = sheet.subject in book.scope.subjects
        self.filters: tuple[Filter, ...] = tuple(
            rule
            for rule in book.filters
            if rule.works(situation.choice) == "block" and rule.applies(sheet.subject, sheet.conduct_to)
        )
        blocks = tuple(put_in(formula(rule.when), situation) if rule.when else TRUE for rule in self.filters)
        self.features: tuple[Formula, ...] = (*self.model.features(), *blocks)
        self.formal = frozenset(measure.code for measure in book.measures if measure.formal)
        self.combining = {code: rule.combined(situation.choice) for code, rule in self.model.set_rules.items()}
        self._known: dict[World, Handling] = {}

    def handling(self, world: World) -> Handling:
        if world not in self._known:
            self._known[world] = self._handling(world)
        return self._known[world]

    def _handling(self, world: World) -> Handling:
        if not self.reached:
            return Handling(liable=False)
        size = len(self.model.features())
        result = self.model.result(world[:size])
        sets = [self.model.set_rules[code] for code in result.sets]
        measures = frozenset(offered(self.model, result).measures)
        for rule, holds in zip(self.filters, world[size:], strict=True):
            if holds:
                measures -= frozenset(rule.measures) | (self.formal if rule.formal else frozenset())
        combining = {self.combining[rule.code] for rule in sets}
        gates = [self.model.gate_rules[code] for code in result.gates]
        return Handling(
            liable=result.liable,
            measures=measures,
            combine=combining.pop() if len(combining) == 1 else None,
            minimum=max((rule.minimum for rule in sets), default=0),
            heavier=result.heavier,
            lighter=result.lighter,
            exempt=result.exempt,
            mitigate="none" if result.mitigate is msgspec.UNSET else result.mitigate,
            tracks=frozenset(
                part
                for gate in gates
                for part in (*gate.measures, *(f"{gate.effect}:{to}" for to in gate.targets or ("",)))
            ),
        )

    def ranking(self, world: World) -> tuple[str, ...] | None:
        """The order of measures by law in this world: None where some set has none."""
        if not self.reached:
            return ()
        if self.model.ranking:
            return self.model.ranking
        sets = [self.model.set_rules[code] for code in self.model.result(world[: len(self.model.features())]).sets]
        orders = {rule.measures for rule in sets if rule.measures}
        ordered = all(rule.ordered for rule in sets if rule.measures)
        return None if not ordered or len(orders) > 1 else orders.pop() if orders else ()


class _Pair:
    def __init__(self, one: Rulebook, other: Rulebook, outside: Catalogue, subject: str, on: date | None) -> None:
        self.one, self.other, self.outside, self.subject, self.on = one, other, outside, subject, on

    def difference(self, policy: Policy | None) -> Difference:
        scale = next((each.measures for each in policy.scales if each.subject == self.subject), ()) if policy else ()
        sides = [
            (answers, self._side(self.one, answers), self._side(self.other, answers)) for answers in self._readings()
        ]
        named = [set(open_in((*one.features, *other.features))) for _, one, other in sides]
        facts = {code for codes in named for code in codes}
        states: dict[str, int] = {relation.value: 0 for relation in Ordering}
        witnesses: dict[str, Witness] = {}
        by_law = False
        for (answers, one, other), codes in zip(sides, named, strict=True):
            beside = 2 ** len(facts - codes)
            for world, found in counted((*one.features, *other.features)).items():
                mine, theirs = world[: len(one.features)], world[len(one.features) :]
                law = agreed(one.ranking(mine), other.ranking(theirs))
                by_law = by_law or bool(law)
                handlings = one.handling(mine), other.handling(theirs)
                relation = compare(*handlings, law or scale)
                states[relation.value] += found.states * beside
                known = witnesses.get(relation.value)
                if relation is not Ordering.SAME and (known is None or len(found.witness) < len(known.facts)):
                    witnesses[relation.value] = Witness(
                        facts=found.witness, answers=answers, one=handlings[0], other=handlings[1]
                    )
        return Difference(
            subject=self.subject,
            facts=len(facts),
            readings=len(sides),
            states=states,
            witnesses=witnesses,
            ranked_by=policy.policy if policy and scale else "law" if by_law else None,
        )

    def _readings(self) -> Iterator[dict[str, str]]:
        options: dict[str, list[str]] = {}
        for book in (self.one, self.other):
            situation = self._situation(book, {})
            for code in undecided(situation):
                known = options.setdefault(code, [])
                known += [each.code for each in situation.questions[code].choices if each.code not in known]
        for choices in product(*options.values()):
            yield dict(zip(options, choices, strict=True))

    def _side(self, book: Rulebook, answers: dict[str, str]) -> Side:
        return Side(self._situation(book, answers))

    def _situation(self, book: Rulebook, answers: dict[str, str]) -> Situation:
        day = self.on or last_day(book)
        decided = self.on or max(last_day(self.one), last_day(self.other))
        sheet = FactSheet(
            respondent="any",
            subject=self.subject,
            conduct_from=day,
            conduct_to=day,
            decision_on=decided,
            matter=book.scope.matters[0] if book.scope.matters else "",
        )
        offered = {question.code for question in book.questions}
        mine = {code: choice for code, choice in answers.items() if code in offered}
        return Situation(sheet, book, self.outside, decided, mine)
