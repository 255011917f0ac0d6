"""What ``wenze rulebook propose``, ``impact`` and ``text`` do on the database of the settings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from application.actors import LOCAL_OPERATOR
from application.official_texts import TextKept
from domain.adoptions.commands import ProposeAdoption
from domain.adoptions.events import Adopted
from domain.identity import BodyId
from domain.rulebook.schema import Rulebook
from interfaces import text_adding
from interfaces.bootstrap import prepared_database
from interfaces.proposing import propose_locally
from interfaces.rulebook_impact import Impact, Trial, all_parts
from interfaces.service import Service, open_service
from interfaces.settings import Settings
from interfaces.text_adding import TextsAdded


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


async def add_text(settings: Settings, content: bytes) -> TextsAdded:
    """Add an official text as the local operator. Raises Trouble when it is none of a rulebook in use."""
    async with _service(settings) as service:
        return await text_adding.add_text(service, content, LOCAL_OPERATOR)


async def texts(settings: Settings) -> tuple[TextKept, ...]:
    """Every text that is kept, the newest last."""
    async with _service(settings) as service:
        return await service.texts.all()


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
