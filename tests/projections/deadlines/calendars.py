"""Invented notices that take days off, kept and signed as the service would."""

from datetime import date, timedelta
from typing import Any

import msgspec
from psycopg import AsyncConnection

from domain.adoptions.adoption import CALENDAR_STREAM
from domain.adoptions.events import Adopted, AdoptionEnded, AdoptionProposed, AdoptionSigned
from domain.calendar.notice import Festival, KnownFromBasis, Notice, Title, content_id_of
from domain.identity import BodyId
from tests.support.made_up import an_id
from tests.support.matters import Move


def days_off(name: str, first: date, count: int = 5) -> Notice:
    """A notice that takes *count* days off from *first* on."""
    off = tuple(first + timedelta(days=n) for n in range(count))
    festival = Festival(code="example", title=Title(zh="示例假日", en="Example holiday"), off=off)
    return Notice(
        id=name,
        title=Title(zh="示例通知", en="Example notice"),
        known_from=date(2025, 3, 1),
        known_from_basis=KnownFromBasis.NOTICE,
        festivals=(festival,),
    )


async def kept(connection: AsyncConnection[Any], notice: Notice) -> None:
    """The notice is in the store, by its content."""
    await connection.execute(
        "INSERT INTO calendar.notices (content, notice, kept_by) VALUES (%s, %s, %s)",
        [content_id_of(notice), msgspec.json.encode(notice), an_id("operator")],
    )


def proposed(notice: Notice, on: date) -> Move:
    """One person put it forward."""
    event = AdoptionProposed(
        body=BodyId(an_id("body 0")),
        what=Adopted.CALENDAR,
        instrument=notice.jurisdiction,
        name=notice.id,
        content=content_id_of(notice),
        applies_from=on,
        proposed_on=on,
    )
    return ((CALENDAR_STREAM, "adoption", (event,)),)


def signed(notice: Notice, on: date) -> Move:
    """A second person signed."""
    return ((CALENDAR_STREAM, "adoption", (AdoptionSigned(content=content_id_of(notice), signed_on=on),)),)


def given_up(notice: Notice, on: date) -> Move:
    """It is no longer part of the calendar."""
    return ((CALENDAR_STREAM, "adoption", (AdoptionEnded(content=content_id_of(notice), ended_on=on),)),)
