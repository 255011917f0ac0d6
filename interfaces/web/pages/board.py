"""The board of a unit: who has how much in hand, what is late and with whom, what nobody has yet."""

from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

import msgspec
from litestar import Response

from application.access import Role
from application.adapters.calendar_files import clock_uses
from domain.calendar.clocks import ClockKind
from interfaces.api.clocks import ClockQuery, Clocks
from interfaces.api.workload import WaitingQuery, Workloads
from interfaces.service import Service
from interfaces.web.addresses import listed_at
from interfaces.web.calling import reading
from interfaces.web.directory import Directory
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit
from projections.deadlines.reads import Figure
from projections.docket.filter import Filter
from projections.docket.row import Kind, Turn

COUNTED = (Kind.CASE, Kind.APPEAL)
"""What an officer has in hand: a case is counted once, whoever its respondents are."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line: of whom or what, how many, and where they are listed."""

    name: str
    count: int
    to: str


class Hand(msgspec.Struct, frozen=True, kw_only=True):
    """What one officer has in hand: matters, and the deadlines in them that are close and that are late."""

    name: str
    open: int
    to: str
    reviewing: int
    reviewed_at: str
    hand_over: str
    gone: bool
    soon: Row | None = None
    late: Row | None = None


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """The deadlines that are close and late and wait for a role, for nobody by name."""

    name: str
    soon: Row | None = None
    late: Row | None = None


class Board:
    """The unit board."""

    def __init__(self, service: Service, directory: Directory) -> None:
        self._directory = directory
        self._clocks, self._workloads = Clocks(service), Workloads(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/board", action="dashboard.read", show=self.board, cites=False)

    async def board(self, visit: Visit) -> Response[bytes]:
        """Red and close counts by officer first, then by organ, then what nobody has."""
        names = await self._directory.who(visit.texts)
        load = (await self._workloads.workload(reading(visit, query=WaitingQuery()))).content
        clocks = (await self._clocks.figures(reading(visit, query=ClockQuery()))).content

        def officer(code: str) -> str:
            return names.of(UUID(code))

        opened = {str(one.officer): one.open for one in load.loads if one.officer is not None}
        reviewing = {str(one.officer): one.reviewing for one in load.loads}
        gone = {str(one.officer) for one in load.loads if one.gone}
        soon = {one.code: row for one, row in _rows(clocks.close_by_handler, officer)}
        late = {one.code: row for one, row in _rows(clocks.overdue_by_handler, officer)}
        hands = [
            Hand(
                name=officer(code),
                open=opened.get(code, 0),
                to=listed_at("/docket", Filter(kinds=COUNTED, open=True, handler=UUID(code))),
                reviewing=reviewing.get(code, 0),
                reviewed_at=listed_at(
                    "/docket",
                    Filter(kinds=(Kind.PROCEEDING,), open=True, turns=(Turn.CASE_REVIEWER,), handler=UUID(code)),
                ),
                hand_over=f"/hand-over?from={code}",
                gone=code in gone,
                soon=soon.get(code),
                late=late.get(code),
            )
            for code in dict.fromkeys((*late, *soon, *opened))
        ]

        def role(code: str) -> str:
            return visit.texts.or_code("role", code)

        late_of = {one.code: row for one, row in _rows(clocks.overdue_by_turn, role)}
        soon_of = {one.code: row for one, row in _rows(clocks.close_by_turn, role)}
        desks = [
            Desk(name=role(code), late=late_of.get(code), soon=soon_of.get(code))
            for code in dict.fromkeys((*late_of, *soon_of))
        ]

        def kind(code: str) -> str:
            return visit.texts.say(clock_uses().use(ClockKind(code)).title)

        return page(
            visit,
            "board.html",
            hands=hands,
            desks=desks,
            handing_over=visit.holds(Role.LEAD_MANAGER, Role.APPROVER),
            supervising=visit.holds(Role.LEAD_MANAGER),
            unassigned=sum(one.open for one in load.loads if one.officer is None),
            unassigned_to=listed_at("/docket", Filter(kinds=COUNTED, open=True, assigned=False)),
            clocks=clocks,
            by_organ=[row for _, row in _rows(clocks.overdue_by_organ, officer)],
            by_kind=[row for _, row in _rows(clocks.silent_lapses_by_kind, kind)],
            extended=[row for _, row in _rows(clocks.extended_by_kind, kind)],
            to=lambda rows: listed_at("/deadlines", rows),
        )


def _rows(figures: Sequence[Figure], name: Callable[[str], str]) -> list[tuple[Figure, Row]]:
    """Each figure with its line, the largest first."""
    rows = [(one, Row(name=name(one.code), count=one.count, to=listed_at("/deadlines", one.rows))) for one in figures]
    return sorted(rows, key=lambda each: -each[1].count)
