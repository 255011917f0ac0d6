"""When a day of one reader is unusual. The rule is data (``unusual_reads.toml``) and goes out with every answer."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated

import msgspec

from domain.identity import ActorId

Some = Annotated[int, msgspec.Meta(ge=1, le=1000)]


class UnusualRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day is unusual with *least* reads or more, and more than *times* the reader's usual number.

    Usual is the median of the days with reads among the ``compared`` days before it. Reads of the log itself do not count.
    ``window``: days looked at when nobody asks for others.
    """

    window: Some
    compared: Some
    least: Some
    times: Some


class UnusualDay(msgspec.Struct, frozen=True, kw_only=True):
    """How often *actor* read on *day* (in Asia/Shanghai). ``usual`` is None for a reader without an earlier day."""

    actor: ActorId
    day: date
    reads: int
    usual: float | None


@cache
def unusual_rule() -> UnusualRule:
    """The rule that comes with the program."""
    return msgspec.toml.decode((files("application") / "unusual_reads.toml").read_bytes(), type=UnusualRule)
