"""The same law as variables of openfisca-core, vectorised: one array a fact in, one number of an outcome a case out."""

from functools import reduce

import numpy as np
from numpy.typing import NDArray
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.plain_law import ALONE, ELEMENTS, HEAVIER, LIGHTER

PERSON = build_entity(key="person", plural="persons", label="respondent", is_person=True)
DAY = "2012-03"


def _name(fact: str) -> str:
    return fact.replace("-", "_")


def _made(name: str, formula=None, kind: type = bool) -> type[Variable]:
    body = {"value_type": kind, "entity": PERSON, "definition_period": DateUnit.MONTH}
    if formula is not None:
        body["formula"] = formula
    return type(name, (Variable,), body)


def _any(facts):
    def formula(person, period):
        return reduce(np.logical_or, (person(_name(fact), period) for fact in sorted(facts)))

    return formula


def _all(facts):
    def formula(person, period):
        return reduce(np.logical_and, (person(_name(fact), period) for fact in sorted(facts)))

    return formula


def _triggered(person, period):
    breached = person("procedure_breached", period) | person("coordination_breached", period)
    unanswered = person("application_not_accepted", period) | person("application_delayed", period)
    disclosed = person("undue_disclosure", period) & breached
    return _any(ALONE)(person, period) | disclosed | (person("no_proper_reason", period) & unanswered)


def _excluded(person, period):
    obeyed = person("acted_on_orders", period) & person("objected_first", period)
    return obeyed & ~person("order_obviously_unlawful", period)


def _heavy(person, period):
    resisted = person("obstructs_investigation", period) | person("no_remedial_measures", period)
    return _any(HEAVIER)(person, period) | (person("harm_occurred_or_grew", period) & resisted)


def _discipline(person, period):
    return person("needs_discipline", period) & ~person("contract_staff", period)


def _outcome(person, period):
    """Ground in the lowest two bits, then heavier, lighter and the three gates."""
    triggered, elements, excluded = (person(name, period) for name in ("triggered", "elements", "excluded"))
    ground = np.where(~triggered, 1, np.where(~elements, 2, np.where(excluded, 3, 0)))
    liable = ground == 0
    found = ground
    for bit, name in enumerate(("heavy", "light", "serious_circumstances", "discipline"), start=2):
        found = found + ((liable & person(name, period)) << bit)
    return found + (person("suspected_crime", period).astype(int) << 6)


def system(facts: tuple[str, ...]) -> TaxBenefitSystem:
    """Every fact a variable, and the law over them."""
    made = TaxBenefitSystem([PERSON])
    formulas = {
        "triggered": _triggered,
        "elements": _all(ELEMENTS),
        "excluded": _excluded,
        "heavy": _heavy,
        "light": _any(LIGHTER),
        "discipline": _discipline,
    }
    for fact in facts:
        made.add_variable(_made(_name(fact)))
    for name, formula in formulas.items():
        made.add_variable(_made(name, formula))
    made.add_variable(_made("outcome", _outcome, int))
    return made


def outcomes(made: TaxBenefitSystem, columns: dict[str, NDArray[np.bool_]]) -> NDArray[np.int_]:
    """One simulation over all cases."""
    simulation = SimulationBuilder().build_default_simulation(made, count=len(next(iter(columns.values()))))
    for fact, column in columns.items():
        simulation.set_input(_name(fact), DAY, column)
    return simulation.calculate("outcome", DAY)


def number(answer: tuple[object, ...]) -> int:
    """The plain function's answer as that number."""
    _, ground, _, heavier, lighter, _, gates = answer
    bits = [heavier, lighter, *(gate in gates for gate in ("serious", "discipline", "crime"))]
    return (None, "no-trigger", "elements", "excluded").index(ground) + sum(bit << at for at, bit in enumerate(bits, 2))
