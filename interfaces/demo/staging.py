"""Makes the demonstration ready: the cast with its accounts, and tokens to act for them."""

from pathlib import Path

from application.actors import LOCAL_OPERATOR
from application.adapters.rate_limits import RateClass
from application.adapters.slow_hash import Cost
from interfaces.bootstrap import Database
from interfaces.demo.cast import cast, engage
from interfaces.service import open_service

LOOPBACK = ("127.0.0.1", "::1")


async def stage(
    database: Database, key_file: Path, *, password: str | None, hashing: Cost | None = None
) -> dict[str, str]:
    """Engage the cast; a token for each account by name. *hashing* is as for ``open_service``."""
    async with open_service(database.runtime, key_file, hashing=hashing) as service:
        await engage(service, password)
        # The demonstration can be walked as often as one likes; whoever runs it holds the database anyway.
        for limited in (RateClass.PUBLIC_FILING, RateClass.REPORTER_CODE):
            for source in LOOPBACK:
                await service.limits.give_back(limited, source)
        tokens = {}
        for account in cast().accounts:
            issued = await service.tokens.issue(account.id, by=LOCAL_OPERATOR)
            tokens[account.name] = issued.secret
        return tokens
