"""The figures that everybody may see: whole months of one year, rounded, so that no single matter can be worked out of them."""

import asyncio
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Annotated

import msgspec

from application.casework import gate
from interfaces.api.operation import PUBLIC, Answer, Call, Operation, Sentence
from interfaces.problems import Trouble
from interfaces.rounding import STEP, rounded
from interfaces.scopes import KINDS
from interfaces.service import Service
from projections.dashboard.figures import Dashboard, Figure, months
from projections.dashboard.ratings import ratings
from projections.dashboard.reads import dashboard
from projections.scope import Scope

FIRST_YEAR = 2000
FRESH_SECONDS = 600.0
"""How long figures once counted are given again: whoever asks cannot make the database count."""


class OpenFiguresQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A calendar year up to the running one; when left out, the one in which the last month ended."""

    year: Annotated[int, msgspec.Meta(ge=FIRST_YEAR, le=9999)] | None = None


class OpenFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A count, to the nearest multiple of three."""

    code: str
    count: int


class OpenFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of all bodies together, without any name or organ. See ``projections.dashboard.figures.Dashboard``.

    ``until`` is the last day of the last month that had ended; ``open`` is what was open when they were counted. ``by_rating``
    is what reporters said of the outcome of reports received in these months. A measure or rating whose count rounds to nothing is left
    out. Both lists of months go from the first to the last in which either count does not; in between a month may have none.
    """

    since: date
    until: date
    open: tuple[OpenFigure, ...]
    opened_by_month: tuple[OpenFigure, ...]
    decided_by_month: tuple[OpenFigure, ...]
    by_measure: tuple[OpenFigure, ...]
    by_rating: tuple[OpenFigure, ...]
    decided: OpenFigure
    upheld: OpenFigure
    not_filed: OpenFigure
    overturned: OpenFigure
    median_days_to_decision: float | None


class OpenFiguresRoute:
    """The route of the open figures."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._kept: dict[tuple[date, date], tuple[float, OpenFigures]] = {}
        self._counting = asyncio.Lock()

    def operations(self) -> Iterator[Operation]:
        """The declared route."""
        yield Operation(
            method="GET",
            path="/api/figures",
            name="read-figures",
            action=PUBLIC,  # the access table gives them to everybody
            summary=Sentence("公开统计", "Public figures"),
            tag="lists",
            query=OpenFiguresQuery,
            answers=OpenFigures,
            run=self.figures,
        )

    async def figures(self, call: Call) -> Answer:
        """Counts only. Raises Trouble for a year that has not begun, or of which no month has ended."""
        gate.require(call.subject, "figures.read")
        since, until = months_of(call.query.year, self._service.around.today())
        async with self._counting:
            counted_at, found = self._kept.get((since, until), (float("-inf"), None))
            if found is None or time.monotonic() - counted_at > FRESH_SECONDS:
                found = await self._counted(since, until)
                self._kept[since, until] = (time.monotonic(), found)
        return Answer(content=found)

    async def _counted(self, since: date, until: date) -> OpenFigures:
        scope = Scope(kinds=KINDS["dashboard.read"], everything=True)
        async with self._service.read(of=("docket",)) as connection:
            today = self._service.around.today()
            found = await dashboard(connection, scope, since=since, until=until, today=today)
            reports = Scope(kinds=KINDS["report.list"], everything=True)
            return published(found, await ratings(connection, reports, since=since, until=until))


def months_of(year: int | None, today: date) -> tuple[date, date]:
    """The first and last day of the months of *year* that ended before *today*.

    Raises:
        Trouble: ``malformed-query``, when none has.
    """
    ended = today.replace(day=1) - timedelta(days=1)
    since = date(year or ended.year, 1, 1)
    if since > ended:
        raise Trouble("malformed-query", place="year")
    return since, min(date(since.year, 12, 31), ended)


def published(found: Dashboard, rated: Iterable[Figure]) -> OpenFigures:
    """What of *found*, and of the ratings of reports, everybody may see."""
    days = found.time_to_decision
    opened, decided = _rounded(found.opened_by_month), _rounded(found.decided_by_month)
    told = [one.code for one in (*opened, *decided)]
    return OpenFigures(
        since=found.since,
        until=found.until,
        open=_rounded(found.open),
        opened_by_month=_through(told, opened),
        decided_by_month=_through(told, decided),
        by_measure=_rounded(found.by_measure),
        by_rating=_rounded(rated),
        decided=_round(found.decided),
        upheld=_round(found.upheld),
        not_filed=_round(found.not_filed),
        overturned=_round(found.overturned),
        median_days_to_decision=days.median if days.count >= STEP else None,
    )


def _through(told: list[str], counted: tuple[OpenFigure, ...]) -> tuple[OpenFigure, ...]:
    """*counted* for every month from the first to the last of *told*: charts that stand one above the other begin and end alike."""
    counts = {one.code: one.count for one in counted}
    return tuple(
        OpenFigure(code=code, count=counts.get(code, 0)) for code in (months(min(told), max(told)) if told else ())
    )


def _rounded(figures: Iterable[Figure]) -> tuple[OpenFigure, ...]:
    return tuple(one for one in map(_round, figures) if one.count)


def _round(figure: Figure) -> OpenFigure:
    return OpenFigure(code=figure.code, count=rounded(figure.count))
