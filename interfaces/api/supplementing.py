"""What is added to a report after it was filed: a text, or a file."""

from uuid import UUID

from application.handling import Done
from domain.identity import ReportId
from domain.reports.commands import SupplementReport
from interfaces.api.commands import carry, texts
from interfaces.api.keeping import TEXT
from interfaces.api.operation import Call, SentFile
from interfaces.service import Service

ACTION = "report.supplement-report"


async def add_text(service: Service, call: Call, report: ReportId, text: str, *, by_reporter: bool) -> Done:
    """Add *text*. The subject of *call* is who adds it; access is decided by its row."""
    return await add_file(
        service, call, report, SentFile(content=text.encode(), media_type=TEXT), by_reporter=by_reporter
    )


async def add_file(service: Service, call: Call, report: ReportId, file: SentFile, *, by_reporter: bool) -> Done:
    """Add *file*; it is kept with the event or not at all."""
    keeper = texts(service, call, "report")

    async def prepare(stream: UUID) -> SupplementReport:
        account = await keeper.referred(stream, file.content, file.media_type)
        return SupplementReport(received_on=service.around.today(), account=account, by_reporter=by_reporter)

    return await carry(service, call, ACTION, report, prepare, keeper.put_away)
