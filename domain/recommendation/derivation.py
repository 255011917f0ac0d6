"""The derivation as a tree: one node a stage, one below it for each rule that did something, all cited."""

from collections.abc import Iterable

import msgspec

from domain.recommendation.basis import BasisCheck
from domain.recommendation.model import Model
from domain.recommendation.outcome import BlockedForm, Body, Finding, Forms, GateState, Referral, Step, Weighting
from domain.recommendation.parts import Truth
from domain.recommendation.sanction import StepDown, Terms
from domain.recommendation.situation import Situation
from domain.recommendation.told import situations_told
from domain.rulebook.labels import Label

STAGES: dict[str, Label] = {
    "recommendation": Label(zh="处理建议", en="recommendation"),
    "scope": Label(zh="依据与适用", en="basis and scope"),
    "trigger": Label(zh="追责情形", en="situation that calls for liability"),
    "respondent": Label(zh="责任人与要件", en="respondent and elements"),
    "set": Label(zh="处理方式的范围", en="permitted set"),
    "weight": Label(zh="情节", en="weighting"),
    "below": Label(zh="减轻（幅度以下）", en="below the range"),
    "term": Label(zh="处分期间", en="periods"),
    "gate": Label(zh="进一步的途径", en="further tracks"),
    "referral": Label(zh="转引的文件", en="instrument referred to"),
    "filter": Label(zh="依法排除", en="barred by law"),
    "competence": Label(zh="有权机关", en="competence"),
}


def derivation(
    situation: Situation,
    model: Model,
    *,
    check: BasisCheck,
    triggers: tuple[Finding, ...],
    chain: tuple[tuple[Finding, ...], tuple[Finding, ...]],
    forms: Forms,
    weighting: Weighting,
    gates: tuple[GateState, ...],
    led: tuple[Referral, ...],
    barred: tuple[BlockedForm, ...],
    acting: tuple[Body, ...],
    below: StepDown | msgspec.UnsetType,
    running: Terms | msgspec.UnsetType,
) -> Step:
    """The tree, in the fixed order of the stages. Triggers and factors nobody has looked into are left out."""
    stages = (
        _stage("scope", check.status.value, _scope(situation, check)),
        _stage("trigger", _any(triggers), _findings("trigger", triggers)),
        _stage("respondent", _all(chain[0]), [*_role(situation), *_findings("respondent", chain[0] + chain[1])]),
        _stage("set", "given" if forms.sets else "none", _sets(situation, model, forms)),
        _stage("weight", _weighting_state(weighting), _weights(situation, model, weighting)),
        *(() if below is msgspec.UNSET else (_below(below),)),
        *(() if running is msgspec.UNSET else (_terms(running),)),
        _stage("gate", _any_gate(gates), [_gate(gate, led) for gate in gates]),
        _stage("filter", "barred" if barred else "none", [_bar(form) for form in barred]),
        _stage("competence", "known" if acting else "unknown", [_body(body) for body in acting]),
    )
    return Step(
        stage="recommendation", rule="recommendation", state="derived", label=STAGES["recommendation"], steps=stages
    )


def _stage(stage: str, state: str, steps: Iterable[Step]) -> Step:
    return Step(stage=stage, rule=stage, state=state, label=STAGES[stage], steps=tuple(steps))


def _scope(situation: Situation, check: BasisCheck) -> list[Step]:
    book = situation.book
    nodes = [
        Step(
            stage="scope",
            rule="scope",
            state=check.status.value,
            label=book.scope.label,
            authorities=situation.authorities((*book.scope.cite, *book.commencement), None),
        )
    ]
    noted = (
        Step(
            stage="scope",
            rule=note.code,
            state="blocks" if note in check.blocks else "noted",
            label=note.label,
            authorities=note.authorities,
            questions=check.questions,
        )
        for note in (*check.blocks, *check.notes)
    )
    return [*nodes, *noted, *situations_told(situation, check)]


def _findings(stage: str, findings: Iterable[Finding]) -> list[Step]:
    return [
        Step(
            stage=stage,
            rule=finding.code,
            state=finding.state.value,
            label=finding.label,
            authorities=finding.authorities,
            because=finding.because,
        )
        for finding in findings
        if finding.because or stage == "respondent"
    ]


def _role(situation: Situation) -> list[Step]:
    role = next((role for role in situation.book.roles if role.code == situation.sheet.role), None)
    if role is None:
        return []
    authorities = situation.authorities(role.cite, None, on=situation.sheet.conduct_to)
    return [Step(stage="respondent", rule=role.code, state="role", label=role.label, authorities=authorities)]


