"""Which papers belong to which phase of a matter, and which are due by its present step. The table is data (``paper_phases.toml``)."""

from collections.abc import Collection, Iterable
from functools import cache
from importlib.resources import files

import msgspec

from domain.papers.template import Template
from domain.procedure.profile import Label
from domain.proceedings.proceeding import Proceeding

CARRYING_OUT = "proceeding.carry-out-measure"


class Phase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A phase with its papers, in the order of the procedure."""

    code: str
    label: Label
    papers: tuple[str, ...]


class _Phases(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    phases: tuple[Phase, ...]
    due: dict[str, tuple[str, ...]]
    measures: dict[str, tuple[str, ...]]


@cache
def _table() -> _Phases:
    content = (files("interfaces.api") / "paper_phases.toml").read_bytes()
    return msgspec.toml.decode(content, type=_Phases)


def phases() -> tuple[Phase, ...]:
    """All of them."""
    return _table().phases


def phase_of(template: str) -> Phase | None:
    """The phase of a paper; None for one that the table does not know."""
    return next((one for one in phases() if template in one.papers), None)


def by_phase(templates: Iterable[Template]) -> tuple[tuple[Phase, tuple[Template, ...]], ...]:
    """The phases that have some of *templates*, in order, each with its own. A table that knows not all of them is a defect."""
    known = {one.code: one for one in templates}
    found = tuple((each, tuple(known.pop(code) for code in each.papers if code in known)) for each in phases())
    if known:
        raise LookupError(sorted(known))
    return tuple((phase, own) for phase, own in found if own)


def due_with(
    step: str, templates: Iterable[Template], written: Collection[str], track: object = None
) -> frozenset[str]:
    """The codes of *templates* that are due with *step* (``proceeding.decide``) and not among those *written* already.

    Of a proceeding, *track* says which measures are still to be carried out.
    """
    table, known = _table(), tuple(templates)
    found = {one.code for one in known if one.carries_out == step} | set(table.due.get(step, ()))
    if step == CARRYING_OUT and isinstance(track, Proceeding) and track.decision is not None:
        done = (*track.decision.carried_out, *track.decision.impeded)
        left = (code for code in track.decision.handling.measures if code not in done)
        found |= {paper for code in left for paper in table.measures.get(code, ())}
    return frozenset(found & {one.code for one in known} - set(written))


def in_order(templates: Iterable[Template]) -> list[Template]:
    """*templates* in the order of the procedure; what the table does not know comes last."""
    place = {code: number for number, code in enumerate(code for one in phases() for code in one.papers)}
    return sorted(templates, key=lambda one: (place.get(one.code, len(place)), one.code))
