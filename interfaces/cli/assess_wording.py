"""A recommendation in words of both languages, for a terminal."""

from collections.abc import Iterable, Iterator
from importlib.resources import files

import msgspec

from application.assessing import Assessment, FactsRefused
from domain.recommendation.outcome import (
    BlockedForm,
    Body,
    EditionWeighed,
    Finding,
    QuestionPut,
    Recommendation,
    Referral,
    Result,
    Step,
    Window,
)
from domain.recommendation.parts import Authority, Because, Note, Truth
from domain.recommendation.sanction import Term
from domain.recommendation.whatif import Flip
from domain.rulebook.labels import Label
from interfaces.cli.decoding import worded
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
    zh, en = ([worded(each, spoken) for each in (refused.place, *refused.about, "", "")] for spoken in ("zh", "en"))
    say(sentence.zh.format(*zh), sentence.en.format(*en))


def lines(found: Assessment, *, derivation: bool, opened: frozenset[str] = frozenset()) -> Iterator[str]:
    """All recommendations, one after another; with the derivation, what was refuted is shown too.

    The derivation is one line a stage; ``opened`` are stages and rules, by code, that are shown with all below them.
    """
    yield _frame("title", found.case, found.rulebook)
    for recommendation in found.recommendations:
        yield ""
        yield from Page(recommendation, full=derivation, opened=opened).lines()
        flips = (found.what_if or {}).get(recommendation.respondent, ())
        yield from _section("what-if", map(_flip, flips))


def place(address: str) -> str:
    """An address in words: article, paragraph, item, sub-item."""
    parts = zip(("article", "paragraph", "item", "sub-item"), address.split("/"), strict=False)
    return "".join(_frame(name, number) for name, number in parts)


