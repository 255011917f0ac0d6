"""The driver's errors in the library's words."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from eventsourcing import persistence
from psycopg_pool import PoolTimeout

_WORDS: tuple[tuple[type[Exception], type[persistence.PersistenceError]], ...] = (
    (psycopg.IntegrityError, persistence.IntegrityError),
    (psycopg.OperationalError, persistence.OperationalError),
    (PoolTimeout, persistence.OperationalError),
    (psycopg.DataError, persistence.DataError),
    (psycopg.InternalError, persistence.InternalError),
    (psycopg.ProgrammingError, persistence.ProgrammingError),
    (psycopg.NotSupportedError, persistence.NotSupportedError),
    (psycopg.DatabaseError, persistence.DatabaseError),
    (psycopg.InterfaceError, persistence.InterfaceError),
)


@contextmanager
def library_errors() -> Iterator[None]:
    """Raises what the driver raises as the library's error of the same name."""
    try:
        yield
    except (psycopg.Error, PoolTimeout) as error:
        told = next(word for kind, word in _WORDS if isinstance(error, kind))
        raise told(str(error)) from error
