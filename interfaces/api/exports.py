"""Taking a case along: the whole file as one archive."""

from collections.abc import Iterator
from datetime import date

import msgspec

from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.service import Service


class ArchiveQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``until``: only what was recorded up to and including that day (in Asia/Shanghai)."""

    until: date | None = None


class Exports:
    """The routes of exports."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="GET",
            path="/api/cases/{case}/archive",
            name="read-case-archive",
            action="case.export",
            summary=Sentence(
                "导出案卷（每份文书的打开均记入查阅记录）",
                "The case file as one archive (each document opened is on record)",
            ),
            tag="cases",
            query=ArchiveQuery,
            answers=bytes,
            run=self.case,
        )

    async def case(self, call: Call) -> Answer:
        """Index, events, documents, evidence, digests; the same bytes for the same record."""
        case = call.ids["case"]
        content = await self._service.archive.of(call.subject, case, until=call.query.until)
        return Answer(
            content=content,
            media_type="application/zip",
            headers={"Content-Disposition": f'attachment; filename="{case}.zip"'},
        )
