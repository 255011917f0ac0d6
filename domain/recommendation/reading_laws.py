"""R9: a choice that changes no outcome in any state is no choice; the question would be put for nothing."""

from collections.abc import Iterator
from datetime import date, timedelta

from domain.recommendation.difference import Side
from domain.recommendation.laws import anybody
from domain.recommendation.situation import Situation
from domain.recommendation.worlds import probes, worlds
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.lint.finding import LintFinding, warning
from domain.rulebook.lint.tables import days_of
from domain.rulebook.lint.walk import rules
from domain.rulebook.schema import Rulebook


def idle_readings(book: Rulebook, catalogue: Catalogue) -> Iterator[LintFinding]:
    """Each reading under which, on every day and for everybody, every state has the outcomes of the rule as it is written."""
    if not book.grounds:
        return
    for place, rule in rules(book):
        readings = [*getattr(rule, "readings", ())]
        single = getattr(rule, "reading", None)
        for at, reading in enumerate([*readings, *((single,) if single is not None else ())]):
            if not any(
                _differs(book, catalogue, subject, day, reading.question, reading.choice)
                for day in days_of(book)
                for subject in book.scope.subjects
            ):
                where = f"{place}.readings[{at}]" if readings else f"{place}.reading"
                yield warning("R9", "reading-changes-nothing", where, reading.question)


def _differs(book: Rulebook, catalogue: Catalogue, subject: str, day: date, question: str, choice: str) -> bool:
    """Whether some state has another outcome under *choice* than under every other choice of the question."""
    asked = next((each for each in book.questions if each.code == question), None)
    if asked is None:
        return True  # an unknown question is R5's
    sheet = anybody(book, subject, day)

    def side(taken: str) -> Side:
        return Side(Situation(sheet, book, catalogue, day + timedelta(days=1), {question: taken}))

    one = side(choice)
    others = [each.code for each in asked.choices if each.code != choice]
    return any(_apart(one, side(other)) for other in others)


def _apart(one: Side, two: Side) -> bool:
    if (one.features, one.model.gate_rules, one.combining) == (two.features, two.model.gate_rules, two.combining):
        return False
    size, features = len(one.features), (*one.features, *two.features)
    return any(
        one.handling(world[:size]) != two.handling(world[size:])
        for completions in (probes, worlds)
        for world in completions(features)
    )