def _sets(situation: Situation, model: Model, forms: Forms) -> list[Step]:
    nodes = []
    for code in forms.sets:
        rule = model.set_rules[code]
        members = tuple(
            Step(stage="set", rule=form.measure, state=form.state, label=form.label, authorities=form.authorities)
            for form in forms.each
            if form.measure in rule.measures
        )
        nodes.append(
            Step(
                stage="set",
                rule=code,
                state=rule.combined(situation.choice),
                label=rule.label,
                authorities=situation.authorities(rule.cite, None, rule.basis, situation.sheet.conduct_to),
                questions=(rule.question,) if rule.question else (),
                steps=members,
            )
        )
    return nodes


def _weights(situation: Situation, model: Model, weighting: Weighting) -> list[Step]:
    on = situation.sheet.conduct_to
    groups = {rule.code: rule.group for rule in situation.book.factors}
    nodes = []
    for code, rule in model.weight_rules.items():
        members = [finding for finding in weighting.factors if groups[finding.code] == code and finding.because]
        proved = any(finding.state is Truth.YES for finding in members)
        nodes.append(
            Step(
                stage="weight",
                rule=code,
                state=rule.modality if proved else "none",
                label=rule.label,
                authorities=situation.authorities(rule.cite, None, rule.basis, on),
                steps=tuple(_findings("weight", members)),
            )
        )
    present = {groups[code] for code in (*weighting.mandatory, *weighting.permissive)}
    balanced = (
        Step(
            stage="weight",
            rule=balance.code,
            state="not-netted",
            label=balance.label,
            authorities=situation.authorities(balance.cite, None, balance.basis, on),
            questions=(balance.question,) if balance.question else (),
        )
        for balance in model.balances
        if set(balance.groups) <= present
    )
    return [*nodes, *balanced]


def _below(below: StepDown) -> Step:
    return Step(
        stage="below",
        rule="below",
        state=below.state,
        label=STAGES["below"],
        authorities=below.authorities,
    )


def _terms(running: Terms) -> Step:
    shown = [*running.each, *((running.executed,) if running.executed is not None else ())]
    return _stage(
        "term",
        "merged" if running.executed is not None else "given",
        (
            Step(
                stage="term",
                rule=term.measure,
                state="carried-out" if term is running.executed else "period",
                label=term.label,
                authorities=term.authorities,
            )
            for term in shown
        ),
    )


def _gate(gate: GateState, led: tuple[Referral, ...]) -> Step:
    candidates = tuple(
        Step(stage="gate", rule=str(item.citation), state="candidate", label=item.label, authorities=(item,))
        for item in gate.candidates
        if item.label is not None
    )
    return Step(
        stage="gate",
        rule=gate.code,
        state=gate.state.value,
        label=gate.label,
        authorities=gate.authorities,
        because=gate.because,
        steps=(*candidates, *(_referral(each) for each in led if each.gate == gate.code)),
    )


def _referral(led: Referral) -> Step:
    """The derivation goes on in the other instrument: its own stages stand below it."""
    inner = led.recommendation
    return Step(
        stage="referral",
        rule=led.rulebook or led.instrument,
        state=led.state if inner is msgspec.UNSET else inner.status.value,
        label=led.title or STAGES["referral"],
        steps=() if inner is msgspec.UNSET else inner.derivation.steps,
    )


def _bar(form: BlockedForm) -> Step:
    return Step(
        stage="filter",
        rule=f"{form.filter}:{form.measure}",
        state="blocked",
        label=form.reason,
        authorities=form.authorities,
        because=form.because,
    )


def _body(body: Body) -> Step:
    return Step(stage="competence", rule=body.rule, state=body.state, label=body.label, authorities=body.authorities)


def _any(findings: tuple[Finding, ...]) -> str:
    states = {finding.state for finding in findings}
    return "yes" if Truth.YES in states else "open" if Truth.OPEN in states else "no"


def _all(findings: tuple[Finding, ...]) -> str:
    states = {finding.state for finding in findings}
    return "no" if Truth.NO in states else "open" if Truth.OPEN in states else "yes"


def _any_gate(gates: tuple[GateState, ...]) -> str:
    states = {gate.state for gate in gates}
    return "open" if Truth.YES in states else "undetermined" if Truth.OPEN in states else "closed"


def _weighting_state(weighting: Weighting) -> str:
    return {Truth.YES: "heavier-required", Truth.OPEN: "open", Truth.NO: "not-heavier"}[weighting.heavier]
