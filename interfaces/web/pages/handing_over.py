"""Hand-over: every open matter of one officer given to another, each by its own command, with a note; what cannot go stays."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response

from application.access import Role
from application.errors import ApplicationError, NotAuthorised, NotFound
from domain.calendar.signal import Signal
from domain.identity import ActorId
from domain.refusal import Refused
from interfaces.api.docket import Docket, DocketQuery
from interfaces.api.operation import Operation
from interfaces.api.persons_concerned import kept_away
from interfaces.api.workload import OfficerLoad, WaitingQuery, Workloads
from interfaces.problems import Problem, Trouble, from_validation
from interfaces.service import Service
from interfaces.web.calling import call_of, part_of, reading
from interfaces.web.choosing import bodies_of, holds_matters
from interfaces.web.directory import Directory, Names
from interfaces.web.matter import Matter, Matters
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.row_clocks import dues
from interfaces.web.signals import MARKS, signals
from interfaces.web.visit import Visit, number_in
from projections.docket.reads import Entry
from projections.docket.row import Kind

ASSIGNS = {"case": ("case.assign-investigators", "investigators"), "appeal": ("appeal.assign-handlers", "handlers")}
"""By kind of matter, the command that names its officers and the field that holds them."""

PAGE_OF_MATTERS = 100
IN_SIGHT = 10
"""So many matters that can go stand open on the page; more are folded, all of them ticked."""


class Moving(msgspec.Struct, frozen=True, kw_only=True):
    """One open matter. ``officers`` are those it would have; ``against`` why it cannot go as far as is known before.

    ``unchecked``: whoever takes it is nobody in the register of persons, so that no conflict could come to light.
    """

    entry: Entry
    version: int
    officers: tuple[UUID, ...]
    against: str | None = None
    unchecked: bool = False


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one matter: ``problem`` is None when it was handed over."""

    entry: Entry
    problem: Problem | None


