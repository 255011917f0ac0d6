"""Files in the archive: by which class each is kept, what falls due, and who gave the class. Nothing is destroyed here."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import msgspec

from application.adapters.profile_files import retention_classes
from application.casework import gate
from domain.procedure.retention import RetentionClass
from interfaces.api.docket import Cursor, Position
from interfaces.api.forms import CODE
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.problems import Trouble
from interfaces.service import Service
from projections.docket.cursor import CursorRefused
from projections.retention.reads import LARGEST_PAGE, PAGE, ArchivedFile, ClassCount, counted, listed

ACTION = "retention.list"


class RetentionQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``due_to``: only what falls due by that day, included. ``cursor``: ``next`` of the page before."""

    due_to: date | None = None
    retention: Annotated[str, msgspec.Meta(max_length=50, pattern=CODE)] | None = None
    cursor: Cursor | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=LARGEST_PAGE)] = PAGE
    at_least: Position | None = None


class RetentionShown(msgspec.Struct, frozen=True, kw_only=True):
    """The classes with their years; how many files of each there are and how many are due by ``month_end``; a page of files."""

    classes: tuple[RetentionClass, ...]
    month_end: date
    counts: tuple[ClassCount, ...]
    entries: tuple[ArchivedFile, ...]
    next: str | None


class Retention:
    """The route of the archive."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared route."""
        yield Operation(
            method="GET",
            path="/api/retention",
            name="list-retention",
            action=ACTION,
            summary=Sentence("归档案卷及其保管期限", "Files in the archive and how long they are kept"),
            tag="oversight",
            query=RetentionQuery,
            answers=RetentionShown,
            run=self.read,
        )

    async def read(self, call: Call) -> Answer:
        """What falls due first; a file whose class gives no day comes last."""
        gate.require(call.subject, ACTION)
        query: RetentionQuery = call.query
        classes, month_end = retention_classes(), _month_end(self._service.around.today())
        try:
            async with self._service.read(
                at_least=query.at_least, of=("retention", "docket", "matter-numbers")
            ) as connection:
                counts = await counted(connection, classes, due_to=month_end)
                page = await listed(
                    connection,
                    classes,
                    due_to=query.due_to,
                    retention=query.retention,
                    cursor=query.cursor,
                    limit=query.limit,
                )
        except CursorRefused:
            raise Trouble("cursor-malformed", place="cursor") from None
        shown = RetentionShown(
            classes=classes, month_end=month_end, counts=counts, entries=page.entries, next=page.next
        )
        return Answer(content=shown)


def _month_end(day: date) -> date:
    first = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(first.toordinal() - 1)
