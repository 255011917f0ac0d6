"""What stands on somebody's phone: it makes the codes of a secret."""

import base64
import time

from application.adapters.pool import Pool
from application.adapters.transactions import transaction
from application.one_time_code import code_of, step_at


class Authenticator:
    """Made from the text of a secret, as a person types it in."""

    def __init__(self, text: str) -> None:
        self._secret = base64.b32decode(text)

    def code(self, later: int = 0) -> str:
        """The code of now, or of so many steps later."""
        return code_of(self._secret, step_at(time.time()) + later)


async def half_an_hour_passes(pool: Pool) -> None:
    """As if every code that was taken had been one of half an hour ago."""
    async with transaction(pool) as connection:
        await connection.execute("UPDATE vault.second_factors SET last_step = last_step - 60")
