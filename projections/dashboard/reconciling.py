"""Whether the figures of a period agree with the record: the rows in use beside the log folded anew up to now."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

import msgspec

from projections.dashboard.behind import Behind, behind
from projections.dashboard.reads import Connection
from projections.docket.as_it_stood import SCHEMA, docket_at
from projections.docket.projection import DOCKET
from projections.running.progress import progress
from projections.scope import Scope


class Reconciled(msgspec.Struct, frozen=True, kw_only=True):
    """One figure: as it is shown, and as the record gives it. ``apart`` are the matters that count in one of the two only."""

    figure: str
    shown: int
    recorded: int
    apart: tuple[UUID, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether the same matters count."""
        return not self.apart and self.shown == self.recorded


class Reconciliation(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of a period, both days included, compared at ``position`` of the log: how far the rows in use have come."""

    since: date
    until: date
    position: int
    figures: tuple[Reconciled, ...]

    @property
    def agrees(self) -> bool:
        """Whether every figure does."""
        return all(one.agrees for one in self.figures)


async def reconcile(
    connection: Connection, scope: Scope, names: Sequence[str], *, since: date, until: date
) -> Reconciliation:
    """The figures *names* of the period within *scope*, as the rows in use give them and as the log does.

    Both are of one position: how far the rows in use have come. The log is read from its beginning; its length is the cost.

    Raises:
        LogUnreadable: an event of the log cannot be read.
    """
    while True:
        before = await _positions(connection)
        shown = await behind(connection, scope, since=since, until=until)
        if await _positions(connection) == before:
            break  # else a batch came in between, and they would be of two moments
    async with docket_at(connection, before):
        recorded = await behind(connection, scope, since=since, until=until, schema=SCHEMA)
    return Reconciliation(
        since=since, until=until, position=max(before.values(), default=0), figures=reconciled(names, shown, recorded)
    )


async def _positions(connection: Connection) -> dict[int, int]:
    """How far the rows in use have come, by shard."""
    return {shard: one.position for shard, one in (await progress(connection, DOCKET, "live")).items()}


def reconciled(names: Sequence[str], shown: Iterable[Behind], recorded: Iterable[Behind]) -> tuple[Reconciled, ...]:
    """Each figure of *names*, in their order. A matter that counts under several codes is compared under each."""
    here, there = Counter(shown), Counter(recorded)
    return tuple(
        Reconciled(
            figure=name,
            shown=sum(count for one, count in here.items() if one.figure == name),
            recorded=sum(count for one, count in there.items() if one.figure == name),
            apart=tuple(sorted({one.matter for one in (*(here - there), *(there - here)) if one.figure == name})),
        )
        for name in names
    )
