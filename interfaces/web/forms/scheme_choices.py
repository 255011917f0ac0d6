"""What the scheme of an assessment or a social evaluation offers in the fields of its commands."""

from collections.abc import Iterable

from domain.identity import OrganId
from domain.rulebook.vocabulary import FactKind
from domain.supervision.assessments.state import Assessment
from domain.supervision.evaluations.state import Evaluation
from domain.supervision.schemes import Schemes
from interfaces.web.forms.fields import Choice
from interfaces.web.matter import Matter


def scheme_choices(matter: Matter, schemes: Schemes) -> dict[str, tuple[Choice, ...]]:
    """The choices by field; none for other kinds of matter."""
    match matter.opened.state:
        case Assessment():
            return _of_assessment(matter, matter.opened.state, schemes)
        case Evaluation():
            return _of_evaluation(matter, matter.opened.state, schemes)
        case _:
            return {}


def _of_assessment(matter: Matter, state: Assessment, schemes: Schemes) -> dict[str, tuple[Choice, ...]]:
    kind = None if state.planned is None else schemes.assessments.kind(state.planned.kind)
    say, law = matter.names.texts.say, matter.names.law
    if kind is None:
        return {}
    groups = {one.code: say(one.label) for one in kind.groups}
    measures = dict.fromkeys(measure for several in kind.consequences.values() for measure in several)
    books = {book.instrument: book for book in (matter.catalogue.rulebooks if matter.catalogue else ())}
    situations = [
        Choice(value=fact.code, label=say(fact.label), hint=say(book.title))
        for book in books.values()
        for fact in book.facts
        if fact.kind is FactKind.TRIGGER
    ]
    items = () if state.issued is None else state.issued.items
    groups = {one.code: say(one.label) for one in kind.groups}  # a social evaluation has questions of the same codes
    return {
        "items": tuple(Choice(value=one.code, label=say(one.label)) for one in kind.groups),
        "points": tuple(
            Choice(value=one.code, label=f"{one.code} {groups.get(one.group, one.group)}", hint=f"0–{one.points}")
            for one in items
        ),
        "organs": _named(matter, state.organs),
        "measure": tuple(Choice(value=one, label=law(one)) for one in measures),
        "instrument": tuple(Choice(value=each, label=say(book.title)) for each, book in books.items()),
        "provision": tuple(situations),
    }


def _of_evaluation(matter: Matter, state: Evaluation, schemes: Schemes) -> dict[str, tuple[Choice, ...]]:
    kind = None if state.planned is None else schemes.evaluations.kind(state.planned.kind)
    say = matter.names.texts.say
    if kind is None:
        return {}
    asked = {one.code: one.label for one in kind.questions}
    marked = () if state.scheme is None else state.scheme.questions
    seats = () if state.scheme is None else state.scheme.seats
    return {
        "questions": tuple(Choice(value=one.code, label=say(one.label), chosen=True) for one in kind.questions),
        "marks": tuple(Choice(value=code, label=say(asked[code])) for code in marked if code in asked),
        "seat": tuple(
            Choice(
                value=seat,
                label=matter.names.texts(
                    "evaluation.seat_of", seat=seat, of=matter.names.code(type(group).__name__, group.value)
                ),
            )
            for seat, group in seats
        ),
        "grade": tuple(Choice(value=one.code, label=say(one.label)) for one in kind.grades),
    }


def _named(matter: Matter, organs: Iterable[OrganId]) -> tuple[Choice, ...]:
    return tuple(Choice(value=str(each), label=matter.names.of(each)) for each in organs)
