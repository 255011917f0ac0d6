"""Statistics: charts with the table beside them; every figure opens to the matters behind it."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
from litestar import Response

from application.access import scope_of
from interfaces.api.clocks import ClockQuery, Clocks
from interfaces.api.docket import Docket, PeriodQuery
from interfaces.api.period_reports import PeriodReports
from interfaces.api.reconciliation import Reconciling
from interfaces.period_report import WORDS, Period, label_of_part
from interfaces.service import Service
from interfaces.web.addresses import listed_at
from interfaces.web.calling import asked, reading
from interfaces.web.charts import Bar, Chart, Stack, bar_chart, month_chart, shade, stacked_chart
from interfaces.web.directory import Directory
from interfaces.web.rendering import headers, page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit
from projections.dashboard.figures import Dashboard, Figure, MonthDays, months
from projections.deadlines.reads import Figures

APART = 20
"""Matters that are named of those in which a figure and the record differ; there are none while all is well."""


BY_MONTH = "_by_month"
"""How the name of a figure ends that is told month by month."""


class Charted(msgspec.Struct, frozen=True, kw_only=True):
    """One chart; ``name`` is the key of its title and definition. The page shows the same numbers as a table."""

    name: str
    chart: Chart


class Crossed(msgspec.Struct, frozen=True, kw_only=True):
    """Counts by two things: a chart, and the table that has a row for each *stack* and a column for each of *names*."""

    names: tuple[tuple[str, str], ...]
    stacks: tuple[Stack, ...]
    chart: Chart

    def shade(self, place: int) -> int:
        """That of the column at *place*, as its parts have it in the chart."""
        return shade(place, len(self.names))


class Statistics:
    """The page of figures."""

    def __init__(self, service: Service, directory: Directory) -> None:
        self._service, self._directory = service, directory
        self._docket, self._clocks = Docket(service), Clocks(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/statistics", action="dashboard.read", show=self.statistics, cites=False)
        yield Page(path="/statistics/reconciliation", action="dashboard.read", show=self.reconciled)
        yield Page(path="/statistics/report", action="dashboard.read", show=self.report)

    async def reconciled(self, visit: Visit) -> Response[bytes]:
        """The figures of the period counted again from the record, each with its mark."""
        query = asked(visit, PeriodQuery, ("since", "until"))
        found = (await Reconciling(self._service).read(reading(visit, query=query))).content
        matters = {one for figure in found.figures for one in figure.apart[:APART]}
        names = await self._directory.numbered(await self._directory.names(visit.texts), matters)
        kinds = {one: await self._service.reading.kind(one) for one in matters}
        catalogue = await self._service.around.catalogue()

        def part(code: str) -> str:
            return visit.texts.say(label_of_part(code, catalogue))

        return page(
            visit,
            "reconciliation.html",
            found=found,
            names=names,
            kinds=kinds,
            most=APART,
            said=WORDS.figures,
            tables=[
                (section.heading, figures)
                for section in WORDS.sections
                if (figures := [one for one in found.figures if one.figure in section.figures])
            ],
            part=part,
            to=lambda rows: listed_at("/docket", rows),
            figures=found,
            latest=self._service.around.today(),
        )

    async def report(self, visit: Visit) -> Response[bytes]:
        """The period as a file: a workbook, or the worded document."""
        query = asked(visit, Period, ("since", "until", "as_of", "form"))
        answer = await PeriodReports(self._service).report(reading(visit, query=query))
        return Response(answer.content, media_type=answer.media_type, headers={**headers(visit), **answer.headers})

    async def statistics(self, visit: Visit) -> Response[bytes]:
        """All figures of the reader's scope over a period."""
        query = asked(visit, PeriodQuery, ("since", "until"))
        found: Dashboard = (await self._docket.dashboard(reading(visit, query=query))).content
        names = await self._directory.names(visit.texts)
        books = (await self._service.around.catalogue()).rulebooks
        words = {one.code: visit.texts.say(one.label) for book in books for one in book.measures}
        words |= {one.code: visit.texts.say(one.label) for book in books for one in book.triggers}

        def law(code: str) -> str:
            return words.get(code, code)

        charts = [
            _counted(visit, "by_stage", found.by_stage, lambda code: _stage(visit, code)),
            _counted(visit, "by_measure", found.by_measure, law),
            _counted(visit, "by_ground", found.by_ground, law),
            _counted(visit, "opened_by_month", found.opened_by_month, visit.texts.month),
            _counted(visit, "decided_by_month", found.decided_by_month, visit.texts.month),
            _charted(visit, "days_by_month", _days(visit, found.days_by_month)),
        ]
        if scope_of(visit.who, "report.list") is not None:
            ratings = (await self._docket.ratings(reading(visit, query=query))).content.by_rating
            charts.append(_counted(visit, "by_rating", ratings, lambda code: visit.texts("my_report.ratings." + code)))
        clocks = None
        if scope_of(visit.who, "docket.read") is not None:
            clocks = (await self._clocks.figures(reading(visit, query=ClockQuery()))).content
            charts.append(_warnings(visit, clocks))
        return page(
            visit,
            "statistics.html",
            figures=found,
            said=WORDS.figures,
            names=names,
            charts=[one for one in charts if one.chart.bars],
            crossed=_crossed(visit, found.measures_by_ground, law, tuple(words)),
            to=lambda rows: listed_at("/docket", rows),
            late=clocks.overdue if clocks is not None else None,
            late_to=listed_at("/deadlines", clocks.overdue.rows) if clocks is not None else "",
            latest=self._service.around.today(),
        )