class Page:
    """One recommendation. Without *full*, rules that were refuted and have no evidence are left out."""

    def __init__(self, recommendation: Recommendation, *, full: bool, opened: frozenset[str] = frozenset()) -> None:
        self.r, self.full, self.opened = recommendation, full, opened
        self.labels = {form.measure: _in(form.label) for form in recommendation.forms.each}
        self.labels |= {form.measure: _in(form.label) for form in recommendation.blocked}
        factors = recommendation.weighting.factors
        self.labels |= {fact.fact: _in(fact.label) for factor in factors for fact in factor.because}
        self.labels |= {factor.code: _in(factor.label) for factor in factors}

    def lines(self) -> Iterator[str]:
        """The whole page."""
        r = self.r
        yield _frame("respondent", r.respondent, self._who(), _in(WORDS.status[r.status]))
        yield _frame("basis", r.identity.rulebook, r.time.conduct_from, r.time.conduct_to, r.time.decision_on)
        for note in (*r.blocks, *r.time.notes):
            yield _frame("block", _in(note.label))
        weighed = () if r.time.weighed is msgspec.UNSET else r.time.weighed
        yield from _section("editions", map(self._weighed, weighed))
        yield from _section("triggers", self._findings(r.triggers))
        yield from _section("duties", (f"{_in(duty.label)} — {self._cites((duty.authority,))}" for duty in r.duties))
        yield from _section("elements", (*self._findings(r.elements, every=True), *self._findings(r.exclusions)))
        yield from self._forms()
        yield from self._sanctions()
        yield from _section("gates", (self._held(g.state, g.label, g.authorities, g.because) for g in r.gates))
        yield from _section("blocked", map(self._barred, r.blocked))
        yield from _section("windows", map(_window, r.windows))
        yield from _section("competence", map(self._body, r.competence))
        yield from _section("requirements", map(self._note, r.requirements))
        yield from _section("procedure", map(self._note, r.procedure_missing))
        yield from _section(
            "remedies", (f"[{m.track}] {_in(m.label)} — {self._cites(m.authorities)}" for m in r.remedies)
        )
        yield from _section("questions", (line for question in r.questions for line in _question(question)))
        yield from _section("open_facts", (f"{_in(fact.label)} ({fact.fact})" for fact in r.open_facts))
        for fact in r.open_facts[:1]:
            yield _frame("next-fact", _in(fact.label), fact.fact, fact.if_established, fact.if_refuted)
        yield from _section("cautions", (_in(each.label).format(*map(self._named, each.about)) for each in r.warnings))
        yield from self._suggestion()
        yield from _section("derivation", self._steps(r.derivation, "", whole=self.full))
        for led in () if r.referred is msgspec.UNSET else r.referred:
            yield from self._led(led)
        if r.alternative is not msgspec.UNSET:
            yield _frame("alternative")
            yield from (f"    {line}" for line in Page(r.alternative, full=self.full, opened=self.opened).lines())
        yield _frame("identity", r.identity.content_id[:12], r.identity.facts_digest[:12], r.identity.known_at)

    def _led(self, led: Referral) -> Iterator[str]:
        """Where a gate leads, and the whole page of what is said there."""
        if led.recommendation is msgspec.UNSET:
            yield _frame(f"referred-{led.state}", led.instrument)
            return
        yield _frame("referred", led.rulebook, _in(led.title) if led.title is not None else led.instrument)
        yield from (f"    {line}" for line in Page(led.recommendation, full=self.full, opened=self.opened).lines())

    def _weighed(self, one: EditionWeighed) -> str:
        name = "chosen" if one.relation == "crossed" and one.applied else one.relation
        return _frame(f"edition-{name}", one.rulebook, one.question) + self._cited(one.authorities)

    def _who(self) -> str:
        roles = (step.label for stage in self.r.derivation.steps for step in stage.steps if step.state == "role")
        return next((_in(label) for label in roles), self.r.role or _frame(self.r.subject))

    def _findings(self, found: tuple[Finding, ...], *, every: bool = False) -> tuple[str, ...]:
        shown = (f for f in found if every or self.full or f.state is not Truth.NO or _evidence(f.because))
        return tuple(
            self._held(f.state, f.label, f.authorities, f.because) for f in shown if every or f.because or self.full
        )

    def _forms(self) -> Iterator[str]:
        r = self.r
        if not r.forms.each:
            return
        combine = _in(WORDS.combine[r.forms.combine]) if r.forms.combine else "—"
        shown = (form for form in r.forms.each if self.full or form.state != "gated")
        said = (f"{_in(f.label)}: {_in(WORDS.form[f.state])} — {self._cites(f.authorities)}" for f in shown)
        yield from _section("forms", said, combine)
        weighing = r.weighting
        moderates = weighing.lighter_moderates_only and weighing.lighter is Truth.YES
        heavier = _frame(f"heavier-{weighing.heavier.value}")
        required = weighing.lighter_required is True and not moderates
        lighter = _frame(f"lighter-{'moderates' if moderates else 'required' if required else weighing.lighter.value}")
        yield _frame("weight", heavier, lighter, _in(WORDS.exempt[weighing.exempt]))
        for line in self._findings(weighing.factors):
            yield f"    {line}"

    def _sanctions(self) -> Iterator[str]:
        below, terms = self.r.step_down, self.r.terms
        if below is not msgspec.UNSET:
            named = [*map(self._named, below.measures), *([_frame("exempt")] if below.exempt else [])]
            yield _frame(f"below-{below.state}", _frame("separator").join(named)) + self._cited(below.authorities)
        if terms is not msgspec.UNSET:
            each = [self._term(term) for term in terms.each]
            each += [_frame("term-executed", self._term(terms.executed))] if terms.executed is not None else []
            yield from _section("terms", (*each, *map(self._note, terms.lifting)))

    def _term(self, term: Term) -> str:
        name = "none" if term.least_months is None else "one" if term.least_months == term.most_months else "range"
        until = (term.least_until, term.most_until)
        said = _frame(f"term-{name}", _in(term.label), term.least_months, term.most_months, *until)
        said += _frame("term-remainder", term.remainder_until) if term.remainder_until is not None else ""
        said += _frame("term-capped") if term.capped else ""
        effects = _frame("separator").join(_in(effect.label) for effect in term.effects)
        return said + (f"; {effects}" if effects else "") + self._cited(term.authorities)

    def _cited(self, authorities: tuple[Authority, ...]) -> str:
        return f" — {self._cites(authorities)}" if authorities else ""

    def _barred(self, form: BlockedForm) -> str:
        others = _frame("separator").join(map(self._named, form.alternatives))
        more = _frame("alternatives", others) if others else ""
        return f"{_in(form.label)}: {_in(form.reason)} — {self._cites(form.authorities)}{more}"

    def _body(self, body: Body) -> str:
        return (
            f"{_in(body.label)} [{body.body or '?'}]: {_in(WORDS.body[body.state])} — {self._cites(body.authorities)}"
        )

    def _suggestion(self) -> Iterator[str]:
        suggested = self.r.suggestion
        if suggested is None:
            return
        policy = _in(suggested.label) + (_frame("sample") if suggested.sample else "")
        said = _frame("exempt") if suggested.exempt else _frame("separator").join(map(self._named, suggested.measures))
        if suggested.none_because is not None:
            said = _in(WORDS.unsuggested[suggested.none_because])
        yield _frame("suggestion", policy, said)
        for move in suggested.working:
            yield f"    {_in(WORDS.move[move.code]).format(self._named(move.about or ''))} → {move.position}"

    def _steps(self, step: Step, indent: str, *, whole: bool) -> Iterator[str]:
        whole = whole or step.rule in self.opened
        shown = [inner for inner in step.steps if whole or not indent or leads_to(inner, self.opened)]
        closed = _frame("closed", len(step.steps) - len(shown), step.rule) if len(shown) < len(step.steps) else ""
        cites = self._cited(step.authorities)
        yield f"{indent}{_in(step.label)} [{step.state}]{cites}{_evidence(step.because)}{closed}"
        for inner in shown:
            yield from self._steps(inner, indent + "  ", whole=whole)

    def _held(
        self, state: Truth, label: Label, authorities: tuple[Authority, ...], because: tuple[Because, ...]
    ) -> str:
        return f"{_in(label)}: {_in(WORDS.truth[state])} — {self._cites(authorities)}{_evidence(because)}"

    def _note(self, note: Note) -> str:
        return _in(note.label) + self._cited(note.authorities)

    def _cites(self, authorities: tuple[Authority, ...]) -> str:
        shown = []
        for each in authorities:
            key = f"{each.citation.instrument}@{each.citation.edition}"
            instrument = "" if key == self.r.identity.rulebook else f"{key} "
            mark = _plain(WORDS.basis[each.basis])
            seen = _plain(WORDS.verified[each.verification]) if each.verification else ""
            absent = "" if each.installed else _frame("missing")
            shown.append(instrument + place(each.citation.address) + mark + seen + absent)
        return "; ".join(shown)

    def _named(self, code: str) -> str:
        return self.labels.get(code, code)


