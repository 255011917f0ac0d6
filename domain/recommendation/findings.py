"""What is found: triggers with the duty behind them, elements, exclusions, factors, gates."""

from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from domain.recommendation.model import Model
from domain.recommendation.outcome import DutyBreached, Finding, GateState
from domain.recommendation.parting import bears_on
from domain.recommendation.parts import Authority, Truth
from domain.recommendation.situation import Situation, truth_of
from domain.recommendation.worlds import FALSE, TRUE, Formula, worlds
from domain.rulebook.conditions import facts_of
from domain.rulebook.provisions import Element, Factor, Gate, Provision, Trigger
from domain.rulebook.schema import Rulebook


@lru_cache(maxsize=16_384)
def truth_in_all(condition: Formula) -> Truth:
    """What every completion agrees on."""
    if condition in (TRUE, FALSE):
        return truth_of(condition == TRUE)
    values = worlds((condition,))
    return Truth.OPEN if len(values) > 1 else truth_of(next(iter(values))[0])


def triggers(situation: Situation, models: tuple[Model, ...]) -> tuple[Finding, ...]:
    """Each trigger of the instrument, proved, refuted or open."""
    rules = [rule for rule in situation.book.triggers if rule.code in models[0].triggers]
    return tuple(
        _finding(situation, situation.book, rule, _agreed(models, "triggers", rule.code), _read_facts(rule))
        for rule in rules
    )


def elements(situation: Situation, models: tuple[Model, ...]) -> tuple[Finding, ...]:
    """Each further element that this subject needs."""
    rules = [rule for rule in situation.book.elements if rule.code in models[0].elements]
    return tuple(
        _finding(situation, situation.book, rule, _agreed(models, "elements", rule.code), _read_facts(rule))
        for rule in rules
    )


def exclusions(situation: Situation, models: tuple[Model, ...]) -> tuple[Finding, ...]:
    """Each ground that excludes liability, of this instrument or of a general law."""
    return tuple(
        _finding(situation, book, rule, _agreed(models, "exclusions", rule.code), facts_of(rule.when))
        for book in (situation.book, *situation.general)
        for rule in book.exclusions
        if any(rule.code in model.exclusions for model in models) and (book is situation.book or rule.general)
    )


def factors(situation: Situation, models: tuple[Model, ...]) -> tuple[Finding, ...]:
    """Each factor of the groups that weigh for this subject."""
    return tuple(
        _finding(situation, situation.book, rule, _agreed(models, "factors", rule.code), _read_facts(rule))
        for rule in situation.book.factors
        if any(rule.code in model.factors for model in models)
    )


def gates(situation: Situation, models: tuple[Model, ...], proved: tuple[str, ...]) -> tuple[GateState, ...]:
    """Each further track: open, closed or undetermined. Candidate items are shown unless the gate is closed."""
    found = []
    for code, rule in models[0].gate_rules.items():
        state = _agreed(models, "gates", code)
        candidates = _candidates(situation, rule.targets, proved) if state is not Truth.NO else ()
        found.append(
            GateState(
                code=code,
                label=rule.label,
                state=state,
                effect=rule.effect,
                targets=rule.targets,
                measures=rule.measures,
                authorities=situation.authorities(rule.cite, None, rule.basis, situation.sheet.conduct_to),
                because=situation.because(_read_facts(rule)),
                candidates=candidates,
            )
        )
    return tuple(found)


def duties(situation: Situation, models: tuple[Model, ...]) -> tuple[DutyBreached, ...]:
    """The primary duty behind each trigger that is proved or looked into, in the edition in force when the conduct ended.

    Where situations are told apart the conduct is that of each, and each is named.
    """
    found: list[DutyBreached] = []
    for rule in situation.book.triggers:
        if rule.code not in models[0].triggers:
            continue
        state = _agreed(models, "triggers", rule.code)
        if state is Truth.NO or (state is Truth.OPEN and not situation.because(_read_facts(rule))):
            continue
        found += _of_their_days(situation, rule)
    return tuple(found)


def duties_on(situation: Situation, rule: Trigger, on: date) -> list[DutyBreached]:
    """The primary duties behind *rule* in the editions in force on that day."""
    found = []
    for book in situation.references.in_force(on):
        for duty in book.duties:
            if duty.code in rule.duties:
                (authority, *_) = situation.authorities(duty.cite, book, duty.basis, on)
                found.append(
                    DutyBreached(
                        trigger=rule.code,
                        code=duty.code,
                        label=duty.label,
                        authority=authority,
                        days=duty.days,
                        unit=duty.unit,
                    )
                )
    return found


def _of_their_days(situation: Situation, rule: Trigger) -> list[DutyBreached]:
    """The same for each situation that can be what *rule* describes: one entry for those of one edition."""
    told = situation.parting.inside if situation.parting is not None else ()
    bearing = sorted((one for one in told if bears_on(one, rule, situation.choice)), key=lambda one: one.last)
    if not bearing:
        return duties_on(situation, rule, situation.sheet.conduct_to)
    found: dict[DutyBreached, list[str]] = {}
    for one in bearing:
        for duty in duties_on(situation, rule, one.last):
            found.setdefault(duty, []).append(one.reference)
    return [replace(duty, situations=tuple(references)) for duty, references in found.items()]


def separate_matters(situation: Situation) -> tuple[tuple[str, Authority], ...]:
    """Facts that are a matter of their own under another instrument, whatever they weigh here."""
    found = []
    for on in situation.days:
        for book in situation.references.in_force(on):
            for item in book.candidates:
                for fact in item.facts if item.separate else ():
                    if situation.truth(fact) is True and item.applies(situation.sheet.subject, on):
                        found += [(fact, shown) for shown in situation.authorities(item.cite, book, item.basis, on)]
    return tuple(dict.fromkeys(found))


def _candidates(situation: Situation, targets: tuple[str, ...], proved: tuple[str, ...]) -> tuple[Authority, ...]:
    found: list[Authority] = []
    for on in situation.days:
        for book in situation.references.in_force(on):
            for item in book.candidates if book.instrument in targets else ():
                if set(item.conduct) & set(proved) or any(situation.truth(fact) is True for fact in item.facts):
                    found += situation.authorities(item.cite, book, item.basis, on)
    return tuple(dict.fromkeys(found))


def _agreed(models: tuple[Model, ...], part: str, code: str) -> Truth:
    """What every completion agrees on, under every reading that is still possible."""
    conditions: list[dict[str, Formula]] = [getattr(model, part) for model in models]
    states = {truth_in_all(some[code]) for some in conditions if code in some}
    return states.pop() if len(states) == 1 else Truth.OPEN


def _read_facts(rule: Trigger | Factor | Element | Gate) -> tuple[str, ...]:
    more = (code for reading in rule.readings for code in facts_of(reading.when))
    return tuple(dict.fromkeys((*facts_of(rule.when), *more)))


def _finding(situation: Situation, home: Rulebook, rule: Provision, state: Truth, facts: tuple[str, ...]) -> Finding:
    on = situation.sheet.conduct_to if home is situation.book else situation.sheet.decision_on
    return Finding(
        code=rule.code,
        label=rule.label,
        state=state,
        authorities=situation.authorities(rule.cite, home, rule.basis, on),
        because=situation.because(facts),
    )
