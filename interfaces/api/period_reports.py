"""The report of a period, the annual section on accountability among them: figures that the period alone settles."""

from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Literal

import msgspec

from application.adapters.workbooks import Cell, workbook
from domain.papers.law import LawWords
from domain.papers.sheet import Sheet, SheetParagraph
from domain.papers.template import Form
from domain.papers.wording import day
from domain.procedure.profile import Label
from domain.rulebook.catalogue import Catalogue
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.problems import Trouble
from interfaces.scopes import scope_for
from interfaces.service import Service
from projections.dashboard.figures import Dashboard
from projections.dashboard.reads import dashboard

WORDS = msgspec.toml.decode((files("interfaces.api") / "period_report.toml").read_bytes(), type=dict[str, Label])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTED = ("opened_by_month", "by_ground", "decided_by_month", "by_measure")
SINGLE = ("decided", "departed", "overturned")


Row = tuple[Label, Label, Cell]
"""What is counted, of what, and how many."""


class PeriodQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Both days are included. A year is 1 January to 31 December."""

    since: date
    until: date
    form: Literal["xlsx", "pdf"] = "xlsx"


class PeriodReports:
    """The route of period reports."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="GET",
            path="/api/dashboard/report",
            name="read-period-report",
            action="dashboard.read",
            summary=Sentence("导出一段时期的报告（XLSX 或 PDF）", "The report of a period (XLSX or PDF)"),
            tag="lists",
            query=PeriodQuery,
            answers=bytes,
            refusals=(503,),
            run=self.report,
        )

    async def report(self, call: Call) -> Answer:
        """The figures of the period within the reader's scope; the same figures give the same bytes."""
        query, service = call.query, self._service
        if query.until < query.since:
            raise Trouble("malformed-query", place="until")
        scope = scope_for(call.subject, "dashboard.read", await service.around.aside(call.subject))
        async with service.read() as connection:
            found = await dashboard(
                connection, scope, since=query.since, until=query.until, today=service.around.today()
            )
        name = f"report-{query.since}-{query.until}.{query.form}"
        rows = tuple(_rows(found, await service.around.catalogue()))
        content = await self._pdf(found, rows) if query.form == "pdf" else _workbook(found, rows)
        return Answer(
            content=content,
            media_type="application/pdf" if query.form == "pdf" else XLSX,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    async def _pdf(self, found: Dashboard, rows: tuple[Row, ...]) -> bytes:
        paragraphs, last = [], None
        for figure, of, count in rows:
            if figure != last:
                paragraphs.append(SheetParagraph(text=figure.zh, heading=1))
                last = figure
            paragraphs.append(SheetParagraph(text=f"{of.zh}：{count}" if of.zh else f"{count}"))
        period = f"{day(found.since).zh}至{day(found.until).zh}"
        sheet = Sheet(
            form=Form.RECORD,
            issuer=WORDS["title"].zh,
            title=WORDS["title"].zh,
            number=period,
            paragraphs=tuple(paragraphs),
        )
        return await self._service.writing.printed(sheet)


def _workbook(found: Dashboard, rows: tuple[Row, ...]) -> bytes:
    heads = [WORDS[name] for name in ("figure", "of")]
    table: list[list[Cell]] = [[found.since.isoformat(), found.until.isoformat()]]
    table.append([*(cell for head in heads for cell in (head.zh, head.en)), WORDS["count"].zh])
    table += [[figure.zh, figure.en, of.zh, of.en, count] for figure, of, count in rows]
    return workbook(WORDS["title"].zh, table)


def _rows(found: Dashboard, catalogue: Catalogue) -> Iterator[Row]:
    nothing = Label(zh="", en="")
    for name in SINGLE:
        yield WORDS[name], nothing, getattr(found, name).count
    yield WORDS["median"], nothing, found.time_to_decision.median
    for name in LISTED:
        for figure in getattr(found, name):
            yield WORDS[name], _label(figure.code, catalogue), figure.count


def _label(code: str, catalogue: Catalogue) -> Label:
    for book in catalogue.rulebooks:
        words = LawWords(book=book, titles={}).of(code)
        if words is not None:
            return Label(zh=words.zh, en=words.en)
    return Label(zh=code, en=code)
