"""Composition of the reminders: the reactor with its channels, and the loop that lets it take turns."""

import asyncio
from datetime import date
from uuid import UUID

import msgspec
import structlog

from application.adapters.calendar_files import clock_uses
from application.adapters.clock import SystemClock
from application.adapters.escalations import Escalations
from application.adapters.keys import RootKey
from application.adapters.mail import Mail
from application.adapters.outbox import Outbox
from application.adapters.pool import Pool, connection_pool
from application.adapters.profile_files import packaged_profiles
from application.adapters.registers import Registers
from application.adapters.root_key import root_key_of
from application.adapters.staff import StaffAccounts
from application.adapters.transactions import reads
from application.adapters.webhooks import Webhooks
from application.errors import StoreUnavailable
from application.ports import Clock
from application.reminders.reactor import Reactor, Sender
from application.reminders.reminder import Channel, Due
from application.reminders.wording import Language
from interfaces.matter_kinds import called
from interfaces.settings import Settings
from projections.deadlines.warnings import ToWarn
from projections.docket.present import Present, needs
from projections.numbers.reads import numbered

PAUSE = 5.0
"""Seconds between turns."""

log = structlog.get_logger()


class DueClocks:
    """The read model in the words of the reactor."""

    def __init__(self, pool: Pool) -> None:
        self._read, self._staff = ToWarn(pool), StaffAccounts(pool)
        self._needs = needs(packaged_profiles().values())

    async def position(self) -> int | None:
        """See ``application.reminders.reactor.Source``."""
        return await self._read.position()

    async def due(self, today: date) -> tuple[Due, ...]:
        """See there."""
        admitting, serving = (
            await self._staff.acting("appeal.accept-appeal"),
            await self._staff.acting("appeal.serve-appeal"),
        )
        present = Present(today=today, admitting=frozenset(admitting), serving=frozenset(serving), needs=self._needs)
        return tuple(msgspec.json.decode(each, type=Due) for each in await self._read.due(present))


class RegisterNumbers:
    """What the matters of reminders are called outside the system."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def __call__(self, matter: UUID, language: Language) -> str | None:
        """See ``application.adapters.mail.Called``. Raises StoreUnavailable; the letter is then tried again."""
        async with reads(self._pool) as connection:
            found = (await numbered(connection, (matter,))).get(matter)
        return None if found is None else called(*found, language)


def reactor_on(pool: Pool, root: RootKey, settings: Settings, clock: Clock) -> Reactor:
    """A reactor with the channels that *settings* name; webhooks need no setting."""
    senders: dict[Channel, Sender] = {Channel.WEBHOOK: Webhooks(root, clock)}
    if settings.smtp_url and settings.mail_from:
        senders[Channel.MAIL] = Mail(settings.smtp_url, settings.mail_from, clock_uses(), RegisterNumbers(pool))
    outbox = Outbox(pool)
    superiors = Escalations(pool, Registers(pool))
    return Reactor(
        clock=clock, source=DueClocks(pool), outbox=outbox, people=outbox, superiors=superiors, senders=senders
    )


async def remind(conninfo: str, settings: Settings, *, stop: asyncio.Event, pause: float = PAUSE) -> None:
    """Take turns until *stop* is set. Any number of processes may; a database that is away is asked again."""
    async with connection_pool(conninfo) as pool:
        root = await root_key_of(pool, settings.key_file)
        reactor = reactor_on(pool, root, settings, SystemClock())
        while not stop.is_set():
            try:
                await reactor.look()
                await reactor.deliver()
            except StoreUnavailable:
                log.warning("reminders_wait_for_database")
            except Exception as error:
                log.exception("reminders_defect", error=type(error).__name__)
            try:
                async with asyncio.timeout(pause):
                    await stop.wait()
            except TimeoutError:
                continue
