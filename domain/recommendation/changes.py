"""What differs between two recommendations for one respondent, aspect by aspect, in codes."""

import msgspec

from domain.recommendation.outcome import Recommendation, Referral
from domain.recommendation.parts import Truth

REFERRED = ("status", "permitted", "heavier", "lighter", "exempt", "below", "referred")
"""The aspects of a recommendation that a gate leads to which count as a change of this one."""


class LedTo(msgspec.Struct, frozen=True, kw_only=True):
    """A code of the aspect ``referred``: where a gate leads, and one aspect of what is said there, or why nothing is (``state``)."""

    where: str
    aspect: str | None = None
    codes: tuple[str, ...] = ()
    state: str | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One aspect before and after. Measures, gates, factors, questions and open facts are listed by code."""

    aspect: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def changes(before: Recommendation, after: Recommendation) -> tuple[Change, ...]:
    """Every aspect that differs, in a fixed order; empty when the same would follow."""
    one, two = aspects(before), aspects(after)
    return tuple(
        Change(aspect=aspect, before=one[aspect], after=two[aspect]) for aspect in one if one[aspect] != two[aspect]
    )


def aspects(r: Recommendation) -> dict[str, tuple[str, ...]]:
    """Every aspect that is compared, by its code, and how *r* stands in it."""
    suggested = r.suggestion.measures if r.suggestion else ()
    return {
        "status": (r.status.value,),
        "liability": tuple(sorted({"liable" if result.liable else "not-liable" for result in r.outcomes})),
        "triggers": tuple(finding.code for finding in r.triggers if finding.state is Truth.YES),
        "permitted": r.forms.permitted,
        "combine": () if r.forms.combine is None else (r.forms.combine,),
        "heavier": (r.weighting.heavier.value,),
        "lighter": (r.weighting.lighter.value,),
        "exempt": (r.weighting.exempt,),
        "below": () if r.step_down is msgspec.UNSET else (r.step_down.state, *r.step_down.measures),
        "gates": tuple(gate.code for gate in r.gates if gate.state is Truth.YES),
        "referred": () if r.referred is msgspec.UNSET else tuple(line for each in r.referred for line in _led(each)),
        "blocked-forms": tuple(dict.fromkeys(form.measure for form in r.blocked)),
        "suggestion": suggested,
        "questions": tuple(question.code for question in r.questions if question.required),
        "open_facts": tuple(fact.fact for fact in r.open_facts),
    }


def _led(led: Referral) -> tuple[str, ...]:
    """Where a gate leads and every aspect of what is said there."""
    where = led.rulebook or led.instrument
    if led.recommendation is msgspec.UNSET:
        return (f"{where}:{led.state}",)
    said = aspects(led.recommendation)
    return tuple(f"{where}:{aspect}:{','.join(said[aspect])}" for aspect in REFERRED if said[aspect])


def led_to(code: str) -> LedTo:
    """A code of the aspect ``referred`` in its parts."""
    where, _, rest = code.partition(":")
    aspect, told, codes = rest.partition(":")
    if not told:
        return LedTo(where=where, state=aspect)
    return LedTo(where=where, aspect=aspect, codes=_apart(codes) if aspect == "referred" else tuple(codes.split(",")))


def _apart(codes: str) -> tuple[str, ...]:
    """Codes of what is led to from there: a comma stands between two, and between the codes of one."""
    found: list[str] = []
    for part in codes.split(","):
        found = [*found, part] if ":" in part or not found else [*found[:-1], f"{found[-1]},{part}"]
    return tuple(found)
