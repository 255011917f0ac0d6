"""Synchronous pools on a migrated database."""

from collections.abc import Iterator

import pytest

from application.adapters.library.reading import SyncPool, sync_pool
from tests.support.postgres import Database


@pytest.fixture
def connections(database: Database) -> Iterator[SyncPool]:
    with sync_pool(database.app, size=12) as pool:
        yield pool
