"""The calendar as the service has it at a place in the log: what ships, and the notices that two persons signed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection

from domain.calendar.calendar import Calendar
from domain.calendar.notice import Notice, last_of_each
from projections.statements import statement

PACKAGE = "projections.deadlines"


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A notice that was proposed. ``signed`` while it is part of the calendar; ``position`` orders the signatures."""

    stream: UUID
    content: str
    signed: bool
    position: int


class NoticeMissing(Exception):
    """A signed notice is not in the store: the read model cannot go on."""


async def held(connection: AsyncConnection[Any]) -> dict[tuple[UUID, str], Held]:
    """Every notice proposed so far, by stream and content."""
    found = await connection.execute(statement(PACKAGE, "load_notices"))
    rows = [Held(stream=s, content=c, signed=signed, position=p) for s, c, signed, p in await found.fetchall()]
    return {(each.stream, each.content): each for each in rows}


async def keep(connection: AsyncConnection[Any], changed: Iterable[Held]) -> None:
    """Write what changed."""
    for each in changed:
        await connection.execute(statement(PACKAGE, "put_notice"), msgspec.structs.asdict(each))


async def calendar_of(connection: AsyncConnection[Any], shipped: tuple[Notice, ...], known: Iterable[Held]) -> Calendar:
    """The calendar of *shipped* notices and those signed, of one id the last.

    Raises:
        NoticeMissing: a signed content is not in the store.
    """
    signatures = sorted((each for each in known if each.signed), key=lambda each: each.position)
    wanted = [each.content for each in signatures]
    rows = await (await connection.execute(statement(PACKAGE, "notices"), {"contents": wanted})).fetchall()
    found = {content: msgspec.json.decode(notice, type=Notice) for content, notice in rows}
    if found.keys() != set(wanted):
        raise NoticeMissing
    ids = {notice.id for notice in shipped}
    signed = last_of_each(found[content] for content in wanted)
    return Calendar((*shipped, *(notice for notice in signed if notice.id not in ids)))
