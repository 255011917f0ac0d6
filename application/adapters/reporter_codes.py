"""The reporter's code: twenty digits by which a reporter without account comes back to a report."""

import hashlib
from datetime import datetime, timedelta

import msgspec

from application.access import Grant, Role, Subject
from application.actors import PUBLIC
from application.adapters.keys import RootKey
from application.adapters.pool import Pool
from application.adapters.rate_limits import RateClass, RateLimits
from application.adapters.slow_hash import Cost, slow_hash
from application.adapters.transactions import transaction
from application.errors import ReporterCodeWrong
from application.written_digits import as_typed, in_groups, new_digits
from domain.identity import ReportId

AGAIN_WITHIN = timedelta(minutes=15)
"""How long after a filing its repeat may still bring a code: for an answer that was lost on the way."""


class Returning(msgspec.Struct, frozen=True, kw_only=True):
    """Who came back with a code; ``first``: nobody had come with it before."""

    subject: Subject
    first: bool


class ReporterCodes:
    """Only a hash of a slow hash of each code is kept; the salt follows from the root key.

    The second half of the slow hash belongs to the reporter's own key pair, should one be introduced.
    """

    def __init__(self, pool: Pool, root: RootKey, limits: RateLimits, cost: Cost | None = None) -> None:
        self._pool = pool
        self._salt = root.derive("reporter-code", length=16)
        self._limits = limits
        self._cost = cost or Cost()

    async def issue(self, report: ReportId) -> str:
        """A new code for *report*, in groups of five; an earlier one of that report stops working."""
        digits = new_digits()
        lookup = await self._lookup(digits)
        async with transaction(self._pool) as connection:
            await connection.execute(
                "UPDATE vault.reporter_codes SET replaced = true WHERE report = %s AND NOT replaced",
                (report,),
            )
            await connection.execute(
                "INSERT INTO vault.reporter_codes (lookup, report) VALUES (%s, %s)", (lookup, report)
            )
        return in_groups(digits)

    async def issue_again(self, report: ReportId, *, filed_at: datetime, now: datetime) -> str | None:
        """A code for whoever repeats the filing of *report*, because the first answer may not have reached them.

        None once somebody came with a code of the report, or when the filing is older than ``AGAIN_WITHIN``: the page
        of a filing can be sent again by whoever sits at the same machine next. Where no code was ever made, one is.
        """
        async with transaction(self._pool) as connection:
            found = await connection.execute(
                "SELECT count(*), coalesce(bool_or(used), false) FROM vault.reporter_codes WHERE report = %s",
                (report,),
            )
            row = await found.fetchone()
        made, used = row or (0, False)
        if used or (made and now - filed_at > AGAIN_WITHIN):
            return None
        return await self.issue(report)

    async def returning(self, code: str, *, source: str) -> Returning:
        """Who comes with *code*: a reporter, of that one report (``Subject.report``), acting as the public.

        *source* is the address it came from, kept only as a hash that changes every day.

        Raises:
            ReporterCodeWrong: no report has this code. The same work is done for every wrong code.
            TooManyRequests: too many tries from there, or in all.
        """
        await self._limits.take(RateClass.REPORTER_CODE, source)
        lookup = await self._lookup(as_typed(code))
        async with transaction(self._pool) as connection:
            found = await connection.execute(
                "SELECT report FROM vault.reporter_codes WHERE lookup = %s AND NOT replaced", (lookup,)
            )
            row = await found.fetchone()
            if row is None:
                raise ReporterCodeWrong
            first = await connection.execute(
                "UPDATE vault.reporter_codes SET used = true WHERE lookup = %s AND NOT used", (lookup,)
            )
        subject = Subject(account=PUBLIC, grants=(Grant(role=Role.REPORTER),), report=ReportId(row[0]))
        return Returning(subject=subject, first=first.rowcount == 1)

    async def _lookup(self, digits: str) -> bytes:
        slow = await slow_hash(digits.encode("utf-8", "surrogatepass"), self._salt, 64, self._cost)
        return hashlib.sha256(slow[:32]).digest()
