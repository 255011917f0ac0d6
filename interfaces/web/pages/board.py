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
from projections.deadlines.filter import State
from projections.deadlines.reads import Figure
from projections.docket.filter import Filter
from projections.docket.row import Kind

COUNTED = (Kind.CASE, Kind.APPEAL)
"""What an officer has in hand: a case is counted once, whoever its respondents are."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line: of whom or what, how many, and where they are listed."""

    name: str
    count: int
    to: str


class Hand(msgspec.Struct, frozen=True, kw_only=True):
    """What one officer has in hand. Late and close matters are listed by their clocks."""

    name: str
    open: int
    soon: int
    late: int
    to: str
    late_to: str
    hand_over: str


class Board:
    """The unit board."""

    def __init__(self, service: Service, directory: Directory) -> None:
        self._directory = directory
        self._clocks, self._workloads = Clocks(service), Workloads(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/board", action="dashboard.read", show=self.board)

    async def board(self, visit: Visit) -> Response[bytes]:
        """Red and close counts by officer first, then by organ, then what nobody has."""
        names = await self._directory.names(visit.texts)
        load = (await self._workloads.workload(reading(visit, query=WaitingQuery()))).content
        clocks = (await self._clocks.figures(reading(visit, query=ClockQuery()))).content
        hands = [
            Hand(
                name=names.of(one.officer),
                open=one.open,
                soon=one.soon,
                late=one.late,
                to=listed_at("/docket", Filter(kinds=COUNTED, open=True, handler=one.officer)),
                late_to=f"/deadlines?handler={one.officer}&states={State.OVERDUE.value}",
                hand_over=f"/hand-over?from={one.officer}",
            )
            for one in load.loads
            if one.officer is not None
        ]

        def kind(code: str) -> str:
            return visit.texts.say(clock_uses().use(ClockKind(code)).title)

        return page(
            visit,
            "board.html",
            hands=hands,
            handing_over=visit.holds(Role.LEAD_MANAGER, Role.APPROVER),
            unassigned=sum(one.open for one in load.loads if one.officer is None),
            unassigned_to=listed_at("/docket", Filter(kinds=COUNTED, open=True, assigned=False)),
            clocks=clocks,
            by_organ=_rows(clocks.overdue_by_organ, lambda code: names.of(UUID(code))),
            by_handler=_rows(clocks.overdue_by_handler, lambda code: names.of(UUID(code))),
            by_kind=_rows(clocks.silent_lapses_by_kind, kind),
            extended=_rows(clocks.extended_by_kind, kind),
            to=lambda rows: listed_at("/deadlines", rows),
        )


def _rows(figures: Sequence[Figure], name: Callable[[str], str]) -> list[Row]:
    rows = [Row(name=name(one.code), count=one.count, to=listed_at("/deadlines", one.rows)) for one in figures]
    return sorted(rows, key=lambda row: -row.count)
