"""The service for one act of the command line, on the database of the settings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from interfaces.bootstrap import prepared_database
from interfaces.service import Service, open_service
from interfaces.settings import Settings


@asynccontextmanager
async def local_service(settings: Settings) -> AsyncIterator[Service]:
    """The service; an empty data folder is made ready first.

    Raises:
        DatabaseFault, SchemaBehind, MigrationFault, KeyFileRefused, WrongRootKey: the store cannot be used.
    """
    with prepared_database(settings) as database:
        async with open_service(database.runtime, settings.key_file) as service:
            yield service
