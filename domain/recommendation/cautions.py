"""What to look at twice: the same fact used twice, findings that exclude each other, a basis that will not do."""

from collections.abc import Iterable

from domain.recommendation.facts import FactStatus
from domain.recommendation.outcome import Caution, Finding
from domain.recommendation.parts import Authority, Truth
from domain.recommendation.referral import reached
from domain.recommendation.repetition import windows
from domain.recommendation.situation import Situation
from domain.recommendation.words import words
from domain.rulebook.conditions import facts_of


def cautions(situation: Situation, triggers: Iterable[Finding], *, nested: bool = False) -> tuple[Caution, ...]:
    """Every caution, in a fixed order. *nested*: the facts are those of the instrument that refers here, and it knows its codes."""
    found = [
        *_contradictions(situation),
        *_overlaps(situation),
        *_flaws(situation),
        *_later(situation),
        *_parts(situation),
        *_same_day(situation),
        *_residual(situation, triggers),
        *(() if nested else _unknown(situation)),
    ]
    return tuple(sorted(found, key=lambda caution: (caution.code, caution.about)))


def _contradictions(situation: Situation) -> Iterable[Caution]:
    for rule in situation.book.contradictions:
        if all(situation.truth(code) is True for code in rule.facts):
            phases = [known.phase for code in rule.facts if (known := situation.resolved(code).known) is not None]
            if len(set(phases)) == len(rule.facts) and None not in phases:
                continue
            code = "phase-missing" if None in phases or len(phases) < len(rule.facts) else "findings-contradict"
            yield _caution(code, rule.facts, situation.authorities(rule.cite, None, rule.basis))


def _overlaps(situation: Situation) -> Iterable[Caution]:
    book = situation.book
    weighing = {code for rule in book.factors for code in facts_of(rule.when)}
    others = [fact.code for fact in book.facts if fact.code not in weighing and situation.truth(fact.code) is True]
    for rule in book.factors:
        for code in facts_of(rule.when) if not rule.independent else ():
            own = set(situation.resolved(code).evidence)
            for other in others if situation.truth(code) is True else ():
                used = set(situation.resolved(other).evidence)
                if (other in rule.overlaps and own <= used) or (own and own == used):
                    yield _caution("same-fact-used-twice", (rule.code, other))


def _flaws(situation: Situation) -> Iterable[Caution]:
    for known in situation.sheet.facts:
        flaw = situation.resolved(known.code).flaw
        if flaw is not None:
            yield _caution(flaw, (known.code,))


def _later(situation: Situation) -> Iterable[Caution]:
    """What happened after the day of the decision: that day was put back, or one of the two is wrong."""
    for known in situation.sheet.facts:
        if known.status is FactStatus.ESTABLISHED and known.on is not None and known.on > situation.sheet.decision_on:
            yield _caution("fact-after-decision", (known.code, known.on.isoformat()))


def _parts(situation: Situation) -> Iterable[Caution]:
    """What is counted from several situations of the organ, and stays open until it is found of this respondent."""
    if situation.sheet.parts_open and len(situation.situations()) > 1:
        for rule in situation.book.derived:
            how = situation.resolved(rule.fact)
            if rule.in_time(situation.sheet.conduct_to) and how.derived and how.truth is None:
                yield _caution("parts-not-found", (rule.fact,), situation.authorities(rule.cite))


def _same_day(situation: Situation) -> Iterable[Caution]:
    """What is counted with an earlier situation of the same day: it may be one act that two cases found, and one act is not two."""
    present = situation.situations()
    for rule in situation.book.derived:
        how = situation.resolved(rule.fact)
        if not rule.in_time(situation.sheet.conduct_to) or not how.derived or how.truth is False:
            continue
        counted = windows(situation.sheet.priors, present, rule, situation.window_of(rule))
        for day in dict.fromkeys(one.on for one in counted if one.inside and one.on == one.present):
            yield _caution("same-day-before", (rule.fact, day.isoformat()), situation.authorities(rule.cite))


def _residual(situation: Situation, triggers: Iterable[Finding]) -> Iterable[Caution]:
    proved = {finding.code for finding in triggers if finding.state is Truth.YES}
    residual = {rule.code for rule in situation.book.triggers if rule.residual}
    if proved - residual:
        for code in sorted(proved & residual):
            yield _caution("catch-all-yields", (code,))


def _unknown(situation: Situation) -> Iterable[Caution]:
    others = (*situation.references.line(situation.book), *reached(situation.book, situation.references))
    elsewhere = {fact.code for book in others for fact in book.facts}
    questions = {question.code: question for book in others for question in book.questions} | situation.questions
    for known in situation.sheet.facts:
        if known.code not in situation.facts and known.code not in elsewhere:
            yield _caution("fact-not-known", (known.code,))
    for answer in situation.sheet.answers:
        question = questions.get(answer.question)
        if question is None or all(choice.code != answer.choice for choice in question.choices):
            yield _caution("answer-not-known", (answer.question, answer.choice))


def _caution(code: str, about: tuple[str, ...], authorities: tuple[Authority, ...] = ()) -> Caution:
    return Caution(code=code, label=words(code).says, about=about, authorities=authorities)
