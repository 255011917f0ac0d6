"""The rules that bear on one respondent as formulas over open facts, and the outcome that follows from each world."""

from collections.abc import Callable, Mapping

import msgspec

from domain.recommendation.outcome import Result
from domain.recommendation.situation import Situation
from domain.recommendation.worlds import TRUE, Formula, both, either, formula, given, open_in
from domain.rulebook.conditions import Reading, Rows, reading_in
from domain.rulebook.provisions import Balance, Exclusion, Factor, Gate, MeasureSet, Weight


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """Residual formulas, known facts put in. ``features`` fixes the order in which worlds list their truth values."""

    triggers: dict[str, Formula]
    elements: dict[str, Formula]
    exclusions: dict[str, Formula]
    sets: dict[str, Formula]
    factors: dict[str, Formula]
    weights: dict[str, Formula]
    gates: dict[str, Formula]
    set_rules: dict[str, MeasureSet]
    weight_rules: dict[str, Weight]
    gate_rules: dict[str, Gate]
    balances: tuple[Balance, ...]
    factor_rules: tuple[Factor, ...] = ()
    ranking: tuple[str, ...] = ()
    """The law's own order of measures, lightest first; empty where it has none."""
    heaviest: bool = False
    """Several acts: what is carried out is the gravest of what each calls for."""

    def features(self) -> tuple[Formula, ...]:
        """Triggered, all elements, excluded; then each set, weight and gate."""
        elements = TRUE
        for condition in self.elements.values():
            elements = both(elements, condition)
        return (
            either(self.triggers.values()),
            elements,
            either(self.exclusions.values()),
            *self.sets.values(),
            *self.weights.values(),
            *self.gates.values(),
        )

    def result(self, world: tuple[bool, ...]) -> Result:
        """What follows when the features have these truth values."""
        triggered, elements, excluded = world[:3]
        sets, weights, gates = self._named(world)
        ground = None if triggered else "no-trigger"
        ground = ground or (None if elements else "elements")
        ground = ground or ("excluded" if excluded else None)
        if ground is not None:
            independent = tuple(code for code in gates if self.gate_rules[code].independent)
            return Result(
                liable=False, ground=ground, sets=(), heavier=False, lighter=False, exempt="none", gates=independent
            )
        effects = {effect for code in weights for effect in self.weight_rules[code].effects}
        override = any(rule.override and set(rule.groups) <= set(weights) for rule in self.balances)
        exempting = {
            self.weight_rules[code].modality for code in weights if "exempt" in self.weight_rules[code].effects
        }
        exempt = "none" if not exempting else "needs_override" if override else "available"
        exempt = "required" if exempt == "available" and "shall" in exempting else exempt
        return Result(
            liable=True,
            ground=None,
            sets=sets,
            heavier="heavier" in effects,
            lighter="lighter" in effects,
            exempt=exempt,
            gates=gates,
            mitigate=self._mitigation(weights),
        )

    def _mitigation(self, weights: tuple[str, ...]) -> str | msgspec.UnsetType:
        modes = {self.weight_rules[code].modality for code in weights if "mitigate" in self.weight_rules[code].effects}
        return "required" if "shall" in modes else "available" if modes else msgspec.UNSET

    def _named(self, world: tuple[bool, ...]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        values = iter(world[3:])
        sets = tuple(code for code in self.sets if next(values))
        weights = tuple(code for code in self.weights if next(values))
        gates = tuple(code for code in self.gates if next(values))
        return sets, weights, gates


def model_of(situation: Situation) -> Model:
    """Every rule of the rulebook that covers the respondent and the day, known facts put in."""
    book, sheet = situation.book, situation.sheet
    subject, conduct = sheet.subject, sheet.conduct_to

    def residual(rows: Rows) -> Formula:
        return put_in(formula(rows), situation)

    triggers = {
        rule.code: residual(_read(situation, rule.when, rule.readings))
        for rule in book.triggers
        if rule.applies(subject, conduct)
    }
    exclusions = [rule for rule in book.exclusions if rule.applies(subject, conduct) and _in_use(situation, rule)]
    exclusions += [
        rule
        for other in situation.general
        for rule in other.exclusions
        if rule.general and rule.applies(subject, sheet.decision_on)
    ]
    weight_rules = {
        rule.code: rule for rule in book.weights if rule.in_time(conduct) and subject in _weighed(situation, rule)
    }
    factors = {
        rule.code: residual(_read(situation, rule.when, rule.readings))
        for rule in book.factors
        if rule.group in weight_rules and rule.applies(subject, conduct)
    }
    set_rules = {rule.code: rule for rule in book.sets if rule.applies(subject, conduct)}
    gate_rules = {rule.code: rule for rule in book.gates if rule.applies(subject, conduct)}
    return Model(
        triggers=triggers,
        elements={
            rule.code: residual(_read(situation, rule.when, rule.readings))
            for rule in book.elements
            if rule.applies(subject, conduct)
        },
        exclusions={rule.code: residual(rule.when) for rule in exclusions},
        sets={code: _set_applies(rule, triggers, residual) for code, rule in set_rules.items()},
        factors=factors,
        weights={
            code: either(factors[rule.code] for rule in book.factors if rule.group == code and rule.code in factors)
            for code in weight_rules
        },
        gates={code: residual(_read(situation, rule.when, rule.readings)) for code, rule in gate_rules.items()},
        set_rules=set_rules,
        weight_rules=weight_rules,
        gate_rules=gate_rules,
        balances=tuple(rule for rule in book.balances if rule.applies(subject, conduct)),
        factor_rules=tuple(rule for rule in book.factors if rule.code in factors),
        ranking=book.ranking.measures if book.ranking is not None else (),
        heaviest=any(rule.effect == "heaviest" and rule.applies(subject, conduct) for rule in book.mergers),
    )


def known(model: Model, truths: Mapping[str, bool | None]) -> Model:
    """*model* with these truth values put in; facts without one, or with None, stay open."""

    def each(conditions: dict[str, Formula]) -> dict[str, Formula]:
        return {code: given(condition, truths) for code, condition in conditions.items()}

    return msgspec.structs.replace(
        model,
        triggers=each(model.triggers),
        elements=each(model.elements),
        exclusions=each(model.exclusions),
        sets=each(model.sets),
        factors=each(model.factors),
        weights=each(model.weights),
        gates=each(model.gates),
    )


def facts_in(model: Model) -> tuple[str, ...]:
    """Every fact that the conditions of *model* name, sorted."""
    parts = (model.triggers, model.elements, model.exclusions, model.sets, model.factors, model.weights, model.gates)
    return open_in(condition for part in parts for condition in part.values())


def put_in(condition: Formula, situation: Situation) -> Formula:
    """*condition* with everything known put in."""
    return given(condition, situation.truths(open_in((condition,))))


def _read(situation: Situation, rows: Rows, readings: tuple[Reading, ...]) -> Rows:
    read = reading_in(readings, situation.choice)
    return rows if read is None else read.when


def _in_use(situation: Situation, rule: Exclusion) -> bool:
    return rule.reading is None or situation.choice(rule.reading.question) == rule.reading.choice


def _weighed(situation: Situation, rule: Weight) -> tuple[str, ...]:
    read = reading_in(rule.readings, situation.choice)
    return rule.subjects if read is None else read.subjects


def _set_applies(rule: MeasureSet, triggers: Mapping[str, Formula], residual: Callable[[Rows], Formula]) -> Formula:
    wanted = either(condition for code, condition in triggers.items() if not rule.triggers or code in rule.triggers)
    return both(wanted, residual(rule.when)) if rule.when else wanted
