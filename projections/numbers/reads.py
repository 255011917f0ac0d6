"""Reads register numbers."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from projections.numbers.projection import PACKAGE
from projections.statements import told


async def numbers(
    connection: AsyncConnection[Any], matters: Iterable[UUID], *, schema: str = "read_models"
) -> Mapping[UUID, str]:
    """The numbers of *matters* as ``2026-17``; one that was entered a moment ago has none yet.

    *schema* is ``pg_temp`` for those of rows as they stood.

    A number says nothing of a matter but when it came, so no scope is asked; the ids are those that the reader has.
    """
    return {matter: number for matter, (_, number) in (await numbered(connection, matters, schema=schema)).items()}


async def numbered(
    connection: AsyncConnection[Any], matters: Iterable[UUID], *, schema: str = "read_models"
) -> Mapping[UUID, tuple[str, str]]:
    """The kind and the number of *matters*: numbers run by kind, so one alone may be that of several."""
    given, prepare = {"ids": list(matters)}, None if schema == "read_models" else False
    found = await connection.execute(told(PACKAGE, "of", schema), given, prepare=prepare)
    return {matter: (kind, number) for matter, kind, number in await found.fetchall()}
