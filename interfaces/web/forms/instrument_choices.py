"""What can be chosen in the fields of a command on a supervision instrument, and when one is begun."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from domain.identity import ReportId
from domain.rulebook.labels import Label
from domain.supervision.duties.state import Duty
from domain.supervision.schemes import Schemes
from interfaces.api.instrument_views import BreachShown
from interfaces.web.directory import Names
from interfaces.web.forms.fields import Choice, Field
from interfaces.web.matter import Matter


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


def instrument_choices(matter: Matter, preset: Mapping[str, str], schemes: Schemes) -> dict[str, tuple[Choice, ...]]:
    """The choices of a command on one that exists, by field: its own organs, its breaches and what may be the same."""
    state, names = matter.opened.state, matter.names
    organs = getattr(state, "consulted" if matter.opened.own else "organs", ())
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
        "breach": breaches,
        "breaches": breaches,
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


def beginning_choices(
    kind: str, field: Field, names: Names, schemes: Schemes, own: frozenset[UUID]
) -> tuple[Choice, ...] | None:
    """The choices of a field when an instrument of *kind* is begun; None when it is typed in."""
    if field.ids in {"BodyId", "OrganId"}:
        organs = sorted(names.organs.items(), key=lambda item: item[1])
        if field.name == "body":
            return tuple(Choice(value=str(each), label=name) for each, name in organs if each in own)
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
