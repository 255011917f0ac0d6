"""What a supposition would change, in words of both languages."""

from collections.abc import Iterator
from importlib.resources import files

import msgspec

from application.assessing import Supposed
from domain.recommendation.outcome import Recommendation
from domain.rulebook.labels import Label
from interfaces.cli.wording import language

WORDS = msgspec.toml.decode(files("interfaces.cli").joinpath("what_if.toml").read_bytes(), type=dict[str, Label])


def lines(found: Supposed) -> Iterator[str]:
    """One block a respondent: each aspect that changes, before and after."""
    yield ""
    yield _said("supposed", ", ".join(f"{code} = {_said(status.value)}" for code, status in found.facts.items()))
    for recommendation in found.recommendations:
        labels = _labels(recommendation)
        listed = found.changes[recommendation.respondent]
        yield f"  {recommendation.respondent}: {_said('changes' if listed else 'no-change')}"
        for change in listed:
            yield f"    {_said(change.aspect)}: {_values(change.before, labels)} → {_values(change.after, labels)}"


def _values(codes: tuple[str, ...], labels: dict[str, Label]) -> str:
    return _said("separator").join(_value(code, labels) for code in codes) or "—"


def _value(code: str, labels: dict[str, Label]) -> str:
    """A code in words; of an instrument referred to, ``rulebook:aspect:codes``, each part in words."""
    if code in labels or code in WORDS:
        return _in(labels[code] if code in labels else WORDS[code])
    return (
        ": ".join(
            _said("separator").join(_value(each, labels) for each in part.split(","))
            if "," in part
            else _value(part, labels)
            for part in code.split(":")
        )
        if ":" in code or "," in code
        else code
    )


def _labels(recommendation: Recommendation) -> dict[str, Label]:
    r = recommendation
    found = {finding.code: finding.label for finding in r.triggers}
    found |= {gate.code: gate.label for gate in r.gates}
    found |= {fact.fact: fact.label for fact in r.open_facts}
    found |= {form.measure: form.label for form in r.blocked}
    for led in () if r.referred is msgspec.UNSET else r.referred:
        found |= {} if led.recommendation is msgspec.UNSET else _labels(led.recommendation)
    return found | {form.measure: form.label for form in r.forms.each}


def _said(name: str, *about: object) -> str:
    return _in(WORDS[name]).format(*about)


def _in(label: Label) -> str:
    return label.zh if language() == "zh" else label.en
