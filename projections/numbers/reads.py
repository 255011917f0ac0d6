"""Reads register numbers."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from projections.numbers.projection import PACKAGE
from projections.statements import statement


async def numbers(connection: AsyncConnection[Any], matters: Iterable[UUID]) -> Mapping[UUID, str]:
    """The numbers of *matters* as ``2026-17``; one that was entered a moment ago has none yet.

    A number says nothing of a matter but when it came, so no scope is asked; the ids are those that the reader has.
    """
    found = await connection.execute(statement(PACKAGE, "of"), {"ids": list(matters)})
    return dict(await found.fetchall())
