"""Composition of the imports: the parts a file is read into, on the database of the settings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime

from application.adapters.documents import DocumentStore
from application.adapters.event_log import PostgresEventLog
from application.adapters.parties import Details, Parties, PartyKind
from application.adapters.pool import connection_pool
from application.adapters.profile_files import packaged_profiles
from application.adapters.registers import Registers
from application.adapters.root_key import root_key_of
from application.casework.around import LEGAL_ZONE
from application.casework.file import FIRST_PROFILE
from application.casework.lead_import import LeadImport
from application.casework.publication_import import PublicationImport
from application.register_import import RegisterImport
from domain.identity import ActorId, BodyId, PartyId
from interfaces.bodies import require_body
from interfaces.bootstrap import prepared_database
from interfaces.local_service import local_service
from interfaces.settings import Settings


def legal_today() -> date:
    """The legal day now."""
    return datetime.now(LEGAL_ZONE).date()


@asynccontextmanager
async def lead_import(settings: Settings, *, actor: ActorId, today: date) -> AsyncIterator[LeadImport]:
    """The import of leads for *actor*; an empty data folder is made ready first.

    Raises:
        DatabaseFault, SchemaBehind, MigrationFault, KeyFileRefused, WrongRootKey: the store cannot be used.
    """
    with prepared_database(settings) as database:
        async with connection_pool(database.runtime) as pool:
            root = await root_key_of(pool, settings.key_file)
            events = PostgresEventLog(pool, receipts=root.derive("receipt"))
            try:
                yield LeadImport(
                    events=events,
                    documents=DocumentStore(pool, root),
                    register=Registers(pool),
                    profile=packaged_profiles()[FIRST_PROFILE],
                    actor=actor,
                    today=today,
                )
            finally:
                await events.close()


@asynccontextmanager
async def publication_import(
    settings: Settings, *, actor: ActorId, body: BodyId, kind: str
) -> AsyncIterator[PublicationImport]:
    """The import of publication logs for *body*; raises as ``lead_import`` does, and BodyUnknown."""
    async with local_service(settings) as service:
        await require_body(service.registers, body)
        yield PublicationImport(
            events=service.events,
            documents=service.documents,
            organs=service.registers,
            around=service.around,
            actor=actor,
            subject=None,
            body=body,
            kind=kind,
        )


class Officials:
    """The party register as an import of posts sees it."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties

    async def named(self, name: str) -> tuple[PartyId, ...]:
        """Persons of that name."""
        return await self._parties.named(name)

    async def enter(self, name: str, *, by: ActorId) -> PartyId:
        """Enter an official under a new id."""
        return await self._parties.register(Details(name=name), kind=PartyKind.OFFICIAL, by=by)


@asynccontextmanager
async def register_import(settings: Settings, *, actor: ActorId) -> AsyncIterator[RegisterImport]:
    """The import of organs and posts for *actor*; raises as ``lead_import`` does."""
    with prepared_database(settings) as database:
        async with connection_pool(database.runtime) as pool:
            root = await root_key_of(pool, settings.key_file)
            yield RegisterImport(registers=Registers(pool), people=Officials(Parties(pool, root)), actor=actor)
