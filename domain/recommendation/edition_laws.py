"""R8, L10: of the law of the time and a later one the lighter is chosen, in every class of states that the two can tell apart."""

from collections.abc import Iterator
from datetime import timedelta

from domain.recommendation.counting import counted
from domain.recommendation.difference import Side
from domain.recommendation.editions import takes_over
from domain.recommendation.facts import FactSheet
from domain.recommendation.ordered_laws import DOWN
from domain.recommendation.severity import Handling, Ordering, agreed, compare
from domain.recommendation.situation import Situation
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.lint.finding import LintFinding, error
from domain.rulebook.schema import Rulebook

MIRRORED = {Ordering.LIGHTER: Ordering.HEAVIER, Ordering.HEAVIER: Ordering.LIGHTER}


def earlier_laws(book: Rulebook, catalogue: Catalogue) -> tuple[Rulebook, ...]:
    """The editions that *book* is weighed with: earlier ones, its own and of what it takes over from, that are bases."""
    if book.transition is None or book.edition is None:
        return ()
    names = (book.instrument, *book.transition.follows)
    found = (other for name in names for other in catalogue.editions(name))
    return tuple(
        other for other in found if other.grounds and other.edition is not None and other.edition < book.edition
    )


def edition_laws(book: Rulebook, catalogue: Catalogue) -> Iterator[LintFinding]:
    """L10: what is chosen is never heavier than the law of the time, and which is lighter is the same from both sides."""
    for earlier in earlier_laws(book, catalogue):
        for subject in book.scope.subjects:
            if subject in earlier.scope.subjects and book.edition is not None:
                day = book.edition - timedelta(days=1)
                sheet = FactSheet(
                    respondent="lint",
                    subject=subject,
                    conduct_from=day,
                    conduct_to=day,
                    decision_on=book.edition,
                    matter=book.scope.matters[0],
                )
                one, two = (Side(Situation(sheet, each, catalogue, book.edition)) for each in (earlier, book))
                yield from _broken(one, two, subject, earlier.key)


def _broken(one: Side, two: Side, subject: str, earlier: str) -> Iterator[LintFinding]:
    """Every outcome of the one beside every outcome of the other: more than the states that both can be in."""
    mine, theirs = _outcomes(one), _outcomes(two)
    for (before, mine_ranked), witness in mine.items():
        for (after, theirs_ranked), other in theirs.items():
            order = agreed(mine_ranked, theirs_ranked)
            forward, back = compare(before, after, order), compare(after, before, order)
            chosen = after if takes_over(forward.value) else before
            if compare(before, chosen, order) not in DOWN or back is not MIRRORED.get(forward, forward):
                shown = tuple(dict.fromkeys((*witness, *other)))
                yield error("R8", "law-broken", "transition", "L10", subject, earlier, witness=shown)
                return


def _outcomes(side: Side) -> dict[tuple[Handling, tuple[str, ...] | None], tuple[str, ...]]:
    """Every outcome with the order of measures by law there, and the plainest state that has it."""
    found: dict[tuple[Handling, tuple[str, ...] | None], tuple[str, ...]] = {}
    for world, counting in counted(side.features).items():
        key = (side.handling(world), side.ranking(world))
        found[key] = min(found.get(key, counting.witness), counting.witness, key=lambda each: (len(each), each))
    return found
