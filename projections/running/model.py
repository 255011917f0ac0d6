"""What a read model is: its tables, and how pages of events become rows."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

import msgspec
from psycopg import AsyncConnection

from domain.recorded import Event, Recorded
from projections.running.pages import PageSize
from projections.statements import statement


class Fold(Protocol):
    """Folds pages into rows, in the order of the log.

    Total and deterministic: no clock, no new id, no other read model; the same events give the same rows however they
    are cut into pages. What it keeps between pages is thrown away when a transaction fails.
    """

    async def __call__(self, connection: AsyncConnection[Any], events: Sequence[Recorded[Event]]) -> None:
        """Write the rows that follow from *events*, inside the caller's transaction, with unqualified table names."""
        ...


class ReadModel(msgspec.Struct, frozen=True, kw_only=True):
    """One answer to one question, kept in tables.

    ``package`` holds ``sql/schema.sql``, which makes the tables when they are missing. The names in ``tables`` end in
    ``_v`` and ``version``: another shape is another version and other tables. ``content`` is the digest of data besides
    the events on which rows depend; when it changes, the rows are rebuilt. ``keep`` names
    a statement of the package that runs in the transaction of a switch, before the tables move. ``page`` bounds a batch
    where folding an event is dear: progress is then seen, and memory stays small.
    """

    name: str
    version: int
    package: str
    tables: tuple[str, ...]
    begin: Callable[[], Fold]
    content: str = ""
    keep: str | None = None
    page: PageSize | None = None

    def __post_init__(self) -> None:
        if any(not table.endswith(f"_v{self.version}") for table in self.tables):
            raise ValueError(f"the tables of {self.name} must end in _v{self.version}")


R = TypeVar("R", bound=msgspec.Struct)
K = TypeVar("K")


class Rows(Generic[K, R]):
    """Rows of one table, by key, loaded once a batch and written together as one JSON parameter.

    The package's ``sql/load_<name>.sql`` selects one JSON array of the rows whose key is in ``%(keys)s``;
    ``sql/put_<name>.sql`` inserts or replaces the rows of the JSON array ``%(rows)s``.
    """

    def __init__(self, package: str, name: str, row: type[R], key: Callable[[R], K]) -> None:
        self._package, self._name = package, name
        rows: Any = list
        self._decoder: msgspec.json.Decoder[list[R]] = msgspec.json.Decoder(rows[row])
        self._key = key

    async def load(self, connection: AsyncConnection[Any], keys: Sequence[object]) -> dict[K, R]:
        """The rows of *keys* that exist."""
        if not keys:
            return {}
        cursor = await connection.execute(statement(self._package, f"load_{self._name}"), {"keys": list(keys)})
        found = await cursor.fetchone()
        if found is None or found[0] is None:
            return {}
        return {self._key(row): row for row in self._decoder.decode(found[0])}

    async def put(self, connection: AsyncConnection[Any], rows: Sequence[R]) -> None:
        """Insert or replace *rows*."""
        if rows:
            given = {"rows": msgspec.json.encode(rows).decode()}
            await connection.execute(statement(self._package, f"put_{self._name}"), given)
