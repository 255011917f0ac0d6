"""The loop around a decision: a repeat that meets its own first attempt."""

from uuid import UUID

import pytest

from application.adapters.event_log import PostgresEventLog
from application.adapters.pool import connection_pool
from application.errors import ApplicationError, ConcurrentChange
from application.handling import Asked, Decided, Made, carry_out
from application.new_id import new_id
from domain.refusal import Reason, Refused
from tests.support.postgres import Database
from tests.support.requests import ACTOR, change, command_key, identified


@pytest.mark.anyio
@pytest.mark.parametrize(
    "seen",
    [Refused((Reason(rule="already-done"),)), ConcurrentChange(UUID(int=1), 0, 1)],
)
async def test_a_repeat_whose_first_attempt_was_stored_meanwhile_gets_its_answer(
    database: Database, seen: Exception
) -> None:
    stream = new_id()
    asked = Asked(actor=ACTOR, key=command_key("the same"), correlation=new_id(), expected=0)

    async def stored() -> Decided:
        return Decided(changes=(change(stream, 0, identified()),), made=Made(id=stream, version=1))

    async with connection_pool(database.app, size=2) as pool:
        log = PostgresEventLog(pool)

        async def late() -> Decided:
            """The first attempt is stored between the repeat's look for a receipt and its decision."""
            await carry_out(log, asked, stored)
            raise seen

        done = await carry_out(log, asked, late)
        assert (done.made, done.replayed) == (Made(id=stream, version=1), True)

        async def refused() -> Decided:
            raise seen

        with pytest.raises((Refused, ApplicationError)):
            await carry_out(log, Asked(actor=ACTOR, key=command_key(), correlation=new_id()), refused)
        await log.close()
