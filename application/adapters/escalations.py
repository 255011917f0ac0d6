"""Which bodies have their passed deadlines told to the next higher organ, and which organ that is by the register."""

from datetime import date

import structlog

from application.adapters.pool import Pool
from application.adapters.registers import Registers
from application.adapters.transactions import transaction
from domain.identity import ActorId, BodyId, OrganId
from domain.registers.competence import Competent, Question, next_higher

_ASK = "INSERT INTO reminders.escalations (body, added_by) VALUES (%s, %s) ON CONFLICT DO NOTHING"
_ASKED = "SELECT 1 FROM reminders.escalations WHERE body = %s AND withdrawn_at IS NULL"
_WITHDRAW = "UPDATE reminders.escalations SET withdrawn_at = clock_timestamp() WHERE body = %s AND withdrawn_at IS NULL"

log = structlog.get_logger()


class Escalations:
    """The settings in use. No organ is ever guessed: where the register names none, nobody further is told."""

    def __init__(self, pool: Pool, registers: Registers) -> None:
        self._pool, self._registers = pool, registers

    async def ask(self, body: BodyId, *, by: ActorId, on: date) -> Competent | Question:
        """Tell the next higher organ of *body* from now on; which one that is on *on*. A question: nothing was set."""
        found = next_higher(OrganId(body), on, await self._registers.snapshot())
        if isinstance(found, Competent):
            async with transaction(self._pool) as connection:
                await connection.execute(_ASK, [body, by])
        return found

    async def withdraw(self, body: BodyId) -> bool:
        """The next higher organ is told no more; whether it was."""
        async with transaction(self._pool) as connection:
            return (await connection.execute(_WITHDRAW, [body])).rowcount == 1

    async def above(self, body: BodyId, on: date) -> BodyId | None:
        """The organ to be told as well; None without the setting, or where the register names none on *on*."""
        async with transaction(self._pool) as connection:
            if await (await connection.execute(_ASKED, [body])).fetchone() is None:
                return None
        found = next_higher(OrganId(body), on, await self._registers.snapshot())
        if isinstance(found, Question):
            log.warning("escalation_without_higher_organ", body=str(body), question=found.code)
            return None
        return found.body