def _counted(visit: Visit, name: str, figures: Sequence[Figure], word: Callable[[str], str]) -> Charted:
    """Counts, each with the list of its matters."""
    bars = [Bar(label=word(one.code), count=one.count, to=listed_at("/docket", one.rows)) for one in figures]
    return _charted(visit, name, bars)


def _charted(visit: Visit, name: str, bars: Sequence[Bar]) -> Charted:
    draw = month_chart if name.endswith(BY_MONTH) else bar_chart
    return Charted(name=name, chart=draw(visit.texts(f"statistics.{name}"), bars))


def _days(visit: Visit, figures: Sequence[MonthDays]) -> list[Bar]:
    """The median of each month; one without a decision in between has none."""
    of = {one.code: one for one in figures}
    return [
        Bar(label=visit.texts.month(code), count=one.median, to=listed_at("/docket", one.rows))
        if (one := of.get(code)) is not None
        else Bar(label=visit.texts.month(code), count=None, to="")
        for code in (months(min(of), max(of)) if of else ())
    ]


def _crossed(visit: Visit, figures: Sequence[Figure], word: Callable[[str], str], order: Sequence[str]) -> Crossed:
    """Measures by ground, both in the *order* in which the rulebooks name them."""

    def in_order(codes: Iterable[str]) -> list[str]:
        return sorted(set(codes), key=lambda code: (order.index(code) if code in order else len(order), code))

    pairs = {(one.code.partition(" ")[0], one.code.partition(" ")[2]): one for one in figures}
    measures = in_order(measure for _, measure in pairs)
    stacks = tuple(
        Stack(
            label=word(ground),
            parts={
                measure: Bar(label=word(measure), count=one.count, to=listed_at("/docket", one.rows))
                for measure in measures
                if (one := pairs.get((ground, measure))) is not None
            },
        )
        for ground in in_order(ground for ground, _ in pairs)
    )
    return Crossed(
        names=tuple((measure, word(measure)) for measure in measures),
        stacks=stacks,
        chart=stacked_chart(visit.texts("statistics.measures_by_ground"), measures, stacks),
    )


def _stage(visit: Visit, code: str) -> str:
    kind, _, stage = code.partition(" ")
    return f"{visit.texts('kind.' + kind)} · {visit.texts.or_code('stage', stage)}"


def _warnings(visit: Visit, clocks: Figures) -> Charted:
    shown = ("due_this_week", "overdue", "extended", "moved_by_calendar")
    bars = [
        Bar(
            label=visit.texts(f"statistics.clock.{name}"),
            count=getattr(clocks, name).count,
            to=listed_at("/deadlines", getattr(clocks, name).rows),
        )
        for name in shown
    ]
    return _charted(visit, "warnings", bars)
