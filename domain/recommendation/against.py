"""What stands against a decision that somebody wants to make, every rule by name; and whether it departs from the policy."""

from enum import StrEnum

import msgspec

from domain.recommendation.bodies import APPLIES, EXCLUDED, acting
from domain.recommendation.forms import BLOCKED, GATED, OUTWEIGHED, STEPPED_BELOW, UNDETERMINED
from domain.recommendation.outcome import FormState, Recommendation, Status
from domain.recommendation.parts import Truth
from domain.refusal import Reason


class Conclusion(StrEnum):
    """Kinds of decision on a proceeding: measures imposed, exempted (免予), not imposed (不予), withdrawn, transferred."""

    MEASURES = "measures"
    EXEMPT = "exempt"
    NOT_IMPOSED = "not-imposed"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"


class Departure(msgspec.Struct, frozen=True, kw_only=True):
    """A lawful decision other than the policy's suggestion: allowed, reasoned and counted."""

    policy: str
    suggested: tuple[str, ...]
    suggested_exempt: bool
    decided: tuple[str, ...]
    conclusion: str


def against(
    recommendation: Recommendation,
    measures: tuple[str, ...],
    outcome: str,
    *,
    body: str | None = None,
    by_register: bool = True,
    override: bool = False,
) -> tuple[Reason, ...]:
    """Every rule that a decision of this kind and these measures would break; empty when none stands against it.

    ``outcome`` is a ``Conclusion``. ``body`` is the deciding body (its competence is judged when given); without
    ``by_register`` somebody answered otherwise than from the registers who is competent, and only a body that the law
    excludes is refused. ``override`` says that exemption beside a mandatory factor was approved with reasons. Hearing,
    service and the like are the procedure's, not judged here.
    """
    if outcome not in list(Conclusion):
        return (Reason(rule="outcome-not-known", about=(outcome,)),)
    found = [Reason(rule=block.code) for block in recommendation.blocks]
    if outcome in (Conclusion.WITHDRAWN, Conclusion.TRANSFERRED):
        found = []
    else:
        found += _open(recommendation, measures)
        found += [Reason(rule="editions-cross")] if recommendation.status is Status.CONFLICT else []
        found += [
            Reason(rule="findings-contradict", about=c.about)
            for c in recommendation.warnings
            if c.code == "findings-contradict"
        ]
    if outcome in (Conclusion.MEASURES, Conclusion.EXEMPT):
        found += _liability(recommendation)
    if outcome == Conclusion.MEASURES:
        found += _forms(recommendation, measures)
    elif measures:
        found.append(Reason(rule="measure-unexpected", about=measures))
    if outcome == Conclusion.EXEMPT:
        found += _exemption(recommendation, override=override)
    if outcome == Conclusion.NOT_IMPOSED and all(result.liable for result in recommendation.outcomes):
        found.append(Reason(rule="liability-established"))
    if body is not None:
        found += _excluded(recommendation, body)
        found += _competence(recommendation, measures, body) if by_register else []
    return tuple(dict.fromkeys(found))


def departure(recommendation: Recommendation, measures: tuple[str, ...], outcome: str) -> Departure | None:
    """How the decision departs from the policy's suggestion; None when it follows it or there is none."""
    suggested = recommendation.suggestion
    if suggested is None or suggested.none_because is not None:
        return None
    exempt = outcome == Conclusion.EXEMPT
    if set(suggested.measures) == set(measures) and suggested.exempt == exempt:
        return None
    return Departure(
        policy=f"{suggested.policy}@{suggested.version}",
        suggested=suggested.measures,
        suggested_exempt=suggested.exempt,
        decided=measures,
        conclusion=outcome,
    )


def _open(recommendation: Recommendation, measures: tuple[str, ...]) -> list[Reason]:
    forms = {f"form:{measure}" for measure in measures}
    found = [
        Reason(rule="decisive-fact-open", about=(fact.fact,))
        for fact in recommendation.open_facts
        if fact.decisive or forms & set(fact.changes)
    ]
    found += [
        Reason(rule="question-unanswered", about=(question.code, question.answered_by))
        for question in recommendation.questions
        if question.required and question.answer is None
    ]
    return found


