"""Breaches of several supervision matters in one list, and the leads made of them: each matter by its own command."""

from collections.abc import Iterator
from typing import Annotated, Any
from uuid import UUID, uuid5

import msgspec
from msgspec.structs import replace

from application.access import Allowed, decide_access
from application.casework import gate
from application.casework.instruments import INSTRUMENTS
from application.errors import ApplicationError, NotAuthorised, NotFound
from domain.refusal import Refused
from domain.supervision.leads import RaiseLeads
from interfaces.api.commands import Receipt, command_operations
from interfaces.api.docket import DocketQuery, page_of_lists
from interfaces.api.explaining import Explanations
from interfaces.api.forms import Writing, form_of
from interfaces.api.instrument_views import BreachShown
from interfaces.api.instruments import InstrumentRoutes
from interfaces.api.once import once
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.caught import told
from interfaces.problems import Problem, Trouble
from interfaces.service import Service
from projections.docket.row import Kind

READ, RAISE = "supervision.read-breaches", "supervision.raise-leads"
SEVERAL = Sentence(zh="就多个监督事项的违反情形一并提出线索", en="Make leads of the breaches of several matters")
MOST = 50
"""Matters looked at for one page, and matters of one request."""

Code = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class BreachQuery(DocketQuery, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Which matters are looked at: as for the docket, at most fifty a page."""

    limit: Annotated[int, msgspec.Meta(ge=1, le=MOST)] = MOST


class MatterBreaches(msgspec.Struct, frozen=True, kw_only=True):
    """One matter with the breaches that stand today and have no lead, of which a lead can be made."""

    id: UUID
    kind: str
    number: str | None
    version: int
    breaches: tuple[BreachShown, ...]


class BreachList(msgspec.Struct, frozen=True, kw_only=True):
    """Those of the matters of one page in which something stands; ``next``: the cursor of further matters, or None."""

    entries: tuple[MatterBreaches, ...]
    next: str | None


class LeadsOfMatter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of one matter, as it was seen at ``version``: the breaches that are to become leads."""

    kind: Kind
    id: UUID
    version: Annotated[int, msgspec.Meta(ge=0, le=2**62)]
    breaches: Annotated[tuple[Code, ...], msgspec.Meta(min_length=1, max_length=500)]


class LeadsOfSeveral(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Leads of the breaches of several matters. The account and the answers hold for all of them, as for one matter."""

    matters: Annotated[tuple[LeadsOfMatter, ...], msgspec.Meta(min_length=1, max_length=MOST)]
    account: Writing
    apart_from: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=500)] = ()
    unsaid_seen: bool = False


class LeadsOfOne(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one matter: its receipt, or why it stayed as it was."""

    id: UUID
    kind: Kind
    receipt: Receipt | None
    problem: Problem | None


class LeadsMade(msgspec.Struct, frozen=True, kw_only=True):
    """Matter by matter, in the order of the request; ``stayed`` counts those that could not be done."""

    matters: tuple[LeadsOfOne, ...]
    stayed: int


class Breaches:
    """The two routes."""

    def __init__(self, service: Service) -> None:
        self._service, self._instruments = service, InstrumentRoutes(service)
        self._explain = Explanations(service.around.profiles)
        wanted = {f"{kind}.raise-leads": kind for kind in INSTRUMENTS}
        self._raising = {
            wanted[operation.action]: operation
            for operation in command_operations(service)
            if operation.action in wanted
        }

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="GET",
            path="/api/breaches",
            name="list-breaches",
            action=READ,
            summary=Sentence(
                zh="各监督事项中尚未提出线索的违反情形", en="Breaches without a lead, of all supervision matters"
            ),
            tag="lists",
            query=BreachQuery,
            answers=BreachList,
            run=self.listed,
        )
        yield Operation(
            method="POST",
            path="/api/breaches/raise-leads",
            name="raise-leads-of-several",
            action=RAISE,
            summary=SEVERAL,
            tag="lists",
            body=LeadsOfSeveral,
            answers=LeadsMade,
            changes=True,
            run=self.raised,
        )

    async def listed(self, call: Call) -> Answer:
        """Each matter within what the reader may see of its kind, with what stands in it today."""
        gate.require(call.subject, READ)
        lists = tuple(
            f"{kind}.list" for kind in INSTRUMENTS if isinstance(decide_access(call.subject, f"{kind}.list"), Allowed)
        )
        page = await page_of_lists(self._service, call, lists)
        found = []
        for entry in page.entries:
            standing = await self._standing(call.subject, str(entry.kind), entry.id)
            if standing is not None and standing.breaches:
                found.append(replace(standing, number=entry.number))
        return Answer(content=BreachList(entries=tuple(found), next=page.next))

    async def _standing(self, subject: Any, kind: str, matter: UUID) -> MatterBreaches | None:
        """None where the matter is not the reader's to open."""
        reading = self._service.reading
        try:
            opened = await reading.instrument(subject, kind, matter, f"{kind}.read")
        except (NotFound, NotAuthorised):
            return None
        standing = INSTRUMENTS[kind].breaches(opened.state, await reading.setting(opened, kind))
        known = {lead.breach for lead in opened.state.leads}
        shown = await self._instruments.breaches(opened, [one for one in standing if one.id not in known])
        fit = tuple(one for one in shown if one.provisions)
        return MatterBreaches(id=matter, kind=kind, number=None, version=opened.version, breaches=fit)

    async def raised(self, call: Call) -> Answer:
        """Each matter by its own command, as if it had been asked for alone."""
        gate.require(call.subject, RAISE)
        ids = [one.id for one in call.body.matters]
        if len(set(ids)) != len(ids) or any(one.kind not in self._raising for one in call.body.matters):
            raise Trouble("malformed-body", place="$.matters")

        async def run() -> Answer:
            made = [await self._one(call, one) for one in call.body.matters]
            stayed = sum(one.problem is not None for one in made)
            return Answer(content=LeadsMade(matters=tuple(made), stayed=stayed))

        return await once(self._service.events, call, run, _without_reasons)

    async def _one(self, call: Call, wanted: LeadsOfMatter) -> LeadsOfOne:
        body: LeadsOfSeveral = call.body
        form = form_of(RaiseLeads)(
            breaches=wanted.breaches,
            account=body.account,
            apart_from=body.apart_from,
            unsaid_seen=body.unsaid_seen,
        )
        if call.key is None:
            raise AssertionError  # the operation declares that it changes something
        part = replace(
            call,
            ids={wanted.kind.value: wanted.id},
            body=form,
            key=uuid5(call.key, str(wanted.id)),
            expected=wanted.version,
        )
        try:
            answer = await self._raising[wanted.kind.value].run(part)
        except (Refused, Trouble, ApplicationError) as error:
            problem = told(error, call.language, self._explain)
            return LeadsOfOne(id=wanted.id, kind=wanted.kind, receipt=None, problem=problem)
        return LeadsOfOne(id=wanted.id, kind=wanted.kind, receipt=answer.content, problem=None)


def _without_reasons(made: LeadsMade) -> LeadsMade:
    """What is kept of an answer that is too long for a receipt: what became of each matter, not why."""
    kept = tuple(replace(one, problem=one.problem and replace(one.problem, reasons=())) for one in made.matters)
    return replace(made, matters=kept)
