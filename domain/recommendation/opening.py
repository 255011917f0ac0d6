"""Which open facts can still change the outcome, most decisive first. Exact: by worlds, not by guess."""

from collections.abc import Mapping

import msgspec

from domain.recommendation.filters import Bar
from domain.recommendation.model import Model
from domain.recommendation.outcome import OpenFact, Result, Truth
from domain.recommendation.situation import Situation
from domain.recommendation.worlds import Formula, given, open_in, worlds


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """What one open fact can do: the outcomes left either way, and which aspects it can change."""

    if_established: frozenset[Result]
    if_refuted: frozenset[Result]
    changes: frozenset[str]


def open_facts(
    situations: tuple[Situation, ...], models: tuple[Model, ...], found: tuple[Bar, ...], results: tuple[Result, ...]
) -> tuple[OpenFact, ...]:
    """Over every reading still possible, the open facts that matter. Facts with the same part in every rule share the work."""
    effects: dict[str, list[Effect]] = {}
    for model in models:
        features = model.features()
        shared: dict[object, Effect] = {}
        for code in open_in(features):
            part = _part(features, code)
            if part not in shared:
                shared[part] = _effect(model, features, code)
            effects.setdefault(code, []).append(shared[part])
    pending = _pending(found)
    shown = []
    for code in sorted({*effects, *pending}):
        parts = effects.get(code, [])
        changes = {change for part in parts for change in part.changes} | set(pending.get(code, ()))
        if changes:
            shown.append(
                OpenFact(
                    fact=code,
                    label=situations[0].label(code),
                    if_established=len({result for part in parts for result in part.if_established}) or len(results),
                    if_refuted=len({result for part in parts for result in part.if_refuted}) or len(results),
                    changes=tuple(sorted(changes)),
                )
            )
    return tuple(sorted(shown, key=_decisiveness))


def _decisiveness(fact: OpenFact) -> tuple[bool, int, int, int, str]:
    core = any(not change.startswith("form:") for change in fact.changes)
    fewer, more = sorted((fact.if_established, fact.if_refuted))
    return (not core, fewer, more, -len(fact.changes), fact.fact)


def _part(features: tuple[Formula, ...], code: str) -> object:
    return tuple(
        frozenset((row - {literal}, literal[1]) for row in feature for literal in row if literal[0] == code)
        for feature in features
    )


def _effect(model: Model, features: tuple[Formula, ...], code: str) -> Effect:
    size = len(features)
    yes = tuple(given(feature, {code: True}) for feature in features)
    no = tuple(given(feature, {code: False}) for feature in features)
    changes: set[str] = set()
    established: set[Result] = set()
    refuted: set[Result] = set()
    results: dict[tuple[bool, ...], Result] = {}
    for world in worlds(yes + no):
        halves = (world[:size], world[size:])
        for half in halves:
            if half not in results:
                results[half] = model.result(half)
        one, other = results[halves[0]], results[halves[1]]
        established.add(one)
        refuted.add(other)
        if one != other:
            changes |= _differences(one, other)
    return Effect(if_established=frozenset(established), if_refuted=frozenset(refuted), changes=frozenset(changes))


def _differences(one: Result, other: Result) -> set[str]:
    if one.liable != other.liable or one.ground != other.ground:
        return {"liability"}
    found = {f"gate:{code}" for code in set(one.gates) ^ set(other.gates)}
    if one.sets != other.sets:
        found.add("set")
    if one.heavier != other.heavier:
        found.add("weighting")
    if (one.lighter, one.exempt) != (other.lighter, other.exempt):
        found.add("relief")
    return found


def _pending(found: tuple[Bar, ...]) -> Mapping[str, tuple[str, ...]]:
    pending: dict[str, tuple[str, ...]] = {}
    for bar in found:
        if bar.state is Truth.OPEN and bar.rule.effect == "block":
            for code in open_in((bar.condition,)):
                pending[code] = (*pending.get(code, ()), f"form:{bar.measure}")
    return pending
