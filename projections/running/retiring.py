"""Drops tables that nothing reads any more."""

from collections.abc import Iterable
from typing import Any

from psycopg import AsyncConnection, sql

from projections.running.model import ReadModel
from projections.running.progress import PACKAGE
from projections.statements import statement


async def drop_old(connection: AsyncConnection[Any], models: Iterable[ReadModel]) -> tuple[str, ...]:
    """Drop what a switch left behind, and the tables of read models that are not among *models*; their names.

    Do it once no program of an earlier release reads the database.
    """
    known = tuple(models)
    names = [f"{model.name} {model.version}" for model in known]
    async with connection.transaction():
        tables = [table for model in known for table in model.tables]
        cursor = await connection.execute(statement(PACKAGE, "unread"), {"tables": tables})
        unread = await cursor.fetchall()
        for schema, table in unread:
            await connection.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(schema, table)))
        await connection.execute(statement(PACKAGE, "forget_others"), {"names": names})
    return tuple(f"{schema}.{table}" for schema, table in unread)
