"""Tells a lost database from a defect."""

import psycopg
from psycopg_pool import PoolTimeout


def lost(error: BaseException | None) -> bool:
    """Whether *error*, or what caused it, means that the database went away or refuses connections."""
    while error is not None:
        if isinstance(error, (PoolTimeout, psycopg.OperationalError)):
            return True
        error = error.__cause__ or error.__context__
    return False
