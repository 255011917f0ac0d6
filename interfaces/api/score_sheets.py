"""Score sheets of an assessment over the API: the rows are the points of its organs; a preview writes nothing."""

import asyncio
from collections.abc import Iterator

import msgspec

from application.casework.score_import import ACTION, ScoreImport
from application.handling import Asked
from application.imports.reading import Reading
from application.imports.scores import ScoreRow
from application.imports.sheet import FileUnreadable
from application.new_id import new_id
from application.ports import CommandKey
from domain.supervision.assessments.assessment import Assessment
from interfaces.api.imports import MEDIA_TYPES
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.import_faults import of_file
from interfaces.imported import EntriesImported, RegisterResult
from interfaces.problems import Trouble
from interfaces.score_sheets import origin_of, rows_of
from interfaces.service import Service


class SheetQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``all_or_nothing``: one refused row refuses all."""

    all_or_nothing: bool = False


class ScoreSheets:
    """The routes of score sheets."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._desk = ScoreImport(service.events, service.around, service.registers)

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        for preview in (False, True):
            yield Operation(
                method="POST",
                path=f"/api/assessments/{{assessment}}/scores{'/preview' if preview else ''}",
                name=f"import-scores{'-preview' if preview else ''}",
                action=ACTION,
                summary=Sentence("导入评分表（预览）", "Import a score sheet (preview)")
                if preview
                else Sentence("导入评分表", "Import a score sheet"),
                tag="assessments",
                body=bytes,
                query=SheetQuery,
                media_types=MEDIA_TYPES,
                answers=EntriesImported,
                changes=not preview,
                refusals=(422,),
                run=self.preview if preview else self.take,
            )

    async def preview(self, call: Call) -> Answer:
        """What each row would come to."""
        stream, whole = call.ids["assessment"], call.query.all_or_nothing
        reading, rows = await self._rows(call, await self._desk.open(call.subject, stream))
        entered = await self._desk.plan(call.subject, stream, rows, origin_of(call.raw))
        return Answer(content=RegisterResult(reading=reading, preview=True, whole=whole, entered=entered).shown())

    async def take(self, call: Call) -> Answer:
        """Take the rows; a repeat of the same sheet finds nothing new."""
        stream, whole = call.ids["assessment"], call.query.all_or_nothing
        reading, rows = await self._rows(call, await self._desk.open(call.subject, stream))
        result = RegisterResult(reading=reading, whole=whole)
        if result.none_kept:
            return Answer(content=result.shown())
        key = CommandKey(scope=call.subject.account, key=call.key or new_id(), digest=call.digest)
        asked = Asked(actor=call.subject.account, key=key, correlation=call.request_id)
        entered = await self._desk.take(call.subject, stream, rows, origin_of(call.raw), asked, whole=whole)
        return Answer(content=msgspec.structs.replace(result, entered=entered).shown())

    async def _rows(self, call: Call, state: Assessment) -> tuple[Reading, tuple[ScoreRow, ...]]:
        today, schemes = self._service.around.today(), self._service.around.schemes
        try:
            return await asyncio.to_thread(lambda: rows_of(call.raw, state, schemes, today))
        except FileUnreadable as wrong:
            said = of_file(wrong)
            raise Trouble("import-unreadable", place="$", detail=f"{said.zh} / {said.en}") from None
