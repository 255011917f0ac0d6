"""What a rule code says to people: from the procedure profile it was judged by, or from the rulebook engine."""

from collections.abc import Mapping
from functools import cache

from application.adapters.rulebook_files import packaged
from application.casework.file import FIRST_PROFILE
from domain.procedure.profile import Profile
from domain.recommendation.words import WORDS
from domain.refusal import Reason
from domain.rulebook.labels import Label
from interfaces.api.answering import unexplained
from interfaces.problems import ReasonShown

UNNAMED = (Label(zh="…", en="…"),) * 3
"""Stands in a sentence for what a reason does not name."""

BY_RULEBOOK = "rulebook"
"""The basis of what a rulebook says against a decision; its citations are in the recommendation."""


@cache
def _labels() -> Mapping[str, Label]:
    """What the shipped rulebooks call their facts, measures and questions."""
    books = packaged().rulebooks
    return {
        one.code: one.label for book in books for part in (book.questions, book.measures, book.facts) for one in part
    }


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
                remedy_zh=rule.remedy_zh,
                remedy_en=rule.remedy_en,
                basis=rule.source.basis.value,
                cites=rule.source.cites,
                act=rule.act,
            )
        words = WORDS.get(reason.rule)
        if words is None:
            return unexplained(reason)
        named = [*(_labels().get(code, Label(zh=code, en=code)) for code in reason.about), *UNNAMED]
        return ReasonShown(
            rule=reason.rule,
            about=reason.about,
            zh=words.says.zh.format(*(label.zh for label in named)),
            en=words.says.en.format(*(label.en for label in named)),
            remedy_zh=words.remedy.zh,
            remedy_en=words.remedy.en,
            basis=BY_RULEBOOK,
            cites=(),
            act=words.act,
        )
