"""Makes the demonstration ready: the cast with its accounts, and tokens to act for them."""

from pathlib import Path

from application.actors import LOCAL_OPERATOR
from interfaces.bootstrap import Database
from interfaces.demo.cast import cast, engage
from interfaces.service import open_service


async def stage(database: Database, key_file: Path, *, password: str | None) -> tuple[bool, dict[str, str]]:
    """Engage the cast; whether it was new, and a token for each account by name."""
    async with open_service(database.runtime, key_file) as service:
        fresh = await engage(service, password)
        tokens = {}
        for account in cast().accounts:
            issued = await service.tokens.issue(account.id, by=LOCAL_OPERATOR)
            tokens[account.name] = issued.secret
        return fresh, tokens
