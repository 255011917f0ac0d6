"""The permitted set: what the text opens for this subject, less what another act outweighs and what filters forbid."""

from collections.abc import Iterable

import msgspec

from domain.recommendation.filters import Bar, measures_of
from domain.recommendation.model import Model
from domain.recommendation.offer import Offer, offered
from domain.recommendation.outcome import Forms, FormState, Result
from domain.recommendation.parts import Truth
from domain.recommendation.sanction import StepDown
from domain.recommendation.situation import Situation

PERMITTED, BLOCKED, UNDETERMINED, GATED = "permitted", "blocked", "undetermined", "gated"
OUTWEIGHED, STEPPED_BELOW = "outweighed", "stepped-below"


def reachable(model: Model, results: Iterable[Result]) -> tuple[str, ...]:
    """Every measure that some outcome puts within reach, through a set, below it or through an open gate; each once, sorted."""
    found: set[str] = set()
    for result in results:
        if result.liable:
            offer = offered(model, result)
            found.update((*offer.measures, *offer.outweighed, *offer.below))
            found.update(measure for code in result.gates for measure in model.gate_rules[code].measures)
    return tuple(sorted(found))


def forms(situation: Situation, model: Model, results: tuple[Result, ...], found: tuple[Bar, ...]) -> Forms:
    """Each measure with its state, given that liability is found; empty when no outcome is liable."""
    liable = [result for result in results if result.liable]
    offers = [(result, offered(model, result)) for result in liable]
    sets = tuple(code for code in model.set_rules if any(code in result.sets for result in liable))
    rules = [model.set_rules[code] for code in sets]
    each: dict[str, FormState] = {}
    for rule in rules:
        for measure in rule.measures:
            state = _standing(offers, measure)
            each.setdefault(measure, _state(situation, found, measure, state, cite=rule.cite_of(measure)))
    for measure in dict.fromkeys(measure for _, offer in offers for measure in offer.below):
        always = all(measure in (*offer.below, *offer.measures) for _, offer in offers)
        state = PERMITTED if always else UNDETERMINED
        each.setdefault(measure, _state(situation, found, measure, state, cite=_below(situation)))
    for code, gate in model.gate_rules.items():
        opens = [code in result.gates for result in liable]
        for measure in gate.measures if opens else ():
            state = PERMITTED if all(opens) else UNDETERMINED if any(opens) else GATED
            each.setdefault(measure, _state(situation, found, measure, state, cite=gate.cite, gate=code))
    combine = {rule.combined(situation.choice) for rule in rules}
    shown = tuple(sorted(each.values(), key=lambda form: form.measure))
    return Forms(
        sets=sets,
        combine=combine.pop() if len(combine) == 1 else None,
        minimum=max((rule.minimum for rule in rules), default=0),
        permitted=tuple(form.measure for form in shown if form.state == PERMITTED),
        each=shown,
    )


def step_down(situation: Situation, model: Model, results: tuple[Result, ...]) -> StepDown | msgspec.UnsetType:
    """Whether and whereto the circumstances lead below the set; absent where no outcome does."""
    liable = [result for result in results if result.liable]
    modes = {None if result.mitigate is msgspec.UNSET else result.mitigate for result in liable}
    if modes <= {None} or not model.ranking:
        return msgspec.UNSET
    offers = [offered(model, result) for result in liable]
    return StepDown(
        state=str(modes.pop()) if len(modes) == 1 else "open",
        measures=tuple(dict.fromkeys(measure for offer in offers for measure in offer.below)),
        exempt=any(offer.exempt for offer in offers),
        authorities=situation.authorities(_below(situation), on=situation.sheet.conduct_to),
    )


def _standing(offers: list[tuple[Result, Offer]], measure: str) -> str:
    """How a measure of a set stands over all outcomes in which somebody is liable."""
    kept = [measure in offer.measures and result.mitigate != "required" for result, offer in offers]
    if all(kept):
        return PERMITTED
    if any(kept):
        return UNDETERMINED
    holding = [offer for _, offer in offers if measure in (*offer.measures, *offer.outweighed)]
    return OUTWEIGHED if all(measure in offer.outweighed for offer in holding) else STEPPED_BELOW


def _below(situation: Situation) -> tuple[str, ...]:
    weights = [rule for rule in situation.book.weights if "mitigate" in rule.effects]
    ranking = situation.book.ranking
    return tuple(dict.fromkeys((*(cite for rule in weights for cite in rule.cite), *(ranking.cite if ranking else ()))))


def _state(
    situation: Situation,
    found: tuple[Bar, ...],
    measure: str,
    state: str,
    *,
    cite: tuple[str, ...],
    gate: str | None = None,
) -> FormState:
    touching = [bar for bar in found if bar.measure == measure and bar.effect == "block"]
    standing = [bar for bar in touching if bar.state is Truth.YES]
    pending = [bar for bar in touching if bar.state is Truth.OPEN]
    if standing:
        state = BLOCKED
    elif pending and state == PERMITTED:
        state = UNDETERMINED
    on = situation.sheet.conduct_to
    return FormState(
        measure=measure,
        label=measures_of(situation)[measure].label,
        state=state,
        authorities=situation.authorities(cite, None, on=on),
        gate=gate,
        filters=tuple(dict.fromkeys(bar.rule.code for bar in (*standing, *pending))),
    )
