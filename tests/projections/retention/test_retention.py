"""A file in the archive falls due by the years of its class, counted from its day; one that was taken out again does not."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from application.adapters.profile_files import retention_classes
from domain.cases.events import CaseArchived, InvestigationReopened, ReopeningCause
from projections.docket.cursor import CursorRefused
from projections.docket.projection import DOCKET
from projections.numbers.projection import NUMBERS
from projections.retention.projection import RETENTION
from projections.retention.reads import counted, listed
from tests.projections.conftest import append
from tests.support.made_up import a_document, an_id
from tests.support.read_models import digest, empty, fill

pytestmark = pytest.mark.anyio

Connection = AsyncConnection[Any]
CLASSES = retention_classes()
FILES = {
    "ten": ("10-years", date(2016, 2, 29)),
    "older": ("10-years", date(2014, 5, 1)),
    "thirty": ("30-years", date(2016, 3, 1)),
    "for ever": ("permanent", date(1999, 1, 1)),
    "unknown": ("of-another-system", date(1999, 1, 1)),
    "back": ("10-years", date(1999, 1, 1)),
}


@pytest.fixture
async def archive(connection: Connection, log: PostgresEventLog) -> Connection:
    for model in (DOCKET, NUMBERS):
        await fill(connection, model)
    again = InvestigationReopened(
        reopened_on=date(2020, 1, 1), because=ReopeningCause.REVOKED, items=a_document("items")
    )
    for name, (retention, day) in FILES.items():
        event = CaseArchived(archived_on=day, index=a_document(name), retention=retention)
        await append(log, [((an_id(name), "case", (event, again) if name == "back" else (event,)),)])
    await fill(connection, RETENTION)
    return connection


async def test_what_falls_due_first_comes_first_and_what_falls_due_on_no_day_last(archive: Connection) -> None:
    found: list[tuple[UUID, date | None]] = []
    cursor = None
    while True:
        page = await listed(archive, CLASSES, cursor=cursor, limit=2)
        found += [(one.case_id, one.due_on) for one in page.entries]
        cursor = page.next
        if cursor is None:
            break
    assert found[:3] == [
        (an_id("older"), date(2024, 5, 1)),
        (an_id("ten"), date(2026, 2, 28)),
        (an_id("thirty"), date(2046, 3, 1)),
    ]
    assert set(found[3:]) == {(an_id("for ever"), None), (an_id("unknown"), None)}
    with pytest.raises(CursorRefused):
        await listed(archive, CLASSES, cursor="AAAA")


async def test_each_condition_and_each_count_is_of_the_same_files(archive: Connection) -> None:
    day = date(2026, 2, 28)
    counts = {one.retention: (one.count, one.due) for one in await counted(archive, CLASSES, due_to=day)}
    assert counts == {"10-years": (2, 2), "30-years": (1, 0), "permanent": (1, 0), "of-another-system": (1, 0)}
    for code, (count, due) in counts.items():
        assert len((await listed(archive, CLASSES, retention=code)).entries) == count
        assert len((await listed(archive, CLASSES, retention=code, due_to=day)).entries) == due
    assert len((await listed(archive, CLASSES, due_to=date(2026, 2, 27))).entries) == 1
    by = {one.archived_by for one in (await listed(archive, CLASSES)).entries}
    assert None not in by, "who archived it is told"


async def test_a_rebuild_gives_the_same_rows(archive: Connection) -> None:
    wanted = await digest(archive, RETENTION)
    await empty(archive, RETENTION)
    await fill(archive, RETENTION, batch=1)
    assert await digest(archive, RETENTION) == wanted
