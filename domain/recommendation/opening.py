"""Which open facts can still change the outcome, most decisive first. Exact: by worlds, not by guess."""

from collections.abc import Mapping

import msgspec

from domain.recommendation.basis import NO_BASIS
from domain.recommendation.filters import Bar
from domain.recommendation.model import Model
from domain.recommendation.outcome import OpenFact, Result
from domain.recommendation.parts import Truth
from domain.recommendation.situation import Situation
from domain.recommendation.worlds import Formula, components, given, merged, open_in, worlds


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """What one open fact can do: the outcomes left either way, and which aspects it can change."""

    if_established: frozenset[Result]
    if_refuted: frozenset[Result]
    changes: frozenset[str]


class Turning(msgspec.Struct, frozen=True, kw_only=True):
    """How many outcomes are left once an open fact is found either way, over every reading, and what it can change."""

    if_established: int
    if_refuted: int
    changes: frozenset[str]


def open_facts(
    situation: Situation, found: tuple[Bar, ...], turn: Mapping[str, Turning], everything: int
) -> tuple[OpenFact, ...]:
    """The open facts that matter. *everything* is how many outcomes there are; *turn* is by fact, see ``turning``."""
    pending = _pending(found)
    shown = []
    for code in sorted({*turn, *pending}):
        able = turn.get(code) or Turning(if_established=everything, if_refuted=everything, changes=frozenset())
        changes = able.changes | set(pending.get(code, ()))
        if changes:
            shown.append(
                OpenFact(
                    fact=code,
                    label=situation.label(code),
                    if_established=able.if_established,
                    if_refuted=able.if_refuted,
                    changes=tuple(sorted(changes)),
                )
            )
    return tuple(sorted(shown, key=_decisiveness))


def turning(models: tuple[Model, ...], results: tuple[frozenset[Result], ...]) -> dict[str, Turning]:
    """Over every reading still possible, what each open fact can do. ``results`` are the outcomes of each reading."""
    blocked = frozenset({NO_BASIS})
    by_model = [{} if all_of == blocked else _effects(model) for model, all_of in zip(models, results, strict=True)]
    found = {}
    for code in {code for some in by_model for code in some}:
        parts = [
            some.get(code) or Effect(if_established=all_of, if_refuted=all_of, changes=frozenset())
            for some, all_of in zip(by_model, results, strict=True)
        ]
        found[code] = Turning(
            if_established=len({result for part in parts for result in part.if_established}),
            if_refuted=len({result for part in parts for result in part.if_refuted}),
            changes=frozenset(change for part in parts for change in part.changes),
        )
    return found


def _effects(model: Model) -> dict[str, Effect]:
    """By fact. Facts that were merged into one share its effect, as far as one of them can bring it about alone."""
    features, paths = merged(model.features())
    results: dict[tuple[bool, ...], Result] = {}
    by_merged = {code: _effect(model, features, code, results) for code in open_in(features)}
    found = {}
    for (code, wanted), path in paths.items():
        standing, value = path.literal
        effect = by_merged[standing]
        either_way = effect.if_established | effect.if_refuted
        if_so = (effect.if_established if value else effect.if_refuted) if path.by_or else either_way
        if_not = (effect.if_refuted if value else effect.if_established) if path.by_and else either_way
        found[code] = Effect(
            if_established=if_so if wanted else if_not,
            if_refuted=if_not if wanted else if_so,
            changes=effect.changes,
        )
    return found


def _decisiveness(fact: OpenFact) -> tuple[bool, int, int, int, str]:
    core = any(not change.startswith("form:") for change in fact.changes)
    fewer, more = sorted((fact.if_established, fact.if_refuted))
    return (not core, fewer, more, -len(fact.changes), fact.fact)


def _effect(model: Model, features: tuple[Formula, ...], code: str, results: dict[tuple[bool, ...], Result]) -> Effect:
    """Only what shares a fact with *code* is looked at twice; the rest varies freely beside it."""
    group = next(g for g in components(features) if code in open_in(features[index] for index in g))
    rest = tuple(index for index in range(len(features)) if index not in group)
    mine = tuple(features[index] for index in group)
    pairs = worlds((*(given(f, {code: True}) for f in mine), *(given(f, {code: False}) for f in mine)))
    beside = worlds(tuple(features[index] for index in rest))
    changes: set[str] = set()
    established: set[Result] = set()
    refuted: set[Result] = set()
    for other in beside:
        for pair in pairs:
            halves = (pair[: len(mine)], pair[len(mine) :])
            one, two = (_result(model, (group, half), (rest, other), results) for half in halves)
            established.add(one)
            refuted.add(two)
            if one != two:
                changes |= changed(one, two)
    return Effect(if_established=frozenset(established), if_refuted=frozenset(refuted), changes=frozenset(changes))


Placed = tuple[tuple[int, ...], tuple[bool, ...]]


def _result(model: Model, mine: Placed, rest: Placed, known: dict[tuple[bool, ...], Result]) -> Result:
    placed = [False] * (len(mine[0]) + len(rest[0]))
    for indices, values in (mine, rest):
        for index, value in zip(indices, values, strict=True):
            placed[index] = value
    world = tuple(placed)
    if world not in known:
        known[world] = model.result(world)
    return known[world]


def changed(one: Result, other: Result) -> set[str]:
    """The aspects in which two outcomes differ: liability, ``gate:`` and its code, set, weighting, relief."""
    if one.liable != other.liable or one.ground != other.ground:
        return {"liability"}
    found = {f"gate:{code}" for code in set(one.gates) ^ set(other.gates)}
    if one.sets != other.sets:
        found.add("set")
    if one.heavier != other.heavier:
        found.add("weighting")
    if (one.lighter, one.exempt, one.mitigate) != (other.lighter, other.exempt, other.mitigate):
        found.add("relief")
    return found


def _pending(found: tuple[Bar, ...]) -> Mapping[str, tuple[str, ...]]:
    pending: dict[str, tuple[str, ...]] = {}
    for bar in found:
        if bar.state is Truth.OPEN and bar.effect == "block":
            for code in open_in((bar.condition,)):
                pending[code] = (*pending.get(code, ()), f"form:{bar.measure}")
    return pending
