"""What a rule code says to people: from the procedure profile it was judged by, or from the rulebook engine."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from application.adapters.rulebook_files import packaged
from application.casework.file import FIRST_PROFILE
from domain.papers.days import day
from domain.procedure.profile import Profile
from domain.recommendation.words import WORDS
from domain.refusal import Reason
from domain.rulebook.labels import Label
from domain.rulebook.provisions import Provision
from domain.rulebook.questions import DECIDER
from domain.rulebook.schema import Rulebook
from interfaces.api.answering import unexplained
from interfaces.problems import ReasonShown
from projections.history.catalogue import Language, codes

UNNAMED = (Label(zh="…", en="…"),) * 3
"""Stands in a sentence for what a reason does not name."""

BY_RULEBOOK = "rulebook"
"""The basis of what a rulebook says against a decision; its citations are in the recommendation."""


def _rules_of(book: Rulebook) -> tuple[tuple[Provision, ...], ...]:
    """The provisions of *book* that can stand against a decision under their own code."""
    return book.filters, book.gates, book.exclusions, book.elements, book.competence


@cache
def _labels() -> Mapping[str, Label]:
    """What the shipped rulebooks call whatever a reason can name; of two parts with the same code the later listed counts."""
    books = packaged().rulebooks
    rules = [part for book in books for part in _rules_of(book)]
    parts = [part for book in books for part in (book.questions, book.measures, book.facts)]
    return {one.code: one.label for part in (*rules, *parts) for one in part}


_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def called(code: str) -> Label:
    """What the rulebooks call *code*; a day as people write it; else the code."""
    found = _labels().get(code)
    if found is None and _A_DAY.fullmatch(code):
        words = day(date.fromisoformat(code))
        return Label(zh=words.zh, en=words.en)
    return found or Label(zh=code, en=code)


NAMES_THE_OFFICE: Mapping[str, int] = {"question-unanswered": 1, "answer-of-another-office": 0}
"""Rule -> the place, among what its reason is about, of the office whose answer a question is."""


def offices_of(reason: Reason | ReasonShown) -> tuple[str, ...]:
    """The offices that may give the answer which *reason* misses: the one whose it is, then whoever decides. Else nobody."""
    place = NAMES_THE_OFFICE.get(reason.rule)
    if place is None or len(reason.about) <= place:
        return ()
    return tuple(dict.fromkeys((reason.about[place], DECIDER)))


def _whose(language: Language, reason: Reason) -> str:
    """Who may answer, as a sentence after the remedy."""
    words = codes()["office"]
    offices = [words[one].of(language) for one in offices_of(reason) if one in words]
    if not offices:
        return ""
    return (
        f"可以答复的是：{'、'.join(offices)}。"
        if language == "zh"
        else f" It may be answered by {' or '.join(offices)}."
    )


def _ended(sentence: str) -> str:
    """A sentence that ends in the words of a question ends with the question's own mark."""
    return sentence.replace("？。", "？").replace("?.", "?")


class Explanations:
    """The sentence, remedy and source of every rule code."""

    def __init__(self, profiles: Mapping[str, Profile]) -> None:
        self._profiles = profiles

    def __call__(self, reason: Reason, under: str | None) -> ReasonShown:
        """The rule as the profile *under* has it; the same rule rests on other articles in another profile."""
        profile = self._profiles.get(under or FIRST_PROFILE)
        rule = None if profile is None else profile.rules.get(reason.rule)
        if rule is not None:
            return ReasonShown(
                rule=reason.rule,
                about=reason.about,
                zh=rule.zh,
                en=rule.en,
                remedy_zh=rule.remedy_zh + _whose("zh", reason),
                remedy_en=rule.remedy_en + _whose("en", reason),
                basis=rule.source.basis.value,
                cites=rule.source.cites,
                act=rule.act,
            )
        words = WORDS.get(reason.rule)
        if words is None:
            return unexplained(reason)
        named = [*map(called, reason.about), *UNNAMED]
        return ReasonShown(
            rule=reason.rule,
            about=reason.about,
            zh=_ended(words.says.zh.format(*(label.zh for label in named))),
            en=_ended(words.says.en.format(*(label.en for label in named))),
            remedy_zh=words.remedy.zh + _whose("zh", reason),
            remedy_en=words.remedy.en + _whose("en", reason),
            basis=BY_RULEBOOK,
            cites=(),
            act=words.act,
        )
