"""The sanction workbench: the recommendation as a page shows it, in one language, each line with its source."""

from collections.abc import Iterable
from urllib.parse import urlencode

import msgspec

from domain.proceedings.setting import Advice
from domain.recommendation.outcome import Finding, GateState, Recommendation, Step
from domain.recommendation.parts import Authority, Because, Note
from interfaces.web.directory import Names


class Cite(msgspec.Struct, frozen=True, kw_only=True):
    """Where something stands, and the article's own words there if the official text was added."""

    place: str
    words: str = ""
    state: str = ""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One statement: what, how it stands, on what authority, because of which facts."""

    text: str
    state: str = ""
    cites: tuple[Cite, ...] = ()
    because: tuple[str, ...] = ()
    note: str = ""


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A node of the derivation."""

    line: Line
    below: tuple["Node", ...] = ()


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question left to discretion."""

    code: str
    text: str
    choices: tuple[str, ...]
    answer: str | None
    default: str | None
    required: bool
    cites: tuple[Cite, ...]


class Bench(msgspec.Struct, frozen=True, kw_only=True):
    """Everything of one recommendation that the page shows."""

    status: str
    digest: str
    edition: str
    permitted: tuple[str, ...]
    combine: str
    heavier: str
    lighter: str
    exempt: str
    factors: tuple[Line, ...]
    suggestion: str | None
    policy: str | None
    triggers: tuple[Line, ...]
    elements: tuple[Line, ...]
    gates: tuple[Line, ...]
    blocked: tuple[Line, ...]
    blocks: tuple[Line, ...]
    missing: tuple[Line, ...]
    requirements: tuple[Line, ...]
    questions: tuple[Asked, ...]
    facts: tuple[tuple[str, str], ...]
    bodies: tuple[Line, ...]
    warnings: tuple[Line, ...]
    tree: Node
    decide: str


def workbench(advice: Advice, names: Names) -> Bench:
    """The recommendation in *advice*, in the words of *names*' language."""
    r, say = advice.recommendation, names.texts.say
    labels = {form.measure: say(form.label) for form in r.forms.each}
    suggested = r.suggestion
    told = None
    if suggested is not None and suggested.none_because is None:
        told = (
            names.texts("bench.exempted")
            if suggested.exempt
            else names.texts.listed(labels.get(code, code) for code in suggested.measures)
        )
    return Bench(
        status=r.status.value,
        digest=advice.seen.digest,
        edition=r.identity.rulebook,
        permitted=tuple(labels.get(code, code) for code in r.forms.permitted),
        combine=r.forms.combine or "not_stated",
        heavier=r.weighting.heavier.value,
        lighter="moderates"
        if r.weighting.lighter_moderates_only and r.weighting.lighter == "yes"
        else r.weighting.lighter.value,
        exempt=r.weighting.exempt,
        factors=tuple(_held(one, names, r) for one in r.weighting.factors if one.because),
        suggestion=told,
        policy=say(suggested.label) if suggested is not None else None,
        triggers=tuple(_held(one, names, r) for one in r.triggers if one.because),
        elements=tuple(_held(one, names, r) for one in (*r.elements, *r.exclusions)),
        gates=tuple(_held(one, names, r) for one in r.gates),
        blocked=tuple(
            Line(
                text=say(one.label),
                state="no",
                cites=_cites(one.authorities, r, names),
                note=say(one.reason),
                because=tuple(labels.get(code, code) for code in one.alternatives),
            )
            for one in r.blocked
        ),
        blocks=tuple(_plain(one, names, r) for one in (*r.blocks, *r.time.notes)),
        missing=tuple(_plain(one, names, r) for one in r.procedure_missing),
        requirements=tuple(_plain(one, names, r) for one in r.requirements),
        questions=tuple(
            Asked(
                code=one.code,
                text=say(one.label),
                choices=tuple(say(choice.label) for choice in one.choices),
                answer=next((say(c.label) for c in one.choices if c.code == one.answer), None),
                default=next((say(c.label) for c in one.choices if c.code == one.default), None),
                required=one.required,
                cites=_cites(one.authorities, r, names),
            )
            for one in r.questions
        ),
        facts=tuple((one.fact, say(one.label)) for one in r.open_facts),
        bodies=tuple(
            Line(
                text=say(one.label),
                state=one.state,
                cites=_cites(one.authorities, r, names),
                note=_body(one.body, names),
            )
            for one in r.competence
        ),
        warnings=tuple(Line(text=say(one.label).format(*map(names.law, one.about))) for one in r.warnings),
        tree=_node(r.derivation, names, r),
        decide=urlencode(
            {
                "seen": advice.seen.digest,
                "permitted": " ".join(r.forms.permitted),
                **(
                    {"measures": suggested.measures[0]}
                    if suggested is not None and len(suggested.measures) == 1
                    else {}
                ),
            }
        ),
    )


def _held(one: Finding | GateState, names: Names, r: Recommendation) -> Line:
    return Line(
        text=names.texts.say(one.label),
        state=one.state.value,
        cites=_cites(one.authorities, r, names),
        because=_because(one.because, names),
    )


def _plain(one: Note, names: Names, r: Recommendation) -> Line:
    return Line(text=names.texts.say(one.label), cites=_cites(one.authorities, r, names))


def _node(step: Step, names: Names, r: Recommendation) -> Node:
    line = Line(
        text=names.texts.say(step.label),
        state=step.state,
        cites=_cites(step.authorities, r, names),
        because=_because(step.because, names),
    )
    return Node(line=line, below=tuple(_node(one, names, r) for one in step.steps))


def _because(facts: Iterable[Because], names: Names) -> tuple[str, ...]:
    return tuple(
        names.texts("bench.fact", fact=names.texts.say(one.label), status=names.code("FindingStatus", one.status.value))
        for one in facts
    )


def _cites(authorities: Iterable[Authority], r: Recommendation, names: Names) -> tuple[Cite, ...]:
    """Where each stands: the instrument only where it is another one than the basis, and what kind of rule it is."""
    shown = []
    for one in authorities:
        cited = one.citation
        key = f"{cited.instrument}@{cited.edition}"
        place = "".join(
            names.texts(f"cite.{name}", number=number)
            for name, number in zip(
                ("article", "paragraph", "item", "sub_item"), cited.address.split("/"), strict=False
            )
        )
        kind = "" if one.basis.value == "direct" else f" [{names.texts.or_code('basis', one.basis.value)}]"
        known = names.words.get(cited)
        shown.append(
            Cite(
                place=(f"{key} " if key != r.identity.rulebook else "") + place + kind,
                words=known.words or "" if known is not None else "",
                state=known.state.value if known is not None else "",
            )
        )
    return tuple(shown)


def _body(body: str | None, names: Names) -> str:
    found = [name for identifier, name in names.organs.items() if str(identifier) == body]
    return found[0] if found else "?"
