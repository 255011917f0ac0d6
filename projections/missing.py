"""A read model that is not there yet: no projector has run on this database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from psycopg.errors import UndefinedTable


class ReadModelMissing(Exception):
    """The tables of a read model do not exist. They come with the first projector; until then: try again."""


@asynccontextmanager
async def telling_when_missing() -> AsyncIterator[None]:
    """Raise ReadModelMissing where a read model's table is asked for before it exists."""
    try:
        yield
    except UndefinedTable as error:
        raise ReadModelMissing from error
