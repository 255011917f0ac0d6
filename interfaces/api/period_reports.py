"""The report of a period, the annual section on accountability among them."""

from collections.abc import Iterator

from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.period_report import MEDIA_TYPES, Period, period_report
from interfaces.service import Service


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
            summary=Sentence(
                "导出一段时期的报告（整年即年度责任追究情况；XLSX、PDF 或 DOCX）",
                "The report of a period (a year: the annual section; XLSX, PDF or DOCX)",
            ),
            tag="lists",
            query=Period,
            answers=bytes,
            refusals=(422, 503),
            run=self.report,
        )

    async def report(self, call: Call) -> Answer:
        """The figures of the period within the reader's scope; the same figures give the same bytes."""
        period: Period = call.query
        content = await period_report(self._service, call.subject, period)
        return Answer(
            content=content,
            media_type=MEDIA_TYPES[period.form],
            headers={"Content-Disposition": f'attachment; filename="{file_name(period)}"'},
        )


def file_name(period: Period) -> str:
    """What the file is called: the period, and the day up to which it was recorded."""
    as_of = "" if period.as_of is None else f"-as-of-{period.as_of}"
    return f"report-{period.since}-{period.until}{as_of}.{period.form}"
