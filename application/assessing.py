"""A facts file: one case with several respondents, as a legal officer writes it, turned into fact sheets."""

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated

import msgspec

from domain.calendar.entered import require_within
from domain.exact_place import exact, fault
from domain.recommendation.changes import Change, changes
from domain.recommendation.editions import deciding
from domain.recommendation.facts import (
    Amount,
    Answer,
    FactSheet,
    FactStatus,
    FixedAct,
    Holding,
    KnownFact,
    PresentSituation,
    PriorSituation,
    RunningSanction,
)
from domain.recommendation.outcome import Recommendation
from domain.recommendation.recommend import recommend
from domain.recommendation.referral import reached
from domain.recommendation.whatif import Flip, single_flips
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.policy import Policy
from domain.rulebook.provisions import Band
from domain.rulebook.schema import Rulebook
from domain.rulebook.vocabulary import Fact, FactKind
from domain.toml_text import OUT_OF_RANGE, TOO_DEEP, read_toml

MOST_RESPONDENTS = 100
"""Of one file: each is weighed on its own, and nobody should wait for the others' files."""


class FactsRefused(Exception):
    """The file cannot be assessed. ``code`` is stable, ``place`` is where, ``about`` what was found and what was meant."""

    def __init__(self, code: str, place: str, *about: str) -> None:
        self.code, self.place, self.about = code, place, about
        super().__init__(f"{place}: {code} {about}")


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every part of the file is decoded strictly."""


class Days(_Part, frozen=True, kw_only=True, rename={"from_": "from"}):
    """First and last day of the conduct; without ``to`` one day."""

    from_: date
    to: date | None = None


class Entry(_Part, frozen=True, kw_only=True):
    """One finding."""

    status: FactStatus
    evidence: tuple[str, ...] = ()
    basis: str | None = None
    phase: str | None = None
    on: date | None = None
    known_on: date | None = None


class Body(_Part, frozen=True, kw_only=True):
    """A body and how its relation to the respondent is known."""

    body: str
    source: str | None = None


class Respondent(_Part, frozen=True, kw_only=True):
    """What is particular to one respondent. Its entries win over those of the case."""

    id: str
    subject: str
    role: str | None = None
    conduct: Days | None = None
    decision_on: date | None = None
    facts: dict[str, Entry | FactStatus] = msgspec.field(default_factory=dict)
    rest: dict[str, FactStatus] = msgspec.field(default_factory=dict)
    answers: dict[str, str] = msgspec.field(default_factory=dict)
    priors: tuple[PriorSituation, ...] = ()
    priors_checked_on: date | None = None
    bodies: dict[str, Body | str] = msgspec.field(default_factory=dict)
    procedure_done: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    amounts: dict[str, int | str] = msgspec.field(default_factory=dict)
    acts: tuple[FixedAct, ...] = ()
    running: RunningSanction | None = None
    situations: tuple[PresentSituation, ...] = ()


class Case(_Part, frozen=True, kw_only=True):
    """What all respondents share."""

    id: str
    instrument: str
    conduct: Days
    decision_on: date
    edition: date | None = None
    known_at: date | None = None
    policy: str | None = None
    matter: str | None = None


class FactsFile(_Part, frozen=True, kw_only=True):
    """The whole file. ``suppose`` asks what would change if these facts were so; ``what_if`` asks for single flips."""

    case: Case
    respondents: Annotated[tuple[Respondent, ...], msgspec.Meta(max_length=MOST_RESPONDENTS)]
    facts: dict[str, Entry | FactStatus] = msgspec.field(default_factory=dict)
    rest: dict[str, FactStatus] = msgspec.field(default_factory=dict)
    answers: dict[str, str] = msgspec.field(default_factory=dict)
    suppose: dict[str, FactStatus] = msgspec.field(default_factory=dict)
    what_if: bool = False


class Supposed(msgspec.Struct, frozen=True, kw_only=True):
    """What was supposed of every respondent, the recommendations that would follow, and what changes, by respondent."""

    facts: dict[str, FactStatus]
    changes: dict[str, tuple[Change, ...]]
    recommendations: tuple[Recommendation, ...]


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """The recommendations of one file, in its order."""

    case: str
    rulebook: str
    recommendations: tuple[Recommendation, ...]
    what_if: dict[str, tuple[Flip, ...]] | None = None
    """By respondent, each finding whose turning round alone would change what follows; only where asked for."""
    supposed: Supposed | None = None


def read(content: bytes) -> FactsFile:
    """Decode a facts file. Raises FactsRefused with the place."""
    try:
        written = read_toml(content)
    except UnicodeDecodeError as error:
        raise FactsRefused("not-utf-8", f"byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise FactsRefused("not-toml", "TOML", str(error)) from error
    except ValueError as error:
        raise FactsRefused("not-toml", "TOML", OUT_OF_RANGE) from error
    try:
        return require_within(msgspec.convert(written, FactsFile))
    except RecursionError as error:
        raise FactsRefused("not-toml", "TOML", TOO_DEEP) from error
    except (msgspec.ValidationError, ValueError) as error:
        raise FactsRefused("not-understood", exact(written, FactsFile, error), fault(error)[0]) from error


def assess(file: FactsFile, catalogue: Catalogue) -> Assessment:
    """One recommendation for each respondent. Raises FactsRefused for what the catalogue does not know."""
    book = _rulebook(file, catalogue)
    policy = _policy(file, catalogue, book)
    ids = [respondent.id for respondent in file.respondents]
    for at, each in enumerate(ids):
        if each in ids[:at]:
            raise FactsRefused("respondent-twice", f"$.respondents[{at}].id", each)
    if not ids:
        raise FactsRefused("no-respondent", "$.respondents")
    sheets = [fact_sheet(file, at, book, catalogue) for at in range(len(ids))]

    def basis(sheet: FactSheet) -> Rulebook:
        return book if file.case.edition is not None else deciding(sheet, book, catalogue)

    def recommended(sheet: FactSheet) -> Recommendation:
        known_at = file.case.known_at or sheet.decision_on
        return recommend(sheet, basis(sheet), policy=policy, references=catalogue, known_at=known_at)

    found = tuple(recommended(sheet) for sheet in sheets)
    flips = (
        {sheet.respondent: single_flips(sheet, basis(sheet), catalogue) for sheet in sheets} if file.what_if else None
    )
    supposed = None
    if file.suppose:
        after = tuple(recommended(sheet) for sheet in _supposed(file, book, catalogue))
        moved = {one.respondent: changes(one, two) for one, two in zip(found, after, strict=True)}
        supposed = Supposed(facts=file.suppose, changes=moved, recommendations=after)
    return Assessment(case=file.case.id, rulebook=book.key, recommendations=found, what_if=flips, supposed=supposed)


def _supposed(file: FactsFile, book: Rulebook, catalogue: Catalogue) -> list[FactSheet]:
    """The sheets with what is supposed in place of what the file says. An unknown code is refused where it was supposed."""
    respondents = tuple(
        msgspec.structs.replace(each, facts={**each.facts, **file.suppose}) for each in file.respondents
    )
    asked = msgspec.structs.replace(file, respondents=respondents)
    try:
        return [fact_sheet(asked, at, book, catalogue) for at in range(len(respondents))]
    except FactsRefused as refused:
        place = f"$.suppose.{refused.place.rpartition('.')[2]}"
        raise FactsRefused(refused.code, place, *refused.about) from refused


def fact_sheet(file: FactsFile, at: int, book: Rulebook, catalogue: Catalogue) -> FactSheet:
    """The sheet of the respondent at index *at*. Raises FactsRefused for an unknown code, with its place."""
    case, own = file.case, file.respondents[at]
    place = f"$.respondents[{at}]"
    conduct, decision_on = own.conduct or case.conduct, own.decision_on or case.decision_on
    own_words = _vocabulary(book, catalogue, (conduct.to or conduct.from_, decision_on))
    vocabulary = {fact.code: fact for other in reached(book, catalogue) for fact in other.facts} | own_words
    _known(own.subject, book.scope.subjects or ("organ", "person"), "subject-unknown", f"{place}.subject")
    if own.role is not None:
        _known(own.role, [role.code for role in book.roles], "role-unknown", f"{place}.role")
    for codes, where in ((file.facts, "$.facts"), (own.facts, f"{place}.facts")):
        for code in codes:
            _known(code, vocabulary, "fact-unknown", f"{where}.{code}")
    answers = file.answers | own.answers
    _check_answers(answers, book, catalogue, (conduct.to or conduct.from_, decision_on), place)
    relations = {rule.relation for rule in book.competence} | {rule.same_as for rule in book.competence if rule.same_as}
    for relation in own.bodies:
        _known(relation, relations, "relation-unknown", f"{place}.bodies.{relation}")
    measures = [m.code for other in (book, *catalogue.in_force(decision_on)) for m in other.measures]
    fixed = [m.code for other in (book, *reached(book, catalogue)) for m in other.measures]
    for index, measure in enumerate(own.proposed):
        _known(measure, measures, "measure-unknown", f"{place}.proposed[{index}]")
    for index, act in enumerate(own.acts):
        _known(act.measure, fixed, "measure-unknown", f"{place}.acts[{index}].measure")
    for index, one in enumerate(own.situations):
        if one.ground is not None:
            _known(
                one.ground,
                [rule.code for rule in book.triggers],
                "ground-unknown",
                f"{place}.situations[{index}].ground",
            )
        for key, said in (("facts", one.facts), ("open", one.open)):
            for code in said:
                _known(code, vocabulary, "fact-unknown", f"{place}.situations[{index}].{key}")
    for index, step in enumerate(own.procedure_done):
        _known(step, [s.code for s in book.procedure], "step-unknown", f"{place}.procedure_done[{index}]")
    try:
        return FactSheet(
            respondent=own.id,
            subject=own.subject,
            role=own.role,
            conduct_from=conduct.from_,
            conduct_to=conduct.to or conduct.from_,
            decision_on=decision_on,
            facts=_facts(file, own, book, (vocabulary, own_words), place),
            answers=tuple(Answer(question=code, choice=choice) for code, choice in sorted(answers.items())),
            priors=own.priors,
            priors_checked_on=own.priors_checked_on,
            competence=tuple(_holding(relation, body) for relation, body in sorted(own.bodies.items())),
            procedure_done=own.procedure_done,
            proposed=own.proposed,
            amounts=tuple(Amount(code=code, value=str(value)) for code, value in sorted(own.amounts.items())),
            matter=case.matter or book.scope.matters[0],
            acts=own.acts,
            running=own.running,
            situations=tuple(msgspec.structs.replace(one, to=one.last) for one in own.situations),
        )
    except ValueError as error:
        raise FactsRefused("not-understood", place, str(error)) from error


def _facts(
    file: FactsFile, own: Respondent, book: Rulebook, words: tuple[Mapping[str, Fact], Mapping[str, Fact]], place: str
) -> tuple[KnownFact, ...]:
    """The findings. ``words`` are all codes, and those of the instrument itself: only of these is the rest known to be so."""
    vocabulary, own_words = words
    given = {code: _entry(entry) for code, entry in (file.facts | own.facts).items()}
    counted = {rule.fact for rule in book.derived} if own.priors or own.priors_checked_on or own.situations else set()
    counted |= {fact for band in book.bands if band.amount in own.amounts for fact in facts_of_band(band)}
    for kind in (*file.rest, *own.rest):
        _known(kind, ["all", *FactKind], "kind-unknown", f"{place}.rest.{kind}")
    rest = file.rest | own.rest
    for code, fact in own_words.items():
        status = rest.get(fact.kind, rest.get("all"))
        if code not in given and status is not None and code not in counted and code != book.role_fact:
            given[code] = Entry(status=status)
    return tuple(
        KnownFact(
            code=code,
            status=entry.status,
            evidence=entry.evidence,
            basis=entry.basis,
            phase=entry.phase,
            on=entry.on,
            known_on=entry.known_on,
        )
        for code, entry in sorted(given.items())
        if own.subject in vocabulary[code].subjects
    )


def facts_of_band(band: Band) -> tuple[str, ...]:
    """The facts that a band decides between."""
    return (band.below, *(step.fact for step in band.steps))


def _entry(entry: Entry | FactStatus) -> Entry:
    return entry if isinstance(entry, Entry) else Entry(status=entry)


def _holding(relation: str, body: Body | str) -> Holding:
    held = body if isinstance(body, Body) else Body(body=body)
    return Holding(relation=relation, body=held.body, source=held.source)


def _vocabulary(book: Rulebook, catalogue: Catalogue, days: tuple[date, date]) -> dict[str, Fact]:
    """Codes of the instrument, of those that bind generally, and of later ones that may apply in its place."""
    general = catalogue.general_facts(book, days[1])
    later = (fact for other in _later(book, catalogue, days) for fact in other.facts)
    return {fact.code: fact for fact in (*later, *general, *book.facts)}


def _later(book: Rulebook, catalogue: Catalogue, days: tuple[date, date]) -> tuple[Rulebook, ...]:
    """The successors that began after the conduct and until the decision."""
    began = ((other, other.edition) for other in catalogue.successors(book))
    return tuple(other for other, day in began if day is not None and days[0] < day <= days[1])


def _check_answers(
    answers: Mapping[str, str], book: Rulebook, catalogue: Catalogue, days: tuple[date, date], place: str
) -> None:
    binding = (
        *reached(book, catalogue),
        *catalogue.general_for(book, days[1]),
        *_later(book, catalogue, days),
        book,
    )
    questions = {q.code: q for other in binding for q in other.questions}
    for code, choice in answers.items():
        _known(code, questions, "question-unknown", f"{place}.answers.{code}")
        choices = [each.code for each in questions[code].choices]
        _known(choice, choices, "choice-unknown", f"{place}.answers.{code}")


def _rulebook(file: FactsFile, catalogue: Catalogue) -> Rulebook:
    case = file.case
    editions = catalogue.editions(case.instrument)
    if not editions:
        raise FactsRefused(
            "instrument-unknown", "$.case.instrument", case.instrument, *_near(case.instrument, catalogue)
        )
    if case.edition is not None:
        book = catalogue.get(case.instrument, case.edition.isoformat())
        if book is None:
            listed = ", ".join(each.edition_id for each in editions)
            raise FactsRefused("edition-unknown", "$.case.edition", case.edition.isoformat(), listed)
        return book
    on = case.conduct.to or case.conduct.from_
    book = catalogue.basis_for(case.instrument, on) or editions[0]
    earlier = book.transition.follows if book.transition and book.edition and on < book.edition else ()
    return next((found for name in earlier if (found := catalogue.edition_for(name, on)) is not None), book)


def _policy(file: FactsFile, catalogue: Catalogue, book: Rulebook) -> Policy | None:
    name = file.case.policy
    if name is None:
        return None
    versions = [each for each in catalogue.policies if each.policy == name and each.instrument == book.instrument]
    on = file.case.decision_on
    usable = [each for each in versions if each.effective <= on and (each.until is None or on < each.until)]
    if not usable:
        known = sorted({each.policy for each in catalogue.policies if each.instrument == book.instrument})
        raise FactsRefused("policy-unknown", "$.case.policy", name, ", ".join(known))
    return max(usable, key=lambda each: (each.effective, each.version))


def _near(code: str, catalogue: Catalogue) -> list[str]:
    return _close(code, [book.instrument for book in catalogue.rulebooks])


def _close(code: str, known: Iterable[str]) -> list[str]:
    listed = list(dict.fromkeys(known))
    near = difflib.get_close_matches(code, listed, n=3, cutoff=0.5)
    return [", ".join(near or sorted(listed)[:12])]


def _known(code: str, known: Iterable[str], refusal: str, place: str) -> None:
    listed = list(known)
    if code not in listed:
        raise FactsRefused(refusal, place, code, *_close(code, listed))
