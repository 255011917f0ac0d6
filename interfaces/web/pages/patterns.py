"""The pattern page: departures and changed decisions by ground, organ and body, each opening to its matters."""

from collections.abc import Iterator, Sequence
from uuid import UUID

import msgspec
from litestar import Response

from domain.appeals.events import AppealResult
from interfaces.api.docket import PeriodQuery
from interfaces.api.patterns import Patterns
from interfaces.service import Service
from interfaces.web.addresses import listed_at
from interfaces.web.calling import asked, reading
from interfaces.web.directory import Directory
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit
from projections.dashboard.figures import Figure
from projections.dashboard.pattern import Part, Pattern, PatternRow


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """A count, the list of its matters, and its share (in percent) of the row's first count; None where that is 0."""

    count: int
    to: str
    share: int | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the table; ``appeals`` by result, in the order of the columns."""

    name: str
    decided: Cell
    departed: Cell
    overturned: Cell
    appeals: tuple[Cell, ...]


class PatternPage:
    """The page of the pattern."""

    def __init__(self, service: Service, directory: Directory) -> None:
        self._service, self._directory, self._api = service, directory, Patterns(service)

    def pages(self) -> Iterator[Page]:
        """The declared page."""
        yield Page(path="/pattern", action="docket.read", show=self.pattern, cites=False)

    async def pattern(self, visit: Visit) -> Response[bytes]:
        """Every figure that the reader may see of a period, the most decisions first."""
        query = asked(visit, PeriodQuery, ("since", "until"))
        found: Pattern = (await self._api.pattern(reading(visit, query=query))).content
        names = await self._directory.names(visit.texts)
        books = (await self._service.around.catalogue()).rulebooks
        grounds = {one.code: visit.texts.say(one.label) for book in books for one in book.triggers}

        def name(part: Part, code: str) -> str:
            return grounds.get(code, code) if part is Part.GROUND else names.of(UUID(code))

        by_part = {part: [_line(name(part, one.code), one) for one in found.rows if one.part is part] for part in Part}
        return page(
            visit,
            "pattern.html",
            names=names,
            found=found,
            parts=[(part.value, sorted(lines, key=_most)) for part, lines in by_part.items() if lines],
            results=[result.value for result in AppealResult],
        )


def _most(line: Line) -> int:
    return -(line.decided.count + sum(cell.count for cell in line.appeals))


def _line(name: str, row: PatternRow) -> Line:
    of = row.decided.count
    return Line(
        name=name,
        decided=_cell(row.decided),
        departed=_cell(row.departed, of),
        overturned=_cell(row.overturned, of),
        appeals=tuple(_of_result(row.appeals, result.value) for result in AppealResult),
    )


def _cell(figure: Figure, of: int = 0) -> Cell:
    share = round(100 * figure.count / of) if of else None
    return Cell(count=figure.count, to=listed_at("/docket", figure.rows), share=share)


def _of_result(appeals: Sequence[Figure], result: str) -> Cell:
    found = next((one for one in appeals if one.code == result), None)
    return Cell(count=0, to="") if found is None else _cell(found)
