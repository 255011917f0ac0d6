"""The short form of a recommendation, and what differs between two: in one language, for a card of a page."""

from collections.abc import Callable, Iterable, Mapping

import msgspec

from domain.recommendation.changes import Change, led_to
from domain.recommendation.outcome import Recommendation
from domain.recommendation.strongest import strongest
from interfaces.web.directory import Names
from interfaces.web.law_lines import Line, reason
from interfaces.web.wording import Texts


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What may be done and how it is weighed. ``suggestion`` and its ``policy`` are None without one;
    ``reasons`` are the few that weigh most, each with its sources.
    """

    status: str
    edition: str
    permitted: tuple[str, ...]
    combine: str
    heavier: str
    lighter: str
    exempt: str
    suggestion: str | None
    policy: str | None
    reasons: tuple[Line, ...]


class Differs(msgspec.Struct, frozen=True, kw_only=True):
    """One aspect that differs, in words; a dash where there is nothing."""

    aspect: str
    before: str
    after: str


def proposal(r: Recommendation, names: Names) -> Proposal:
    """The short form of *r* in the words of *names*' language."""
    say, suggested = names.texts.say, r.suggestion
    labels = {form.measure: say(form.label) for form in r.forms.each}
    told = None
    if suggested is not None and suggested.none_because is None:
        told = (
            names.texts("bench.exempted")
            if suggested.exempt
            else names.texts.listed(labels.get(code, code) for code in suggested.measures)
        )
    moderates = r.weighting.lighter_moderates_only and r.weighting.lighter == "yes"
    return Proposal(
        status=r.status.value,
        edition=r.identity.rulebook,
        permitted=tuple(labels.get(code, code) for code in r.forms.permitted),
        combine=r.forms.combine or "not_stated",
        heavier=r.weighting.heavier.value,
        lighter="moderates" if moderates else r.weighting.lighter.value,
        exempt=r.weighting.exempt,
        suggestion=told,
        policy=say(suggested.label) if suggested is not None else None,
        reasons=tuple(reason(one, names, r) for one in strongest(r)),
    )


def differing(found: Iterable[Change], one: Recommendation, other: Recommendation, texts: Texts) -> tuple[Differs, ...]:
    """Every aspect that differs between *one* and *other*, in words."""
    return named(found, {**_labels(one, texts), **_labels(other, texts)}, texts)


def named(found: Iterable[Change], labels: Mapping[str, str], texts: Texts) -> tuple[Differs, ...]:
    """*found* in words; *labels* are what the rulebooks call their codes."""
    return tuple(
        Differs(
            aspect=texts(f"bench.aspect.{change.aspect}"),
            before=_said(change.aspect, change.before, labels, texts) or "—",
            after=_said(change.aspect, change.after, labels, texts) or "—",
        )
        for change in found
    )


def _said(aspect: str, codes: Iterable[str], labels: Mapping[str, str], texts: Texts) -> str:
    """The codes of *aspect* in words, one after another; of another instrument each with its name."""
    if aspect == "referred":
        return texts("bench.led_between").join(_led(code, labels, texts) for code in codes)
    return texts.listed(_word(aspect, labels, texts)(code) for code in codes)


def _led(code: str, labels: Mapping[str, str], texts: Texts) -> str:
    """Where a gate leads, and what is said there of one aspect, or why nothing is."""
    found = led_to(code)
    where = texts.law(found.where)
    if found.aspect is None:
        return texts("bench.led_state", where=where, state=texts(f"bench.led.{found.state}").rstrip("。."))
    said = _said(found.aspect, found.codes, labels, texts)
    return texts("bench.led_aspect", where=where, aspect=texts(f"bench.aspect.{found.aspect}"), said=said)


def _word(aspect: str, labels: Mapping[str, str], texts: Texts) -> Callable[[str], str]:
    """How a code of *aspect* is said: by the workbench's own words, else by the rulebook's label."""
    place = "bench.below_state" if aspect == "below" else f"bench.{aspect}"
    return lambda code: labels.get(code) or texts.or_code(place, code)


def _labels(r: Recommendation, texts: Texts) -> dict[str, str]:
    forms = {**{one.measure: one.label for one in r.forms.each}, **{one.measure: one.label for one in r.blocked}}
    rules = {**{one.code: one.label for one in r.triggers}, **{one.code: one.label for one in r.gates}}
    asked = {**{one.code: one.label for one in r.questions}, **{one.fact: one.label for one in r.open_facts}}
    led = () if r.referred is msgspec.UNSET else r.referred
    there = [_labels(one.recommendation, texts) for one in led if one.recommendation is not msgspec.UNSET]
    here = {code: texts.say(label) for code, label in {**forms, **rules, **asked}.items()}
    return {code: word for labels in (*there, here) for code, word in labels.items()}
