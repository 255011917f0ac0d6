"""Which questions are put: raised by the facts, or standing between the facts and the outcome."""

from collections.abc import Iterable
from datetime import date

from domain.recommendation.filters import Bar
from domain.recommendation.outcome import ChoiceOffered, QuestionPut, Result
from domain.recommendation.parts import Truth
from domain.recommendation.situation import Situation
from domain.rulebook.conditions import facts_of
from domain.rulebook.questions import Question, Raised


def undecided(situation: Situation) -> tuple[str, ...]:
    """Questions without a default and without an answer whose reading the rules need: each choice stays possible."""
    book = situation.book
    named = [reading.question for trigger in book.triggers for reading in trigger.readings]
    named += [reading.question for gate in book.gates for reading in gate.readings]
    named += [reading.question for element in book.elements for reading in element.readings]
    named += [reading.question for factor in book.factors for reading in factor.readings]
    named += [reading.question for weight in book.weights for reading in weight.readings]
    named += [rule.question for rule in book.derived if rule.question and rule.window_by_choice]
    named += [
        burden.question
        for known in situation.sheet.facts
        if (burden := situation.resolved(known.code).burden) is not None and burden.question is not None
    ]
    asked = [code for code in dict.fromkeys(named) if code in situation.questions]
    return tuple(code for code in asked if situation.choice(code) is None)


def questions(
    situation: Situation, results: tuple[Result, ...], found: tuple[Bar, ...], needed: Iterable[str]
) -> tuple[QuestionPut, ...]:
    """All questions put in this situation, in code order. ``needed`` are those whose answer changes the outcome."""
    waiting = set(needed)
    asked = waiting | {
        bar.rule.question for bar in found if bar.rule.question and bar.state is Truth.YES and bar.rule.effect == "ask"
    }
    liable = any(result.liable for result in results)
    established = {
        rule.group for rule in situation.book.factors if any(_true(situation, code) for code in facts_of(rule.when))
    }
    put = []
    for code in sorted(situation.questions):
        question = situation.questions[code]
        if code in asked or any(
            _raised(situation, occasion, established, liable=liable) for occasion in question.raised
        ):
            put.append(_put(situation, question, required=question.required or code in waiting))
    return tuple(put)


def _raised(situation: Situation, occasion: Raised, established: set[str], *, liable: bool) -> bool:
    sheet = situation.sheet
    if occasion.when and not any(
        all(situation.truth(code) is True for code in row.all_of)
        and all(situation.truth(code) is not True for code in row.none_of)
        for row in occasion.when
    ):
        return False
    return (
        (not occasion.subjects or sheet.subject in occasion.subjects)
        and (not occasion.roles or sheet.role in occasion.roles)
        and (not occasion.open or any(situation.truth(code) is None for code in occasion.open))
        and (occasion.conduct_before is None or _began_before(situation, occasion.conduct_before))
        and (occasion.conduct_from is None or _ended_from(situation, occasion.conduct_from))
        and (occasion.decision_from is None or sheet.decision_on >= occasion.decision_from)
        and (not occasion.liable or liable)
        and (not occasion.priors or bool(sheet.priors))
        and (not occasion.several or len(situation.situations()) > 1)
        and set(occasion.groups) <= established
        and (not occasion.unknown or any(_unsourced(situation, relation) for relation in occasion.unknown))
    )


def _began_before(situation: Situation, day: date) -> bool:
    """Whether conduct began before *day*; of a situation that the rulebook does not reach only where it went on until then."""
    outside = situation.parting.outside if situation.parting is not None else ()
    return situation.sheet.conduct_from < day or any(one.on < day <= one.last for one, _ in outside)


def _ended_from(situation: Situation, day: date) -> bool:
    outside = situation.parting.outside if situation.parting is not None else ()
    return situation.sheet.conduct_to >= day or any(one.last >= day for one, _ in outside)


def _true(situation: Situation, code: str) -> bool:
    return situation.truth(code) is True


def _unsourced(situation: Situation, relation: str) -> bool:
    held = situation.sheet.body_in(relation)
    needs = any(rule.needs_source and rule.relation == relation for rule in situation.acting_book.competence)
    return held is None or (needs and not held.source)


def _put(situation: Situation, question: Question, *, required: bool) -> QuestionPut:
    return QuestionPut(
        code=question.code,
        label=question.label,
        default=question.default,
        choices=tuple(ChoiceOffered(code=choice.code, label=choice.label) for choice in question.choices),
        answered_by=question.answered_by,
        answer=situation.answers.get(question.code),
        required=required,
        authorities=situation.authorities(question.cite, None, question.basis),
    )
