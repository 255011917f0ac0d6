"""A rulebook that two signed is what recommendations rest on, from its signature on and no longer than it holds."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from application.adapters.law_store import LawStore
from application.adapters.pool import Pool
from domain.adoptions.adoption import RULEBOOK_STREAM
from domain.adoptions.events import Adopted, AdoptionEnded, AdoptionProposed, AdoptionSigned
from domain.rulebook.catalogue import canonical, content_id
from domain.rulebook.schema import Rulebook
from projections.recommendations.reads import versions
from tests.projections.recommendations.test_recommendations import BOOKS, MODEL, Desk, said
from tests.support.made_up import an_id
from tests.support.matters import Matter
from tests.support.read_models import digest, empty, fill
from tests.support.weaving import SYSTEM

pytestmark = pytest.mark.anyio


async def put_forward(pool: Pool, desk: Desk, book: Rulebook) -> str:
    content, today = content_id(book), datetime.now(UTC).date()
    await LawStore(pool).keep({content: ("rulebook", canonical(book))}, by=SYSTEM)
    proposed = AdoptionProposed(
        body=an_id("body"),
        what=Adopted.RULEBOOK,
        instrument=book.instrument,
        name=book.key,
        content=content,
        applies_from=today,
        proposed_on=today,
    )
    await desk.add(RULEBOOK_STREAM, "adoption", proposed)
    return content


async def test_a_signed_rulebook_is_used_from_then_on_and_its_end_brings_back_what_it_had_replaced(
    pool: Pool, log: PostgresEventLog, connection: AsyncConnection[Any]
) -> None:
    desk, matter, today = Desk(log, connection), Matter("示例一"), datetime.now(UTC).date()
    await desk.begin(matter)
    proceeding = matter.proceedings[1]
    before = await said(connection, proceeding)
    revised = msgspec.structs.replace(BOOKS[0], revision=BOOKS[0].revision + 1)
    content = await put_forward(pool, desk, revised)
    assert await said(connection, proceeding) == before, "one signature adopts nothing"
    await desk.add(RULEBOOK_STREAM, "adoption", AdoptionSigned(content=content, signed_on=today))
    assert (await said(connection, proceeding)).rulebook == content
    await desk.add(RULEBOOK_STREAM, "adoption", AdoptionEnded(content=content, ended_on=today))
    after = await said(connection, proceeding)
    assert (after.rulebook, after.position > before.position) == (before.rulebook, True)
    live = await digest(connection, MODEL)
    await empty(connection, MODEL)
    await fill(connection, MODEL, batch=3)
    assert await digest(connection, MODEL) == live, "the same rows when folded anew, however cut"


async def test_a_rulebook_that_says_nothing_else_of_a_matter_brings_no_version(
    pool: Pool, log: PostgresEventLog, connection: AsyncConnection[Any]
) -> None:
    desk, matter = Desk(log, connection), Matter("示例一")
    await desk.begin(matter)
    before = [await versions(connection, each) for each in matter.proceedings]
    apart = msgspec.structs.replace(BOOKS[0], instrument="another-instrument")
    content = await put_forward(pool, desk, apart)
    await desk.add(RULEBOOK_STREAM, "adoption", AdoptionSigned(content=content, signed_on=datetime.now(UTC).date()))
    assert [await versions(connection, each) for each in matter.proceedings] == before
