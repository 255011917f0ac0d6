"""The readings that are still possible: one situation for each way to answer what nobody has answered yet."""

from itertools import product

from domain.recommendation.asking import undecided
from domain.recommendation.basis import BasisCheck
from domain.recommendation.situation import Situation


def waiting_in(situation: Situation, check: BasisCheck) -> tuple[str, ...]:
    """The questions without an answer that the basis or the rules turn on, each once."""
    return tuple(dict.fromkeys((*check.questions, *undecided(situation))))


def readings(plain: Situation, waiting: tuple[str, ...]) -> tuple[Situation, ...]:
    """One situation for each combination of answers to *waiting*; *plain* itself where nothing waits."""
    options = [[(code, choice.code) for choice in plain.questions[code].choices] for code in waiting]
    return tuple(
        Situation(plain.given, plain.book, plain.references, plain.known_at, dict(combination))
        if combination
        else plain
        for combination in product(*options)
    )


def every_reading(plain: Situation) -> tuple[Situation, ...]:
    """One situation for each choice on each question, one question at a time, besides *plain* itself: what a lint looks at."""
    return (
        plain,
        *(
            Situation(plain.given, plain.book, plain.references, plain.known_at, {question.code: choice.code})
            for question in plain.book.questions
            for choice in question.choices
        ),
    )
