"""R8: laws that hold of every state of a rulebook, tried on every class of states that its rules can tell apart.

L1, L2, L4 and L8 compare outcomes by gravity, L10 editions: without an order that the law itself gives, or an earlier law to
compare with, they are 'not applicable', never 'passed'. L6 is tested with the engine.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import msgspec

from domain.recommendation.counting import counted
from domain.recommendation.difference import Side
from domain.recommendation.edition_laws import earlier_laws, edition_laws
from domain.recommendation.facts import FactSheet
from domain.recommendation.model import Model
from domain.recommendation.offer import offered
from domain.recommendation.ordered_laws import ordered_laws
from domain.recommendation.outcome import Result
from domain.recommendation.readings import every_reading
from domain.recommendation.situation import Situation
from domain.recommendation.worlds import open_in, worlds
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.conditions import facts_of
from domain.rulebook.lint.finding import LintFinding, error, info
from domain.rulebook.lint.tables import days_of
from domain.rulebook.schema import Rulebook

REVERSED = ("facts", "triggers", "elements", "exclusions", "sets", "weights", "factors", "balances", "gates", "filters")


def laws(book: Rulebook, catalogue: Catalogue) -> Iterator[LintFinding]:
    """R8 for one rulebook, over every completion of everything open, for each subject and each stretch of its time."""
    if not book.grounds:
        return
    yield from _inapplicable(book, catalogue)
    told: set[tuple[str, ...]] = set()
    mattering: set[str] = set()
    for day in days_of(book):
        for subject in book.scope.subjects:
            situation = Situation(anybody(book, subject, day), book, catalogue, day + timedelta(days=1))
            side = Side(situation)
            for reading in every_reading(situation):
                mattering.update(open_in(Side(reading).features))
            for finding in (
                *_of(side.model, subject),
                *(ordered_laws(book, side, subject) if book.ranking is not None else ()),
                *_blind_to_order(situation, side.model, subject),
            ):
                if (finding.code, *finding.about) not in told:
                    told.add((finding.code, *finding.about))
                    yield finding
    yield from _idle(book, mattering)
    yield from edition_laws(book, catalogue)


def _inapplicable(book: Rulebook, catalogue: Catalogue) -> Iterator[LintFinding]:
    """One line for the laws that say nothing here."""
    missing = () if book.ranking is not None else ("L1", "L2", "L4", "L8")
    if not earlier_laws(book, catalogue):
        missing = (*missing, "L10")
    if missing:
        yield info("R8", "law-not-applicable", "sets", ", ".join(missing))


def anybody(book: Rulebook, subject: str, day: date) -> FactSheet:
    """Nothing known of somebody who did something on *day* and is decided on the day after."""
    return FactSheet(
        respondent="lint",
        subject=subject,
        role=book.roles[0].code if book.roles else None,
        conduct_from=day,
        conduct_to=day,
        decision_on=day + timedelta(days=1),
        matter=book.scope.matters[0],
    )


def _blind_to_order(situation: Situation, model: Model, subject: str) -> Iterator[LintFinding]:
    """L7: the same rules in reverse order give the same outcomes."""
    book = situation.book
    turned = msgspec.structs.replace(book, **{name: tuple(reversed(getattr(book, name))) for name in REVERSED})
    other = Side(Situation(situation.sheet, turned, situation.references, situation.known_at)).model
    if {_plain(model, world) for world in worlds(model.features())} != {
        _plain(other, world) for world in worlds(other.features())
    }:
        yield error("R8", "law-broken", "sets", "L7", subject)


def _plain(model: Model, world: tuple[bool, ...]) -> Result:
    found = model.result(world)
    return msgspec.structs.replace(found, sets=tuple(sorted(found.sets)), gates=tuple(sorted(found.gates)))


def _idle(book: Rulebook, mattering: set[str]) -> Iterator[LintFinding]:
    """R6: a fact that rules name and that changes nothing in any state, under any reading, for anybody."""
    names = ("triggers", "elements", "exclusions", "sets", "factors", "gates", "filters")
    for name in names:
        for at, rule in enumerate(getattr(book, name)):
            conditions: tuple[Any, ...] = (rule.when, *(each.when for each in getattr(rule, "readings", ())))
            for code in dict.fromkeys(code for rows in conditions for code in facts_of(rows)):
                if code not in mattering and code != book.role_fact and (name != "filters" or rule.can_block):
                    mattering.add(code)
                    yield error("R6", "fact-never-matters", f"{name}[{at}]", code)


def _of(model: Model, subject: str) -> Iterator[LintFinding]:
    mandatory = [code for code, rule in model.weight_rules.items() if rule.modality == "shall"]
    place = {code: at for at, code in enumerate(model.weights)}
    reached: set[str] = set()
    liable = False
    for world, found in counted(model.features()).items():
        result = model.result(world)
        reached.update(result.sets)
        if not result.liable:
            continue
        liable = True
        weights = world[3 + len(model.sets) : 3 + len(model.sets) + len(model.weights)]
        for code in mandatory:
            effects = set(model.weight_rules[code].effects)
            if weights[place[code]] and "heavier" in effects and not result.heavier:
                yield error("R8", "law-broken", "weights", "L3", subject, code, witness=found.witness)
        if not result.sets and not result.gates:
            yield error("R8", "law-broken", "sets", "L9", subject, *result.gates, witness=found.witness)
        offer = offered(model, result)
        outside = set(offer.measures) - {m for code in result.sets for m in model.set_rules[code].measures}
        if outside or not set(offer.below) <= set(model.ranking):
            yield error("R8", "law-broken", "sets", "L5", subject, *sorted(outside), witness=found.witness)
    if not liable:
        yield error("R5", "subject-never-liable", "scope", subject)
    for code in model.sets:
        if code not in reached:
            yield error("R5", "set-never-reached", "sets", code, subject)
