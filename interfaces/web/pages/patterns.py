"""The pattern page: departures and changed decisions by ground, organ and body, each opening to its matters."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from litestar import Response

from domain.appeals.events import AppealResult
from interfaces.api.docket import PeriodQuery
from interfaces.api.patterns import Patterns
from interfaces.service import Service
from interfaces.web.addresses import listed_at
from interfaces.web.calling import asked, reading
from interfaces.web.directory import Directory, Names
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit
from projections.dashboard.figures import Figure
from projections.dashboard.pattern import Part, Pattern, PatternRow


class Cell(NamedTuple):
    """What is counted under the words of its column, the list of its matters, and its share (in percent) of the row's first count.

    ``share`` is None where that is 0, ``to`` empty where there is nothing to list.
    """

    column: str
    counted: int
    to: str
    share: int | None = None


class Line(NamedTuple):
    """One line of the table. ``most`` is how many decisions and appeals it counts."""

    name: str
    most: int
    cells: tuple[Cell, ...]


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

        columns = Columns(names)
        by_part = {
            part: [columns.line(name(part, one.code), one) for one in found.rows if one.part is part] for part in Part
        }
        return page(
            visit,
            "pattern.html",
            found=found,
            parts=[
                (part.value, sorted(lines, key=lambda line: -line.most)) for part, lines in by_part.items() if lines
            ],
            columns=columns.titles,
        )


class Columns:
    """The columns of numbers: decisions, those that departed, those that were changed, and appeals by result."""

    def __init__(self, names: Names) -> None:
        """*names* says what a result is called."""
        texts = names.texts
        results = (names.code("AppealResult", result.value) for result in AppealResult)
        self.titles = (
            texts("pattern.decided"),
            texts("pattern.departed"),
            texts("pattern.overturned"),
            *(texts("pattern.appeal", result=result) for result in results),
        )

    def line(self, name: str, row: PatternRow) -> Line:
        """*row* in words, under *name*."""
        of = row.decided.count
        results = {one.code: one for one in row.appeals}
        appeals = [results.get(result.value) for result in AppealResult]
        figures = [(row.decided, 0), (row.departed, of), (row.overturned, of), *((one, 0) for one in appeals)]
        cells = tuple(_cell(column, *figure) for column, figure in zip(self.titles, figures, strict=True))
        return Line(name=name, most=of + sum(one.count for one in appeals if one is not None), cells=cells)


def _cell(column: str, figure: Figure | None, of: int) -> Cell:
    if figure is None or not figure.count:
        return Cell(column=column, counted=0, to="")
    share = round(100 * figure.count / of) if of else None
    return Cell(column=column, counted=figure.count, to=listed_at("/docket", figure.rows), share=share)
