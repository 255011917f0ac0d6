"""The circumstances that a recommendation counts: those that officers found, and those that the record itself shows.

One source for whatever compares proceedings or tells of them: a circumstance on which a weighting rests is nowhere left out
because nobody had to find it.
"""

from collections.abc import Iterator

from domain.recommendation.facts import FactSheet, FactStatus
from domain.recommendation.outcome import Recommendation
from domain.recommendation.parts import Because, Truth
from domain.rulebook.schema import Rulebook
from domain.rulebook.vocabulary import FactKind


def derived(found: Recommendation, book: Rulebook) -> tuple[Because, ...]:
    """Each circumstance of *book* that weighs in *found* and was counted from the record, by nobody's finding."""
    known = {fact.code for fact in book.facts if fact.kind is FactKind.FACTOR}
    shown = {one.fact: one for one in _weighing(found) if one.fact in known}
    return tuple(shown.values())


def established(sheet: FactSheet, found: Recommendation, book: Rulebook) -> tuple[str, ...]:
    """Codes of every fact that is established on *sheet*, and of every circumstance that the record itself shows."""
    known = {one.code for one in sheet.facts if one.status is FactStatus.ESTABLISHED}
    return tuple(sorted(known | {one.fact for one in derived(found, book)}))


def _weighing(found: Recommendation) -> Iterator[Because]:
    for factor in found.weighting.factors:
        if factor.state is Truth.YES:
            yield from (one for one in factor.because if one.derived and one.status is FactStatus.ESTABLISHED)