class HandingOver:
    """The page of the hand-over."""

    def __init__(
        self,
        service: Service,
        directory: Directory,
        matters: Matters,
        operations: Mapping[str, Operation],
        explain: Explain,
    ) -> None:
        self._service, self._directory, self._matters = service, directory, matters
        self._operations, self._explain, self._docket = operations, explain, Docket(service)
        self._workloads = Workloads(service)

    def pages(self) -> Iterator[Page]:
        """The declared page."""
        yield Page(path="/hand-over", action="dashboard.read", show=self.ask, submit=self.hand_over)

    async def ask(self, visit: Visit) -> Response[bytes]:
        """Who to whom; then every open matter with the officers it would have and what stands against it."""
        names = await self._allowed(visit)
        leaver, taker = _officer(visit.asked("from"), names), _officer(visit.asked("to"), names)
        moving = [] if leaver is None or taker is None else await self._moving(visit, leaver, taker, names)
        return await self._shown(visit, names, leaver, taker, moving=moving)

    async def hand_over(self, visit: Visit) -> Response[bytes]:
        """Each matter that was ticked, one by one; a refused one stays where it was, says why, and can be sent again with its note."""
        names = await self._allowed(visit)
        leaver, taker = _officer(visit.given("from"), names), _officer(visit.given("to"), names)
        if leaver is None or taker is None:
            raise Trouble("malformed-body", place="to")
        ticked = {one for one in visit.form.get("matter", ()) if one}
        moved = [
            Moved(entry=entry, problem=await self._move(visit, entry, leaver, taker))
            for entry in await self._open_matters(visit, leaver, taker)
            if str(entry.id) in ticked
        ]
        stayed = not moved or any(one.problem is not None for one in moved)
        moving = await self._moving(visit, leaver, taker, names) if stayed else None
        return await self._shown(visit, names, leaver, taker, moving=moving, moved=moved)

    async def _allowed(self, visit: Visit) -> Names:
        if not visit.holds(Role.LEAD_MANAGER, Role.APPROVER):
            raise NotAuthorised("case.assign-investigators")
        return await self._directory.names(visit.texts)

    async def _open_matters(self, visit: Visit, *officers: UUID) -> list[Entry]:
        """Open cases and appeals that the reader sees and one of *officers* has in hand, each once, in order of their clocks."""
        found: dict[UUID, Entry] = {}
        for officer in officers:
            cursor: str | None = None
            while True:
                query = DocketQuery(
                    kinds=(Kind.CASE, Kind.APPEAL), open=True, handler=officer, cursor=cursor, limit=PAGE_OF_MATTERS
                )
                some = (await self._docket.docket(reading(visit, query=query))).content
                found |= {entry.id: entry for entry in some.entries}
                cursor = some.next
                if cursor is None:
                    break
        return list(found.values())

    async def _moving(self, visit: Visit, leaver: UUID, taker: UUID, names: Names) -> list[Moving]:
        shown = []
        unchecked = ActorId(taker) not in await self._service.around.staff.persons()
        for entry in await self._open_matters(visit, leaver):
            matter = await self._opened(visit, entry)
            if matter is None:
                shown.append(Moving(entry=entry, version=0, officers=(), against=names.texts("hand_over.not_yours")))
                continue
            officers = _after(matter, leaver, taker)
            against = await self._against(matter, taker, names)
            if leaver not in _officers(matter):
                against = names.texts("hand_over.other_role")
            version = matter.opened.version
            shown.append(Moving(entry=entry, version=version, officers=officers, against=against, unchecked=unchecked))
        return shown

    async def _opened(self, visit: Visit, entry: Entry) -> Matter | None:
        """The matter, if the reader may say who has it in hand."""
        try:
            matter = await self._matters.open(visit, entry.kind, entry.id)
        except (NotFound, NotAuthorised):
            return None
        return matter if matter.opened.may(ASSIGNS[entry.kind][0]) else None

    async def _against(self, matter: Matter, taker: UUID, names: Names) -> str | None:
        """Why the registers or a recusal keep *taker* from the matter; None where nothing is known against them."""
        if matter.file is None:
            return None
        for one in (await kept_away(self._service.around, matter.file)).officers:
            if one.account == taker:
                return names.texts.listed(names.kept_away(ground) for ground in (one.ground, *one.others))
        return None

    async def _move(self, visit: Visit, entry: Entry, leaver: UUID, taker: UUID) -> Problem | None:
        action, field = ASSIGNS[entry.kind]
        operation, note = self._operations[action], visit.given("note")
        matter = await self._opened(visit, entry)
        if matter is None:
            return problem_of(NotAuthorised(action), visit, self._explain)
        officers = _after(matter, leaver, taker)
        if officers == _officers(matter):
            return None  # a form that was sent twice
        body: dict[str, Any] = {field: [str(one) for one in officers]}
        if note is not None:
            body["note"] = {"text": note}
        try:
            call = call_of(visit, msgspec.convert(body, operation.body, strict=False), ids={entry.kind: entry.id})
            seen = _seen(visit, entry, matter.opened.version)
            await operation.run(msgspec.structs.replace(part_of(call, str(entry.id)), expected=seen))
        except msgspec.ValidationError as error:
            return problem_of(from_validation(error), visit, self._explain)
        except (Refused, Trouble, ApplicationError) as error:
            return problem_of(error, visit, self._explain)
        return None

    async def _left(self, visit: Visit) -> list[OfficerLoad]:
        """Those with whose accounts nobody can act any more and who have something open in hand, as far as the reader sees it."""
        loads = (await self._workloads.workload(reading(visit, query=WaitingQuery()))).content.loads
        return [one for one in loads if one.gone and one.open]

    async def _shown(
        self,
        visit: Visit,
        names: Names,
        leaver: UUID | None,
        taker: UUID | None,
        *,
        moving: list[Moving] | None = None,
        moved: list[Moved] | None = None,
    ) -> Response[bytes]:
        dated = dues(visit.texts, await signals(self._service.around), self._service.around.today())
        days = [dated(one.entry) for one in moving or ()]
        people, bodies = sorted(names.accounts.values(), key=lambda one: one.name.lower()), bodies_of(visit.who)
        return page(
            visit,
            "hand_over.html",
            names=names,
            dated=dated,
            late=sum(1 for one in days if one is not None and one.mark == MARKS[Signal.RED]),
            in_sight=IN_SIGHT,
            leaver=leaver,
            taker=taker,
            leavers=[
                (one.id, names.chosen_by(one.id)) for one in people if one.id == leaver or holds_matters(one, bodies)
            ],
            takers=[
                (one.id, names.chosen_by(one.id))
                for one in people
                if one.id == taker or holds_matters(one, bodies, still=True)
            ],
            moving=moving,
            moved=moved,
            stayed={one.entry.id for one in moved or () if one.problem is not None},
            left=[] if leaver is not None else await self._left(visit),
            note=visit.given("note") or "",
        )


def _officers(matter: Matter) -> tuple[UUID, ...]:
    if matter.kind == "appeal":
        return tuple(matter.opened.state.handlers)
    return tuple(matter.opened.state.acting_investigators)


def _after(matter: Matter, leaver: UUID, taker: UUID) -> tuple[UUID, ...]:
    """The officers with *taker* in the place of *leaver*, nobody twice."""
    return tuple(dict.fromkeys(taker if one == leaver else one for one in _officers(matter)))


def _officer(given: str | None, names: Names) -> UUID | None:
    """The account that the address or the form names. Raises Trouble for what is none."""
    if given is None:
        return None
    try:
        account = UUID(given)
    except ValueError:
        account = None
    if account is None or account not in names.accounts:
        raise Trouble("malformed-query", place="from")
    return account


def _seen(visit: Visit, entry: Entry, version: int) -> int:
    """The version that the person saw, so that a matter that moved meanwhile is not handed over unseen."""
    seen = number_in(visit.given(f"version.{entry.id}"))
    return version if seen is None else seen