def _liability(recommendation: Recommendation) -> list[Reason]:
    found = []
    if not any(trigger.state is Truth.YES for trigger in recommendation.triggers):
        found.append(Reason(rule="no-trigger-proved"))
    found += [
        Reason(rule="element-not-established", about=(element.code,))
        for element in recommendation.elements
        if element.state is not Truth.YES
    ]
    found += [
        Reason(rule="liability-excluded", about=(exclusion.code,))
        for exclusion in recommendation.exclusions
        if exclusion.state is Truth.YES
    ]
    return found


def _forms(recommendation: Recommendation, measures: tuple[str, ...]) -> list[Reason]:
    forms = recommendation.forms
    states = {form.measure: form for form in forms.each}
    found = []
    for measure in measures:
        form = states.get(measure)
        if form is None:
            found.append(Reason(rule="form-outside-set", about=(measure,)))
        else:
            found += _form(recommendation, form)
    if len(measures) < forms.minimum:
        found.append(Reason(rule="measure-missing"))
    missing = tuple(form.measure for form in forms.each if form.gate is None and form.measure not in measures)
    if forms.combine == "all" and missing:
        found.append(Reason(rule="combination-not-allowed", about=missing))
    if forms.combine == "one" and len(measures) > 1:
        found.append(Reason(rule="combination-not-allowed", about=measures))
    if recommendation.weighting.exempt == "required":
        found.append(Reason(rule="exemption-required"))
    terms = recommendation.terms
    if terms is not msgspec.UNSET and terms.executed is not None and terms.executed.measure not in measures:
        found.append(Reason(rule="not-what-was-fixed", about=(terms.executed.measure,)))
    return found


def _form(recommendation: Recommendation, form: FormState) -> list[Reason]:
    if form.state == BLOCKED:
        bars = [bar.filter for bar in recommendation.blocked if bar.measure == form.measure]
        return [Reason(rule="form-blocked", about=(form.measure, bar)) for bar in bars]
    if form.state == GATED or (form.state == UNDETERMINED and form.gate is not None and not form.filters):
        return [Reason(rule="gate-not-open", about=(form.measure, form.gate or ""))]
    if form.state == OUTWEIGHED:
        return [Reason(rule="form-outweighed", about=(form.measure,))]
    if form.state == STEPPED_BELOW:
        return [Reason(rule="step-down-required", about=(form.measure,))]
    if form.state == UNDETERMINED:
        return [Reason(rule="form-undetermined", about=(form.measure, bar)) for bar in form.filters]
    return []


def _exemption(recommendation: Recommendation, *, override: bool) -> list[Reason]:
    exempt = recommendation.weighting.exempt
    below = recommendation.step_down
    if below is not msgspec.UNSET and below.exempt and below.state in ("available", "required"):
        return []
    if exempt == "none":
        return [Reason(rule="exemption-not-available")]
    if exempt == "needs_override" and not override:
        return [Reason(rule="exemption-needs-override", about=recommendation.weighting.mandatory)]
    return []


def _excluded(recommendation: Recommendation, body: str) -> list[Reason]:
    barred = [rule for rule in recommendation.competence if rule.state == EXCLUDED and rule.body == body]
    return [Reason(rule="body-not-competent", about=(body, rule.rule)) for rule in barred]


def _competence(recommendation: Recommendation, measures: tuple[str, ...], body: str) -> list[Reason]:
    rules, found = acting(recommendation.competence), list[Reason]()
    for measure in measures or (None,):
        able = [rule for rule in acting(rules, measure) if rule.state == APPLIES]
        if any(rule.body == body for rule in able):
            continue
        if able:
            found.append(Reason(rule="body-not-competent", about=(body,)))
        elif not found and not _excluded(recommendation, body):
            found += [Reason(rule="competence-unknown", about=(rule.rule,)) for rule in rules]
    return found
