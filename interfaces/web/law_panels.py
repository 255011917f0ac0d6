"""What else the law says of a respondent: laws that cross, below the range, periods, and where a gate leads on."""

import msgspec

from domain.recommendation.outcome import Body, EditionWeighed, Recommendation, Referral
from domain.recommendation.sanction import StepDown, Term
from interfaces.web.directory import Names
from interfaces.web.law_lines import Line, cites, held, plain


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """A whole recommendation in short: under which edition, how it stands, what it permits, what decides it."""

    edition: str
    status: str
    permitted: tuple[str, ...]
    combine: str
    heavier: str
    lighter: str
    exempt: str
    triggers: tuple[Line, ...]
    elements: tuple[Line, ...]
    factors: tuple[Line, ...]
    blocks: tuple[Line, ...]
    bodies: tuple[Line, ...]
    missing: tuple[Line, ...]
    remedies: tuple[Line, ...]
    facts: tuple[str, ...]
    law: "Panels"


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """Where a gate leads: the instrument's title, through which gate, and what is said there or why nothing is."""

    title: str
    gate: str
    state: str
    brief: Brief | None


class Panels(msgspec.Struct, frozen=True, kw_only=True):
    """Empty where there is nothing to say."""

    editions: tuple[Line, ...] = ()
    crossing: Brief | None = None
    below: tuple[Line, ...] = ()
    fixed: tuple[Line, ...] = ()
    terms: tuple[Line, ...] = ()
    lifting: tuple[Line, ...] = ()
    tracks: tuple[Track, ...] = ()


def panels(r: Recommendation, names: Names) -> Panels:
    """Those of *r*, in the words of *names*' language."""
    terms = None if r.terms is msgspec.UNSET else r.terms
    executed = terms.executed if terms is not None else None
    each = () if terms is None else tuple(_term(one, names, r, executed=one == executed) for one in terms.each)
    if executed is not None and terms is not None and executed not in terms.each:
        each = (*each, _term(executed, names, r, executed=True))
    return Panels(
        editions=() if r.time.weighed is msgspec.UNSET else tuple(_edition(one, names, r) for one in r.time.weighed),
        crossing=None if r.alternative is msgspec.UNSET else _brief(r.alternative, names),
        below=() if r.step_down is msgspec.UNSET else (_below(r.step_down, names, r),),
        fixed=()
        if terms is None
        else tuple(
            Line(
                text=names.texts.say(one.label),
                note=names.texts("bench.months", count=one.months) if one.months else "",
            )
            for one in terms.fixed
        ),
        terms=each,
        lifting=() if terms is None else tuple(plain(one, names, r) for one in terms.lifting),
        tracks=() if r.referred is msgspec.UNSET else tuple(_track(one, names, r) for one in r.referred),
    )


def body_line(body: Body, names: Names, r: Recommendation) -> Line:
    """A rule on who acts, with the body that the registers know."""
    known = [name for identifier, name in names.organs.items() if str(identifier) == body.body]
    return Line(
        text=names.texts.say(body.label),
        state=body.state,
        cites=cites(body.authorities, r, names),
        note=known[0] if known else "?",
    )


def _edition(one: EditionWeighed, names: Names, r: Recommendation) -> Line:
    how = "chosen" if one.relation == "crossed" and one.applied else one.relation
    return Line(
        text=names.texts(f"bench.edition.{how}", edition=names.texts.law(one.rulebook)),
        cites=cites(one.authorities, r, names),
        note=one.question if one.relation == "crossed" else "",
    )


def _below(below: StepDown, names: Names, r: Recommendation) -> Line:
    named = [*map(names.law, below.measures), *([names.texts("bench.exempted")] if below.exempt else [])]
    return Line(
        text=names.texts(f"bench.below.{below.state}", measures=names.texts.listed(named)),
        cites=cites(below.authorities, r, names),
    )


def _term(term: Term, names: Names, r: Recommendation, *, executed: bool) -> Line:
    say = names.texts
    name = "none" if term.least_months is None else "one" if term.least_months == term.most_months else "range"
    said = say(
        f"bench.term.{name}",
        measure=say.say(term.label),
        least=term.least_months or 0,
        most=term.most_months or 0,
        first=say.day(term.least_until) if term.least_until else "",
        last=say.day(term.most_until) if term.most_until else "",
    )
    more = [say("bench.term.executed")] if executed else []
    more += [say("bench.term.remainder", until=say.day(term.remainder_until))] if term.remainder_until else []
    more += [say("bench.term.capped")] if term.capped else []
    return Line(
        text=said,
        cites=cites(term.authorities, r, names),
        note=say.listed(more) if more else "",
        because=tuple(say.say(effect.label) for effect in term.effects),
    )


def _track(led: Referral, names: Names, r: Recommendation) -> Track:
    gate = next((names.texts.say(one.label) for one in r.gates if one.code == led.gate), led.gate)
    return Track(
        title=names.texts.say(led.title) if led.title is not None else led.instrument,
        gate=gate,
        state=led.state,
        brief=None if led.recommendation is msgspec.UNSET else _brief(led.recommendation, names),
    )


def _brief(r: Recommendation, names: Names) -> Brief:
    say = names.texts.say
    labels = {form.measure: say(form.label) for form in r.forms.each}
    moderates = r.weighting.lighter_moderates_only and r.weighting.lighter == "yes"
    return Brief(
        edition=r.identity.rulebook,
        status=r.status.value,
        permitted=tuple(labels.get(code, code) for code in r.forms.permitted),
        combine=r.forms.combine or "not_stated",
        heavier=r.weighting.heavier.value,
        lighter="moderates" if moderates else r.weighting.lighter.value,
        exempt=r.weighting.exempt,
        triggers=tuple(held(one, names, r) for one in r.triggers if one.because),
        elements=tuple(held(one, names, r) for one in (*r.elements, *r.exclusions) if one.because),
        factors=tuple(held(one, names, r) for one in r.weighting.factors if one.because),
        blocks=tuple(plain(one, names, r) for one in (*r.blocks, *r.time.notes)),
        bodies=tuple(body_line(one, names, r) for one in r.competence),
        missing=tuple(plain(one, names, r) for one in r.procedure_missing),
        remedies=tuple(Line(text=say(one.label), cites=cites(one.authorities, r, names)) for one in r.remedies),
        facts=tuple(say(one.label) for one in r.open_facts),
        law=panels(r, names),
    )
