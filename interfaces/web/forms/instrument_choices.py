"""What can be chosen in the fields of a command on a supervision instrument, and when one is begun."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from domain.rulebook.labels import Label
from domain.supervision.schemes import Schemes
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
    organs = state.consulted if matter.opened.own else getattr(state, "organs", ())
    found = next((one for one in matter.breaches if one.id == preset.get("breach")), None)
    alike = {report for one in matter.breaches for report in one.alike} if found is None else set(found.alike)
    reports = tuple(Choice(value=str(each), label=str(each)[-12:]) for each in sorted(alike))
    return {
        "organ": tuple(Choice(value=str(each), label=names.of(each)) for each in organs),
        "breach": tuple(
            Choice(
                value=one.id, label=names.law(one.provision), hint=names.texts.listed(names.of(o) for o in one.organs)
            )
            for one in matter.breaches
            if not one.reports
        ),
        "item": tuple(
            Choice(value=str(one.item), label=names.texts.day(one.formed_on), hint=str(one.item)[-12:])
            for one in getattr(state, "items", {}).values()
            if one.published_on is None
        ),
        "finding": tuple(
            Choice(value=one.code, label=names.texts.say(one.label))
            for kind in schemes.projects.kinds
            if matter.kind == "project" and kind.code == state.registered.kind
            for one in kind.findings
        ),
        "same_as": reports,
        "apart_from": reports,
    }


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
