"""A recommendation in words of both languages, for a terminal."""

from collections.abc import Iterable, Iterator
from importlib.resources import files

import msgspec

from application.assessing import Assessment, FactsRefused
from domain.recommendation.outcome import Authority, Because, Note, Recommendation, Step, Truth
from domain.rulebook.labels import Label
from interfaces.cli.wording import language, say


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sentences by code."""

    status: dict[str, Label]
    truth: dict[str, Label]
    form: dict[str, Label]
    combine: dict[str, Label]
    exempt: dict[str, Label]
    body: dict[str, Label]
    verified: dict[str, "Suffix"]
    basis: dict[str, "Suffix"]
    move: dict[str, Label]
    unsuggested: dict[str, Label]
    frame: dict[str, Label]
    faults: dict[str, Label]


class Suffix(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mark behind a citation; empty where there is nothing to say."""

    zh: str
    en: str


WORDS = msgspec.toml.decode(files("interfaces.cli").joinpath("assess.toml").read_bytes(), type=Words)


def tell(refused: FactsRefused) -> None:
    """Say what the file lacks, where, and what to do."""
    sentence = WORDS.faults[refused.code]
    about = (refused.place, *refused.about, "", "")
    say(sentence.zh.format(*about), sentence.en.format(*about))


def lines(found: Assessment, *, derivation: bool) -> Iterator[str]:
    """All recommendations, one after another."""
    yield _frame("title", found.case, found.rulebook)
    for recommendation in found.recommendations:
        yield ""
        yield from _one(recommendation)
        if derivation:
            yield _frame("derivation")
            yield from _steps(recommendation.derivation, "    ")


def _one(r: Recommendation) -> Iterator[str]:
    who = _frame(r.subject) if r.role is None else _role(r)
    yield _frame("respondent", r.respondent, who, _in(WORDS.status[r.status]))
    yield _frame("basis", r.identity.rulebook, r.time.conduct_from, r.time.conduct_to, r.time.decision_on)
    for note in (*r.blocks, *r.time.notes):
        yield _frame("block", _in(note.label))
    proved = [trigger for trigger in r.triggers if trigger.because]
    yield from _section("triggers", (_held(t.state, t.label, t.authorities, t.because) for t in proved))
    yield from _section("duties", (f"{_in(d.label)} — {_cites((d.authority,))}" for d in r.duties))
    yield from _section("elements", (_held(e.state, e.label, e.authorities, e.because) for e in r.elements))
    touched = [exclusion for exclusion in r.exclusions if exclusion.because]
    yield from _section("elements", (_held(e.state, e.label, e.authorities, e.because) for e in touched), headed=False)
    if r.forms.each:
        combine = _in(WORDS.combine[r.forms.combine]) if r.forms.combine else "—"
        yield _frame("forms", combine)
        for form in r.forms.each:
            yield f"    {_in(form.label)}: {_in(WORDS.form[form.state])} — {_cites(form.authorities)}"
        yield _weighting(r)
        weighing = [factor for factor in r.weighting.factors if factor.because]
        yield from _section(
            "weight", (_held(f.state, f.label, f.authorities, f.because) for f in weighing), headed=False
        )
    yield from _section("gates", (_held(g.state, g.label, g.authorities, g.because) for g in r.gates))
    yield from _section("blocked", (_barred(r, at) for at in range(len(r.blocked))))
    yield from _section("windows", (), headed=bool(r.windows))
    for window in r.windows:
        name = "window-inside" if window.inside else "window-outside"
        yield _frame(name, window.on, window.reference, window.ends, window.present)
    bodies = (
        f"{_in(b.label)} [{b.body or '?'}]: {_in(WORDS.body[b.state])} — {_cites(b.authorities)}" for b in r.competence
    )
    yield from _section("competence", bodies)
    yield from _section("requirements", map(_note, r.requirements))
    yield from _section("procedure", map(_note, r.procedure_missing))
    yield from _section("remedies", (f"[{m.track}] {_in(m.label)} — {_cites(m.authorities)}" for m in r.remedies))
    yield from _questions(r)
    yield from _section("open_facts", (f"{_in(f.label)} ({f.fact})" for f in r.open_facts))
    yield from _section("cautions", (_in(c.label).format(*c.about) for c in r.warnings))
    yield from _suggestion(r)
    yield _frame("identity", r.identity.content_id[:12], r.identity.facts_digest[:12], r.identity.known_at)


