"""What ``wenze rulebook propose``, ``impact`` and ``text`` do on the database of the settings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from application.actors import LOCAL_OPERATOR
from domain.adoptions.commands import ProposeAdoption
from domain.adoptions.events import Adopted
from domain.identity import BodyId
from domain.rulebook.schema import Rulebook
from interfaces.bootstrap import prepared_database
from interfaces.proposing import propose_locally
from interfaces.rulebook_impact import Impact, Trial, all_parts
from interfaces.service import Service, open_service
from interfaces.settings import Settings


@asynccontextmanager
async def _service(settings: Settings) -> AsyncIterator[Service]:
    with prepared_database(settings) as database:
        async with open_service(database.runtime, settings.key_file) as service:
            yield service


async def impact(settings: Settings, book: Rulebook) -> AsyncIterator[Impact]:
    """The parts of the closed proceedings that it concerns, one after the other.

    Raises:
        StoreUnavailable: no projector has made the read models yet, or the database is gone.
    """
    async with _service(settings) as service:
        trial = Trial(await service.around.catalogue(), book)
        async with service.read() as connection:
            async for part in all_parts(connection, trial):
                yield part


async def propose(settings: Settings, book: Rulebook, body: UUID) -> str:
    """Put it forward as the local operator, for *body*; its content id. A second person signs over the API or on a page.

    Raises:
        Refused: the lint finds errors in it beside the law in use, or another rule stands against it.
    """
    async with _service(settings) as service:
        content = await service.law.keep(book, by=LOCAL_OPERATOR)
        command = ProposeAdoption(
            body=BodyId(body),
            what=Adopted.RULEBOOK,
            instrument=book.instrument,
            name=book.key,
            content=content,
            applies_from=service.around.today(),
        )
        await propose_locally(service, command)
        return content
