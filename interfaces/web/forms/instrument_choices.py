"""What can be chosen in the fields of a command on a supervision instrument, and when one is begun."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

import msgspec
from msgspec.structs import replace

from application.access import Role, Subject, bodies_acting
from application.casework.around import Around
from application.casework.supervision import keepers_of
from domain.identity import OrganId, ReportId
from domain.rulebook.labels import Label
from domain.supervision.duties.state import Duty
from domain.supervision.schemes import Schemes
from interfaces.api.instrument_views import BreachShown
from interfaces.web.directory import Names
from interfaces.web.forms.fields import Choice, Field
from interfaces.web.matter import Matter

SHOWN = 12
"""So many breaches stand open to be ticked; the others are folded behind them."""


class Coded(Protocol):
    """Something of a scheme: its code and what it is called."""

    @property
    def code(self) -> str:
        """The code."""
        ...

    @property
    def label(self) -> Label:
        """What it is called."""
        ...


def instrument_choices(
    matter: Matter, action: str, preset: Mapping[str, str], around: Around
) -> dict[str, tuple[Choice, ...]]:
    """The choices of the command *action* on one that exists, by field: its organs, its breaches and what may be the same."""
    state, names = matter.opened.state, matter.names
    organs, schemes = _organs_of(matter, action, around.today()), around.schemes
    asked = [one for one in matter.breaches if one.id == preset.get("breach")] or matter.breaches
    said = {report for one in asked for report in one.alike}
    unsaid = {report for one in asked for report in one.unsaid} - said
    breaches = tuple(
        Choice(value=one.id, label=names.law(one.provision), hint=_of_breach(one, names))
        for one in matter.breaches
        if not one.reports and one.provisions
    )
    return {
        "organ": tuple(Choice(value=str(each), label=names.of(each)) for each in organs),
        "evaluation": tuple(
            Choice(
                value=str(one.id),
                label=names.texts.matter("evaluation", one.id, one.number),
                hint=names.texts.listed(map(names.of, one.organs)),
            )
            for one in matter.evaluations
        ),
        "breach": breaches,
        "breaches": tuple(replace(one, further=place >= SHOWN) for place, one in enumerate(breaches)),
        "item": tuple(
            Choice(
                value=str(one.item),
                label=names.texts.day(one.formed_on),
                hint=names.texts("duty.place", place=places_in(state)[one.item]),
            )
            for one in getattr(state, "items", {}).values()
            if one.published_on is None
        ),
        "finding": tuple(
            Choice(value=one.code, label=names.texts.say(one.label))
            for kind in schemes.projects.kinds
            if matter.kind == "project" and kind.code == state.registered.kind
            for one in kind.findings
        ),
        "same_as": (*_reports(said, names, ""), *_reports(unsaid, names, names.texts("supervision.unsaid_one"))),
        "apart_from": _reports(said, names, ""),
    }


def _organs_of(matter: Matter, action: str, today: date) -> Sequence[UUID]:
    """The organs that a command can name: those of the matter, for an organ's own account its own, else any but those."""
    organs: Sequence[UUID] = getattr(matter.opened.state, "organs", ())
    if action == "consultation.refer-disagreement":
        term = matter.names.snapshot.organ(OrganId(organs[0]), today)
        above = () if term is None else keepers_of(term)
        others = sorted((each for each in matter.names.organs if each not in {*organs, *above}), key=matter.names.of)
        return (*above, *others)
    if action in {"consultation.note-receipt", "consultation.note-reply"}:
        own = matter.opened.subject.speaks_for
        return [each for each in organs[1:] if not matter.opened.own or each in own]
    return organs


def places_in(duty: Duty) -> Mapping[UUID, int]:
    """The number of each item and of each thing checked, in the order in which they came on record, from 1."""
    return {item: place for things in (duty.items, duty.checks) for place, item in enumerate(things, start=1)}


def _of_breach(breach: BreachShown, names: Names) -> str:
    """Whose breach it is, and since when."""
    organs = names.texts.listed(names.of(organ) for organ in breach.organs)
    return names.texts("supervision.breach_of", organs=organs, day=names.texts.day(breach.since))


def _reports(reports: set[ReportId], names: Names, hint: str) -> tuple[Choice, ...]:
    """Reports by their numbers."""
    return tuple(
        Choice(value=str(each), label=names.texts.matter("report", each, names.numbers.get(each)), hint=hint)
        for each in sorted(reports)
    )


class Beginner(msgspec.Struct, frozen=True, kw_only=True):
    """Who begins an instrument: the ``bodies`` that may keep it, and the organ that asks, if only some come in question."""

    bodies: frozenset[UUID]
    asking: frozenset[UUID] | None = None


def beginner(subject: Subject, action: str, names: Names, today: date) -> Beginner:
    """As whom *subject* may begin one: for the bodies at whose desk they work, else for the organs whose account they hold."""
    staff = tuple(grant for grant in subject.grants if grant.role is not Role.RESPONDENT)
    bodies = bodies_acting(replace(subject, grants=staff), action)
    if bodies or not bodies_acting(subject, action):
        return Beginner(bodies=bodies)
    terms = (names.snapshot.organ(OrganId(organ), today) for organ in subject.speaks_for)
    above = frozenset(body for term in terms if term is not None for body in keepers_of(term))
    return Beginner(bodies=above, asking=subject.speaks_for)


def beginning_choices(
    kind: str, field: Field, names: Names, schemes: Schemes, own: Beginner
) -> tuple[Choice, ...] | None:
    """The choices of a field when an instrument of *kind* is begun; None when it is typed in."""
    if field.ids in {"BodyId", "OrganId"}:
        organs = sorted(names.organs.items(), key=lambda item: item[1])
        if field.name == "body":
            return tuple(Choice(value=str(each), label=name) for each, name in organs if each in own.bodies)
        if field.name == "releasing" and own.asking is not None:
            return tuple(Choice(value=str(each), label=name) for each, name in organs if each in own.asking)
        return tuple(Choice(value=str(each), label=name) for each, name in organs)
    if field.enum is not None:
        return tuple(Choice(value=each.value, label=names.code(field.enum.__name__, each.value)) for each in field.enum)
    codes: dict[tuple[str, str], Sequence[Coded]] = {
        ("consultation", "kind"): schemes.consultations.kinds,
        ("consultation", "category"): schemes.consultations.categories,
        ("assessment", "kind"): schemes.assessments.kinds,
        ("evaluation", "kind"): schemes.evaluations.kinds,
        ("duty", "kind"): schemes.duties.kinds,
        ("project", "kind"): schemes.projects.kinds,
    }
    several = codes.get((kind, field.name))
    return None if several is None else tuple(Choice(value=c.code, label=names.texts.say(c.label)) for c in several)