def _weighting(r: Recommendation) -> str:
    weighing = r.weighting
    lighter = (
        "moderates" if weighing.lighter_moderates_only and weighing.lighter is Truth.YES else weighing.lighter.value
    )
    heavier = _frame(f"heavier-{weighing.heavier.value}")
    return _frame("weight", heavier, _frame(f"lighter-{lighter}"), _in(WORDS.exempt[weighing.exempt]))


def _barred(r: Recommendation, at: int) -> str:
    form = r.blocked[at]
    labels = {each.measure: _in(each.label) for each in r.forms.each}
    others = "、".join(labels.get(code, code) for code in form.alternatives)
    more = _frame("alternatives", others) if others else ""
    return f"{_in(form.label)}: {_in(form.reason)} — {_cites(form.authorities)}{more}"


def _questions(r: Recommendation) -> Iterator[str]:
    if r.questions:
        yield _frame("questions")
    for question in r.questions:
        labels = {choice.code: _in(choice.label) for choice in question.choices}
        if question.answer is not None:
            state = _frame("answered", labels.get(question.answer, question.answer))
        elif question.required:
            state = _frame("required")
        elif question.default is not None:
            state = _frame("default", labels[question.default])
        else:
            state = _frame("unanswered")
        yield f"    {question.code} {_in(question.label)} [{state}]"
        yield f"      {' / '.join(labels.values())}"


def _suggestion(r: Recommendation) -> Iterator[str]:
    if r.suggestion is None:
        return
    policy = _in(r.suggestion.label) + (_frame("sample") if r.suggestion.sample else "")
    labels = {form.measure: _in(form.label) for form in r.forms.each}
    if r.suggestion.none_because is not None:
        said = _in(WORDS.unsuggested[r.suggestion.none_because])
    else:
        said = _frame("exempt") if r.suggestion.exempt else "、".join(labels[code] for code in r.suggestion.measures)
    yield _frame("suggestion", policy, said)
    for move in r.suggestion.working:
        about = labels.get(move.about or "", move.about)
        yield f"    {_in(WORDS.move[move.code]).format(about)} → {move.position}"


def _steps(step: Step, indent: str) -> Iterator[str]:
    cites = f" — {_cites(step.authorities)}" if step.authorities else ""
    yield f"{indent}{_in(step.label)} [{step.state}]{cites}{_evidence(step.because)}"
    for inner in step.steps:
        yield from _steps(inner, indent + "  ")


def _section(name: str, found: Iterable[str], *, headed: bool = True) -> Iterator[str]:
    listed = list(found)
    if headed and (listed or name == "windows"):
        yield _frame(name)
    for line in listed:
        yield f"    {line}"


def _held(state: Truth, label: Label, authorities: tuple[Authority, ...], because: tuple[Because, ...]) -> str:
    return f"{_in(label)}: {_in(WORDS.truth[state])} — {_cites(authorities)}{_evidence(because)}"


def _evidence(because: tuple[Because, ...]) -> str:
    ids = list(dict.fromkeys(each for fact in because for each in fact.evidence))
    return f" ({_frame('evidence', ', '.join(ids))})" if ids else ""


def _note(note: Note) -> str:
    cites = f" — {_cites(note.authorities)}" if note.authorities else ""
    return f"{_in(note.label)}{cites}"


def _cites(authorities: tuple[Authority, ...]) -> str:
    shown = []
    for each in authorities:
        instrument = f"{each.citation.instrument}@{each.citation.edition}"
        mark = _plain(WORDS.basis[each.basis])
        seen = _plain(WORDS.verified[each.verification]) if each.verification else ""
        absent = "" if each.installed else _frame("missing")
        shown.append(_frame("article", instrument, each.citation.address) + mark + seen + absent)
    return "; ".join(shown)


def _role(r: Recommendation) -> str:
    found = [step.label for stage in r.derivation.steps for step in stage.steps if step.state == "role"]
    return _in(found[0]) if found else r.role or ""


def _frame(name: str, *about: object) -> str:
    return _in(WORDS.frame[name]).format(*about)


def _plain(suffix: Suffix) -> str:
    return suffix.zh if language() == "zh" else suffix.en


def _in(label: Label) -> str:
    return label.zh if language() == "zh" else label.en
