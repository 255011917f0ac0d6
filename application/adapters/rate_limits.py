"""Exact limits on what anybody may try: token buckets in the database, and no address kept."""

import hmac
import ipaddress
import math
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import msgspec

from application.adapters.keys import RootKey
from application.adapters.pool import Pool
from application.adapters.transactions import Connection, transaction
from application.errors import TooManyRequests
from application.ports import Clock


class RateClass(StrEnum):
    """What is limited. Each has buckets of its own."""

    PUBLIC_FILING = "public-filing"
    REPORTER_CODE = "reporter-code"
    SIGN_IN = "sign-in"
    SECOND_FACTOR = "second-factor"
    PUBLIC_ANSWER = "public-answer"
    PAPER_CHECK = "paper-check"


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """*count* at once, and as many again over *seconds*."""

    count: int
    seconds: int


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """What one source may do, and what all may do together."""

    each: Limit
    together: Limit


HOUR = 3600
RATES: Mapping[RateClass, Rate] = {
    RateClass.PUBLIC_FILING: Rate(each=Limit(count=10, seconds=HOUR), together=Limit(count=600, seconds=HOUR)),
    RateClass.REPORTER_CODE: Rate(each=Limit(count=20, seconds=HOUR), together=Limit(count=1200, seconds=HOUR)),
    RateClass.PUBLIC_ANSWER: Rate(each=Limit(count=20, seconds=HOUR), together=Limit(count=6000, seconds=HOUR)),
    RateClass.PAPER_CHECK: Rate(each=Limit(count=60, seconds=HOUR), together=Limit(count=6000, seconds=HOUR)),
    RateClass.SIGN_IN: Rate(each=Limit(count=10, seconds=HOUR // 4), together=Limit(count=600, seconds=HOUR // 4)),
    # Of a million codes three are right at a time. Whoever has the password finds one in a day with a chance of one in 10,000.
    RateClass.SECOND_FACTOR: Rate(
        each=Limit(count=10, seconds=12 * HOUR), together=Limit(count=600, seconds=HOUR // 4)
    ),
}
"""Our own choice, generous for an office behind one address; a deployment may hand in others."""


class RateLimits:
    """Takes a place or says how long to wait. All waiting is counted on the database's clock."""

    def __init__(self, pool: Pool, root: RootKey, clock: Clock, rates: Mapping[RateClass, Rate] = RATES) -> None:
        self._pool = pool
        self._root = root
        self._clock = clock
        self._rates = rates
        self._swept: date | None = None

    async def take(self, rate_class: RateClass, source: str) -> None:
        """Use one of the tries that *source* (an address, a sign-in name) has, and one of everybody's.

        A refused try uses nothing.

        Raises:
            TooManyRequests: with the seconds to wait.
        """
        today = self._clock.now().date()
        async with transaction(self._pool) as connection:
            if self._swept != today:
                await connection.execute("SELECT vault.sweep_rate_buckets()")
            wait = await self._taken(connection, rate_class, source, today)
        self._swept = today
        if wait > 0:
            raise TooManyRequests(math.ceil(wait))

    async def ask(self, rate_class: RateClass, source: str) -> None:
        """Whether *source* has a try left, without using one: before anything is read of what it sends.

        Raises:
            TooManyRequests: with the seconds to wait.
        """
        async with transaction(self._pool) as connection:
            wait = await self._taken(connection, rate_class, source, self._clock.now().date())
            await connection.rollback()
        if wait > 0:
            raise TooManyRequests(math.ceil(wait))

    async def _taken(self, connection: Connection, rate_class: RateClass, source: str, today: date) -> float:
        """Take one try within the transaction; the seconds to wait where there is none."""
        rate = self._rates[rate_class]
        limits = (rate.together, rate.each)
        found = await connection.execute(
            "SELECT vault.take_tokens(%s, %s, %s, %s)",
            (
                rate_class,
                [b"", self._hashed(today, source)],
                [float(limit.count) for limit in limits],
                [limit.count / limit.seconds for limit in limits],
            ),
        )
        row = await found.fetchone()
        return float(row[0]) if row else 0.0

    async def give_back(self, rate_class: RateClass, source: str) -> None:
        """Give *source* all its tries back. What all may do together stays as it is."""
        limit = self._rates[rate_class].each
        async with transaction(self._pool) as connection:
            await connection.execute(
                "SELECT vault.take_tokens(%s, %s, %s, %s)",
                # One more than it may hold, refilled at once; the one is taken.
                (rate_class, [self._hashed(self._clock.now().date(), source)], [limit.count + 1.0], [1e9]),
            )

    def _hashed(self, day: date, source: str) -> bytes:
        key = self._root.derive("rate", salt=day.isoformat().encode())
        return hmac.digest(key, _network(source).encode("utf-8", "surrogatepass"), "sha256")[:16]


def _network(source: str) -> str:
    """An IPv6 address stands for its /64, which one household has to itself; anything else for itself."""
    try:
        address = ipaddress.ip_address(source)
    except ValueError:
        return source
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped or ipaddress.ip_network((int(address) >> 64 << 64, 64)))
    return str(address)
