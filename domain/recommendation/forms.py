"""The permitted set: what the text opens for this subject, less what filters forbid."""

from collections.abc import Iterable

from domain.recommendation.filters import Bar, measures_of
from domain.recommendation.model import Model
from domain.recommendation.outcome import Forms, FormState, Result, Truth
from domain.recommendation.situation import Situation

PERMITTED, BLOCKED, UNDETERMINED, GATED = "permitted", "blocked", "undetermined", "gated"


def reachable(model: Model, results: Iterable[Result]) -> tuple[str, ...]:
    """Every measure that some outcome puts within reach, through a set or an open gate; each once, sorted."""
    found: set[str] = set()
    for result in results:
        if result.liable:
            found.update(measure for code in result.sets for measure in model.set_rules[code].measures)
            found.update(measure for code in result.gates for measure in model.gate_rules[code].measures)
    return tuple(sorted(found))


def forms(situation: Situation, model: Model, results: tuple[Result, ...], found: tuple[Bar, ...]) -> Forms:
    """Each measure with its state, given that liability is found; empty when no outcome is liable."""
    liable = [result for result in results if result.liable]
    sets = tuple(code for code in model.set_rules if any(code in result.sets for result in liable))
    rules = [model.set_rules[code] for code in sets]
    each: dict[str, FormState] = {}
    for rule in rules:
        for measure in rule.measures:
            always = all(_offers(model, result, measure) for result in liable)
            each.setdefault(
                measure, _state(situation, found, measure, PERMITTED if always else UNDETERMINED, cite=rule.cite)
            )
    for code, gate in model.gate_rules.items():
        opens = [code in result.gates for result in liable]
        for measure in gate.measures if opens else ():
            state = PERMITTED if all(opens) else UNDETERMINED if any(opens) else GATED
            each.setdefault(measure, _state(situation, found, measure, state, cite=gate.cite, gate=code))
    combine = {rule.combine for rule in rules}
    shown = tuple(sorted(each.values(), key=lambda form: form.measure))
    return Forms(
        sets=sets,
        combine=combine.pop() if len(combine) == 1 else None,
        minimum=max((rule.minimum for rule in rules), default=0),
        permitted=tuple(form.measure for form in shown if form.state == PERMITTED),
        each=shown,
    )


def _offers(model: Model, result: Result, measure: str) -> bool:
    return any(measure in model.set_rules[code].measures for code in result.sets)


def _state(
    situation: Situation,
    found: tuple[Bar, ...],
    measure: str,
    state: str,
    *,
    cite: tuple[str, ...],
    gate: str | None = None,
) -> FormState:
    touching = [bar for bar in found if bar.measure == measure and bar.rule.effect == "block"]
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
