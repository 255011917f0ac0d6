"""What an appeal can vary a decision into: nothing is offered that would be heavier than the decision, as nothing heavier is taken."""

from collections.abc import Iterator, Mapping

from domain.appeals.outcome import VARIED_INTO
from domain.proceedings.adverse import statutory_orders
from domain.proceedings.events import Outcome
from domain.proceedings.handling import Handling, added
from interfaces.web.directory import Names
from interfaces.web.forms.fields import Choice
from interfaces.web.matter import Matter

FIELDS = frozenset({"outcome", "measures"})
"""The fields of an outcome that say what the decision is varied into."""


def variation_choices(matter: Matter) -> Mapping[str, tuple[Choice, ...]]:
    """The choices of each of ``FIELDS`` on an appeal; none of another matter, and none of the decision when it is gone."""
    if matter.kind != "appeal":
        return {}
    return {"outcome": tuple(_outcomes(matter, matter.names)), "measures": tuple(_measures(matter, matter.names))}


def _outcomes(matter: Matter, names: Names) -> Iterator[Choice]:
    decision = matter.track.decision if matter.track is not None else None
    if decision is None:
        return
    for outcome in VARIED_INTO:
        measures = decision.handling.measures if outcome is Outcome.MEASURES else ()
        if not added(Handling(outcome=outcome, measures=measures), decision.handling, ()):
            yield Choice(value=outcome.value, label=names.code("Outcome", outcome.value))


def _measures(matter: Matter, names: Names) -> Iterator[Choice]:
    """What the decision holds or what the law itself ranks no higher, in the order of the case's own rulebook, then of the others."""
    decision = matter.track.decision if matter.track is not None else None
    if decision is None or decision.handling.outcome is not Outcome.MEASURES:
        return
    own = () if names.book is None else (names.book,)
    labels = {one.code: one.label for book in (*names.rulebooks, *own) for one in book.measures}
    first = [one.code for book in own for one in book.measures]
    orders = statutory_orders(names.rulebooks)
    for code in dict.fromkeys((*first, *labels)):
        if not added(Handling(outcome=Outcome.MEASURES, measures=(code,)), decision.handling, orders):
            yield Choice(value=code, label=names.texts.say(labels[code]))
