"""Figures of supervision: doors of leads, timeliness of publication, grades over the years; each opens to what it counts."""

from collections.abc import Iterator, Mapping

import msgspec
from litestar import Response

from interfaces.api.docket import PeriodQuery
from interfaces.api.names import provision_labels
from interfaces.api.supervision_figures import ACTION, GradesQuery, SupervisionFiguresRoute
from interfaces.service import Service
from interfaces.web.addresses import listed_at
from interfaces.web.calling import asked, reading
from interfaces.web.charts import Bar, bar_chart
from interfaces.web.directory import Directory, Names
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit
from projections.deadlines.filter import State
from projections.grades.filter import Filter as GradeFilter
from projections.grades.reads import GradePage
from projections.supervision_figures.figures import SupervisionFigures

CONDITIONS = GradeFilter.__struct_fields__
"""What the list of grades may be asked for."""


TITLES = {"by_door": "supervision.by_door", "timeliness": "supervision.rate_chart", "grades": "supervision.grades"}
"""What each chart is called."""


class SupervisionFigurePages:
    """The page of the figures, and the list of grades that they open to."""

    def __init__(self, service: Service, directory: Directory) -> None:
        self._directory, self._route = directory, SupervisionFiguresRoute(service)
        self._around = service.around

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/supervision/figures", action=ACTION, show=self.figures, cites=False)
        yield Page(path="/supervision/grades", action=ACTION, show=self.grades, cites=False)

    async def figures(self, visit: Visit) -> Response[bytes]:
        """Each figure as a chart with the table beside it."""
        query = asked(visit, PeriodQuery)
        found: SupervisionFigures = (await self._route.read(reading(visit, query=query))).content
        names = await self._names(visit)
        charts: Mapping[str, list[Bar]] = {
            "by_door": [
                Bar(label=names.code("SourceKind", one.code), count=one.count, to=listed_at("/docket", one.rows))
                for one in found.by_door
            ],
            "timeliness": [
                Bar(label=names.of(one.organ), count=one.rate, to=listed_at("/deadlines", one.rows))
                for one in found.timeliness
            ],
            "grades": [
                Bar(
                    label=f"{one.year} {visit.texts('kind.' + one.kind)} · {names.law(one.grade)}",
                    count=one.count,
                    to=listed_at("/supervision/grades", one.rows),
                )
                for one in found.grades
            ],
        }
        return page(
            visit,
            "supervision_figures.html",
            names=names,
            figures=found,
            charts={name: bar_chart(visit.texts(TITLES[name]), bars) for name, bars in charts.items()},
            docket=lambda rows: listed_at("/docket", rows),
            deadlines=lambda rows, state: listed_at(
                "/deadlines", msgspec.structs.replace(rows, states=(State(state),))
            ),
        )

    async def _names(self, visit: Visit) -> Names:
        labels = await provision_labels(self._around)
        return msgspec.structs.replace(await self._directory.names(visit.texts), labels=labels)

    async def grades(self, visit: Visit) -> Response[bytes]:
        """The grades behind a figure, or all of them; one organ's show how it went over the years."""
        query = asked(visit, GradesQuery)
        found: GradePage = (await self._route.grades(reading(visit, query=query))).content
        names = await self._directory.numbered(await self._names(visit), {one.matter for one in found.entries})
        given = msgspec.to_builtins(query)
        return page(
            visit,
            "supervision_grades.html",
            names=names,
            entries=found.entries,
            next=visit.with_query(CONDITIONS, cursor=found.next) if found.next is not None else None,
            conditions=[
                (visit.texts("supervision.grade." + name), _said(visit, names, name, value))
                for name, value in given.items()
                if name in CONDITIONS
            ],
        )


def _said(visit: Visit, names: Names, name: str, value: str) -> str:
    match name:
        case "kind":
            return visit.texts("kind." + value)
        case "organ":
            return names.any(value)
        case "grade":
            return names.law(value)
        case _:
            return value
