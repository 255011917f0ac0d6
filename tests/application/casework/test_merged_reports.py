"""A report that was merged is part of the case of the one that it was merged into: whoever stands aside there does so here."""

import asyncio
from datetime import date
from uuid import UUID

from application.adapters.event_log import PostgresEventLog
from application.adapters.pool import connection_pool
from application.casework.file import report_file
from application.new_id import new_id
from domain.cases.events import CaseOpened
from domain.document import DocumentRef
from domain.identity import BodyId, CaseId, DocumentId, OrganId, ReportId
from domain.reports.events import ReportLinked, ReportMerged
from tests.support.postgres import Database
from tests.support.requests import change, identified, request

DAY = date(2026, 3, 2)
TEXT = DocumentRef(id=DocumentId(UUID(int=0xD0)), sha256="0" * 64)


def test_the_case_of_a_merged_report_is_found_through_every_merger(database: Database) -> None:
    async def story() -> None:
        one, other, third, case = (new_id() for _ in range(4))
        opened = CaseOpened(
            body=BodyId(new_id()),
            opened_on=DAY,
            instrument="example",
            summary=TEXT,
            reports=(ReportId(third),),
            organ=OrganId(UUID(int=9)),
        )
        async with connection_pool(database.app, size=2) as pool:
            log = PostgresEventLog(pool)
            await log.append(
                request(
                    change(one, 0, identified(1), ReportMerged(into=ReportId(other), merged_on=DAY, reasons=TEXT)),
                    change(other, 0, identified(2), ReportMerged(into=ReportId(third), merged_on=DAY, reasons=TEXT)),
                    change(third, 0, identified(3), ReportLinked(case=CaseId(case), linked_on=DAY)),
                    change(case, 0, opened, kind="case"),
                )
            )
            found = await report_file(log, ReportId(one))
            await log.close()
        assert found.report.id == one
        assert found.case is not None
        assert found.case.case.id == case
        assert found.concerned(DAY).organs == (OrganId(UUID(int=1)), OrganId(UUID(int=9)))

    asyncio.run(story())
