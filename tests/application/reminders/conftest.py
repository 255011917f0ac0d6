"""An office whose clock is set by the test, and the reactor beside it."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from pathlib import Path
from uuid import UUID

import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from application.adapters.keys import RootKey
from application.adapters.outbox import Outbox
from application.adapters.pool import Pool, connection_pool
from application.adapters.reminder_targets import ReminderTargets
from application.adapters.root_key import root_key_of
from application.ports import AppendRequest, Change
from application.reminders.reactor import Reactor
from domain.cases.events import InvestigationReported
from domain.recorded import Event
from interfaces.projecting import packaged_clocks, packaged_law
from interfaces.reminding import reactor_on
from interfaces.settings import Settings
from projections.deadlines.projection import deadlines
from projections.docket.projection import DOCKET
from projections.numbers.projection import NUMBERS
from projections.recommendations.projection import recommendations
from tests.support.made_up import an_id
from tests.support.matters import Matter
from tests.support.postgres import Database
from tests.support.read_models import empty, fill
from tests.support.weaving import SYSTEM, requests

MODEL = deadlines(packaged_clocks())
WAITS = recommendations(packaged_law())


class SetClock:
    """A clock that stands where it is put."""

    def __init__(self, day: date) -> None:
        self.at = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def goes(self, by: timedelta) -> None:
        self.at += by


class Beside:
    """A database with one filed case, and reactors on it."""

    def __init__(self, database: Database, pool: Pool, root: RootKey, folder: Path) -> None:
        self.database, self.pool, self.root, self._folder = database, pool, root, folder
        self.outbox, self.targets = Outbox(pool), ReminderTargets(pool, root)
        self.matter = Matter("示例一", seed=1)
        self.clock = SetClock(date(2025, 3, 20))

    def reactor(self, smtp: str | None = None) -> Reactor:
        settings = Settings(
            data=self._folder, key_file=self._folder / "root.key", smtp_url=smtp, mail_from="office@example.invalid"
        )
        return reactor_on(self.pool, self.root, settings, self.clock)

    async def filled(self, *, until: str, anew: bool = False) -> date:
        """The case as far as *until* in the log and the read models (``investigating``: until it is reported); the last day of its nearest
        clock that is a duty.
        """
        log = PostgresEventLog(self.pool)
        if not anew:
            moves = self.matter.moves(until="investigated" if until == "investigating" else until)
            if until == "investigating":
                moves = takewhile(
                    lambda move: not any(isinstance(one, InvestigationReported) for _, _, of in move for one in of),
                    moves,
                )
            for request in requests(moves):
                await log.append(request)
        await log.close()
        async with await AsyncConnection.connect(self.database.app, autocommit=True) as connection:
            if anew:
                await empty(connection, MODEL)
            for model in (DOCKET, MODEL, NUMBERS, WAITS):
                await fill(connection, model)
                await connection.execute(
                    "UPDATE read_models.progress SET status = 'live' WHERE name = %s", [model.name]
                )
            found = await connection.execute(
                """SELECT min(due_on) FROM read_models.deadlines_v1 WHERE ended_on IS NULL AND NOT "right" """
            )
            row = await found.fetchone()
        assert row is not None
        due: date = row[0]
        return due

    async def add(self, stream: UUID, kind: str, event: Event) -> None:
        """One more event of a stream, in the log and the read models."""
        log = PostgresEventLog(self.pool)
        version = len(await log.read(stream))
        change = Change(stream=stream, kind=kind, expected=version, events=(event,))
        await log.append(AppendRequest(changes=(change,), actor=SYSTEM, correlation=an_id("one more")))
        await log.close()
        await self.filled(until="", anew=True)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def beside(database: Database, tmp_path: Path) -> AsyncIterator[Beside]:
    async with connection_pool(database.app) as pool:
        yield Beside(database, pool, await root_key_of(pool, tmp_path / "root.key"), tmp_path)
