"""Reads papers across matters, always within a scope."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Literal
from uuid import UUID

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import class_row

from projections.docket.terms import normalised
from projections.papers.projection import PACKAGE
from projections.scope import Scope
from projections.statements import statement

MOST = 200
"""Papers that one answer holds at most."""
SHOWN = 20
"""Papers of one number that are shown at most."""


class PaperWaiting(msgspec.Struct, frozen=True, kw_only=True):
    """A paper of a matter. ``stage`` is ``draft`` (to be approved or sent back) or ``returned`` (to be drafted anew).

    ``unsupported`` and ``gaps`` count its sentences that rest on nothing and those for which the record has nothing yet;
    ``number`` is the matter's in the register.
    """

    id: UUID
    about: str
    matter: UUID
    template: str
    body: UUID
    stage: str
    draft: int
    drafted_on: date
    unsupported: int
    gaps: int
    organs: Sequence[UUID]
    number: str | None


class PaperNumbered(msgspec.Struct, frozen=True, kw_only=True):
    """A paper that was signed, and perhaps withdrawn later. ``number`` is None where its kind bears none;
    ``matter_number`` is that of its matter in the register.
    """

    id: UUID
    about: str
    matter: UUID
    template: str
    body: UUID
    stage: str
    number: str | None
    approved_on: date
    matter_number: str | None


class PaperListed(msgspec.Struct, frozen=True, kw_only=True):
    """A paper of a matter as a list shows it. ``draft`` is its version, ``number`` what it was given when it was signed."""

    id: UUID
    matter: UUID
    template: str
    stage: str
    draft: int
    drafted_on: date
    number: str | None
    approved_on: date | None


async def listed(connection: AsyncConnection[Any], matters: Collection[UUID]) -> tuple[PaperListed, ...]:
    """The papers of *matters*, whose reader may read them: the scope is the caller's, who opened each matter."""
    async with connection.cursor(row_factory=class_row(PaperListed)) as rows:
        await rows.execute(statement(PACKAGE, "listed"), {"matters": list(matters)})
        return tuple(await rows.fetchall())


async def papers_of(connection: AsyncConnection[Any], matters: Collection[UUID]) -> set[UUID]:
    """The papers of *matters*, whose reader may read them: the scope is the caller's, who opened each matter."""
    found = await connection.execute(statement(PACKAGE, "of"), {"matters": list(matters)})
    return {row[0] for row in await found.fetchall()}


async def waiting(
    connection: AsyncConnection[Any], scopes: Sequence[Scope], *, officer: UUID, approves_for: Collection[UUID]
) -> tuple[PaperWaiting, ...]:
    """What waits for *officer* among the matters that *scopes* show, at most MOST.

    ``approves_for`` are the bodies for which the officer approves papers.
    """
    given = {"officer": officer, "bodies": list(approves_for), "limit": MOST}
    found: list[PaperWaiting] = []
    for scope in scopes:
        async with connection.cursor(row_factory=class_row(PaperWaiting)) as rows:
            await rows.execute(statement(PACKAGE, "waiting"), {**scope.parameters(), **given}, prepare=False)
            found += await rows.fetchall()
    return tuple(sorted(found, key=lambda one: (one.drafted_on, one.id))[:MOST])


async def numbered(connection: AsyncConnection[Any], scopes: Sequence[Scope], number: str) -> tuple[PaperNumbered, ...]:
    """The papers of that *number*, of its mark and year or of its year and serial number, in the matters that *scopes* show, at most SHOWN."""
    return await _signed(connection, scopes, "numbered", {"term": normalised(number)})


async def of_kind(
    connection: AsyncConnection[Any], scopes: Sequence[Scope], templates: Sequence[str]
) -> tuple[PaperNumbered, ...]:
    """The signed papers of these *templates* in the matters that *scopes* show, at most SHOWN."""
    return await _signed(connection, scopes, "of_kind", {"templates": list(templates)})


async def _signed(
    connection: AsyncConnection[Any],
    scopes: Sequence[Scope],
    name: Literal["numbered", "of_kind"],
    asked: Mapping[str, object],
) -> tuple[PaperNumbered, ...]:
    found: list[PaperNumbered] = []
    for scope in scopes:
        async with connection.cursor(row_factory=class_row(PaperNumbered)) as rows:
            given = {**scope.parameters(), **asked, "limit": SHOWN}
            await rows.execute(statement(PACKAGE, name), given, prepare=False)
            found += await rows.fetchall()
    return tuple(sorted(found, key=lambda one: (-one.approved_on.toordinal(), one.id))[:SHOWN])