def leads_to(step: Step, codes: frozenset[str]) -> bool:
    """Whether the node or one below it has one of these codes."""
    return step.rule in codes or any(leads_to(inner, codes) for inner in step.steps)


def _question(question: QuestionPut) -> Iterator[str]:
    labels = {choice.code: _in(choice.label) for choice in question.choices}
    if question.answer is not None:
        state = _frame("answered", labels.get(question.answer, question.answer))
    elif question.default is not None:
        state = _frame("default", labels[question.default])
    else:
        state = _frame("required" if question.required else "unanswered")
    yield f"{question.code} {_in(question.label)} [{state}]"
    yield f"  {' / '.join(labels.values())}"


def _flip(flip: Flip) -> str:
    said = dict.fromkeys(_outcome(outcome) for outcome in flip.outcomes)
    hand = _frame("in-hand") if flip.in_hand else ""
    return _frame(f"supposed-{flip.supposed}", _in(flip.label), flip.fact, " / ".join(said)) + hand


def _outcome(outcome: Result) -> str:
    if not outcome.liable:
        return _frame("not-liable")
    parts = [_frame("liable")]
    parts += [_frame("heavier-yes")] if outcome.heavier else []
    parts += [_in(WORDS.exempt[outcome.exempt])] if outcome.exempt != "none" else []
    parts += [_frame("gate-opens", code) for code in outcome.gates]
    return _frame("separator").join(parts)


def _window(window: Window) -> str:
    name = "window-inside" if window.inside else "window-outside"
    return _frame(name, window.on, window.reference, window.ends, window.present)


def _evidence(because: tuple[Because, ...]) -> str:
    ids = list(dict.fromkeys(each for fact in because for each in fact.evidence))
    return f" ({_frame('evidence', ', '.join(ids))})" if ids else ""


def _section(name: str, found: Iterable[str], *about: object) -> Iterator[str]:
    listed = list(found)
    if listed:
        yield _frame(name, *about)
    for line in listed:
        yield f"    {line}"


def _frame(name: str, *about: object) -> str:
    return _in(WORDS.frame[name]).format(*about)


def _plain(suffix: Suffix) -> str:
    return suffix.zh if language() == "zh" else suffix.en


def _in(label: Label) -> str:
    return label.zh if language() == "zh" else label.en
