"""What an amendment does to cases: over every class of states, who is treated lighter, heavier, or not comparably."""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from domain.recommendation.facts import FactSheet
from domain.recommendation.model import Model, model_of
from domain.recommendation.outcome import Result
from domain.recommendation.situation import Situation
from domain.recommendation.worlds import witnessed
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.schema import Rulebook

EXEMPT = ("none", "needs_override", "available")


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """For one subject: how many classes of states go each way, and facts that show it (established; the rest refuted)."""

    subject: str
    direction: str
    classes: int
    witness: tuple[str, ...]
    before: Result
    after: Result


def effects(before: Rulebook, after: Rulebook, catalogue: Catalogue) -> tuple[Effect, ...]:
    """Over all states: ``lighter``, ``heavier`` and ``crossed`` (not comparable: no order is invented), with a witness each.

    Outcomes are compared by liability, the set of measures, required weighting, relief and gates. Questions take their
    default.
    """
    found = []
    for subject in dict.fromkeys((*before.scope.subjects, *after.scope.subjects)):
        ways: dict[str, list[tuple[tuple[str, ...], Result, Result]]] = {}
        for one, two, witness in _pairs(before, after, catalogue, subject):
            direction = compared(one[1], two[1], one[0], two[0])
            if direction != "same":
                ways.setdefault(direction, []).append((witness, one[1], two[1]))
        for direction, cases in sorted(ways.items()):
            witness, old, new = min(cases, key=lambda case: (len(case[0]), case[0]))
            found.append(
                Effect(subject=subject, direction=direction, classes=len(cases), witness=witness, before=old, after=new)
            )
    return tuple(found)


def compared(one: Result, two: Result, of_one: Model, of_two: Model) -> str:
    """``same``, ``lighter``, ``heavier`` or ``crossed``: the second against the first."""
    signs = set()
    for old, new in _aspects(one, two, of_one, of_two):
        if old != new:
            signs.add("heavier" if old <= new else "lighter" if new <= old else "crossed")
    if not signs:
        return "same"
    return signs.pop() if len(signs) == 1 else "crossed"


def _aspects(one: Result, two: Result, of_one: Model, of_two: Model) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Each aspect as a set that grows with gravity."""
    for aspect in (_liability, _weight, _no_relief):
        yield aspect(one), aspect(two)
    yield _measures(one, of_one), _measures(two, of_two)
    yield frozenset(one.gates), frozenset(two.gates)


def _liability(result: Result) -> frozenset[str]:
    return frozenset({"liable"} if result.liable else ())


def _weight(result: Result) -> frozenset[str]:
    return frozenset({"heavier"} if result.heavier else ())


def _no_relief(result: Result) -> frozenset[str]:
    if not result.liable:
        return frozenset()
    return frozenset(EXEMPT[EXEMPT.index(result.exempt) :])


def _measures(result: Result, model: Model) -> frozenset[str]:
    return frozenset(measure for code in result.sets for measure in model.set_rules[code].measures)


def _pairs(
    before: Rulebook, after: Rulebook, catalogue: Catalogue, subject: str
) -> Iterator[tuple[tuple[Model, Result], tuple[Model, Result], tuple[str, ...]]]:
    models = [_model(book, catalogue, subject) for book in (before, after)]
    features = [model.features() for model in models]
    size = len(features[0])
    for world, witness in sorted(witnessed((*features[0], *features[1])).items()):
        one, two = models[0].result(world[:size]), models[1].result(world[size:])
        yield (models[0], one), (models[1], two), witness


def _model(book: Rulebook, catalogue: Catalogue, subject: str) -> Model:
    day = book.edition or date(2005, 1, 1)
    sheet = FactSheet(
        respondent="diff",
        subject=subject,
        role=book.roles[0].code if book.roles and subject == "person" else None,
        conduct_from=day,
        conduct_to=day,
        decision_on=day + timedelta(days=1),
        matter=book.scope.matters[0],
    )
    return model_of(Situation(sheet, book, catalogue, sheet.decision_on))
