"""The same law as a decision of zen-engine: one graph of expressions over the facts that are handed in."""

import json

import zen

from bench.plain_law import ALONE, ELEMENTS, HEAVIER, LIGHTER


def _name(fact: str) -> str:
    return fact.replace("-", "_")


def _any(facts: frozenset[str]) -> str:
    return " or ".join(_name(fact) for fact in sorted(facts))


CONDITIONS = {
    "triggered": f"{_any(ALONE)} or (undue_disclosure and (procedure_breached or coordination_breached))"
    " or (no_proper_reason and (application_not_accepted or application_delayed))",
    "elements": " and ".join(_name(fact) for fact in sorted(ELEMENTS)),
    "excluded": "acted_on_orders and objected_first and not order_obviously_unlawful",
    "heavy": f"{_any(HEAVIER)} or (harm_occurred_or_grew and (obstructs_investigation or no_remedial_measures))",
    "light": _any(LIGHTER),
    "serious": "serious_circumstances",
    "discipline": "needs_discipline and not contract_staff",
    "crime": "suspected_crime",
}
OUTCOME = {
    "liable": "triggered and elements and not excluded",
    "ground": "triggered ? (elements ? (excluded ? 'excluded' : null) : 'elements') : 'no-trigger'",
    "sets": "$.liable ? ['person-forms'] : []",
    "heavier": "$.liable and heavy",
    "lighter": "$.liable and light",
    "exempt": "$.lighter ? ($.heavier ? 'needs_override' : 'available') : 'none'",
    "gates": "filter([$.liable and serious ? 'serious' : '', $.liable and discipline ? 'discipline' : '', crime ? 'crime' : ''], # != '')",
}


def decision() -> zen.ZenDecision:
    """Compiled once."""

    def node(name: str, expressions: dict[str, str]) -> dict[str, object]:
        listed = [{"id": f"{name}-{key}", "key": key, "value": value} for key, value in expressions.items()]
        return {"id": name, "name": name, "type": "expressionNode", "content": {"expressions": listed}}

    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        node("conditions", CONDITIONS),
        node("outcome", OUTCOME),
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    ways = [("in", "conditions"), ("conditions", "outcome"), ("outcome", "out")]
    edges = [{"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in ways]
    return zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))


def context(facts: frozenset[str], known: tuple[str, ...]) -> dict[str, bool]:
    """What one evaluation is handed."""
    return {_name(fact): fact in facts for fact in known}


def answer(found: dict[str, object]) -> tuple[object, ...]:
    """In the form of the plain function."""
    return tuple(
        tuple(value) if isinstance(value, list) else value
        for value in (found.get(key) for key in ("liable", "ground", "sets", "heavier", "lighter", "exempt", "gates"))
    )
