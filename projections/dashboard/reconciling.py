"""Whether the figures of a period agree with the record: the rows in use beside the log folded anew up to now."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

import msgspec

from projections.dashboard.behind import Behind, behind, in_parts
from projections.dashboard.ratings import rated_behind
from projections.dashboard.reads import Connection, rows_behind
from projections.docket.as_it_stood import SCHEMA, docket_at
from projections.docket.filter import Filter
from projections.docket.projection import DOCKET
from projections.running.progress import progress
from projections.scope import Scope


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of one thing (a ground, a measure, a month), or the whole of one that has no parts: then ``code`` is empty.

    ``rows`` is the filter under which the docket lists what is shown.
    """

    code: str
    shown: int
    recorded: int
    agrees: bool
    rows: Filter


class Reconciled(msgspec.Struct, frozen=True, kw_only=True):
    """One figure: as it is shown, and as the record gives it. ``apart`` are the matters that count in one of the two only."""

    figure: str
    shown: int
    recorded: int
    apart: tuple[UUID, ...] = ()
    parts: tuple[Part, ...] = ()

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
    connection: Connection,
    scope: Scope,
    names: Sequence[str],
    *,
    since: date,
    until: date,
    reports: Scope | None = None,
) -> Reconciliation:
    """The figures *names* of the period within *scope*, as the rows in use give them and as the log does.

    *reports*: the reports whose ratings count; None for whoever lists none.

    Both are of one position: how far the rows in use have come. The log is read from its beginning; its length is the cost.

    Raises:
        LogUnreadable: an event of the log cannot be read.
    """
    while True:
        before = await _positions(connection)
        shown = await _counted(connection, scope, reports, since, until)
        if await _positions(connection) == before:
            break  # else a batch came in between, and they would be of two moments
    async with docket_at(connection, before):
        recorded = await _counted(connection, scope, reports, since, until, schema=SCHEMA)
    return Reconciliation(
        since=since,
        until=until,
        position=max(before.values(), default=0),
        figures=reconciled(names, shown, recorded, since=since, until=until),
    )


async def _counted(
    connection: Connection,
    scope: Scope,
    reports: Scope | None,
    since: date,
    until: date,
    *,
    schema: str = "read_models",
) -> tuple[Behind, ...]:
    """The matters behind the figures of the period, with the reports behind the ratings."""
    found = await behind(connection, scope, since=since, until=until, schema=schema)
    if reports is None:
        return found
    return (*found, *await rated_behind(connection, reports, since=since, until=until, schema=schema))


async def _positions(connection: Connection) -> dict[int, int]:
    """How far the rows in use have come, by shard."""
    return {shard: one.position for shard, one in (await progress(connection, DOCKET, "live")).items()}


def reconciled(
    names: Sequence[str], shown: Iterable[Behind], recorded: Iterable[Behind], *, since: date, until: date
) -> tuple[Reconciled, ...]:
    """Each figure of *names*, in their order, with its parts. A matter that counts under several codes is compared under each."""
    here, there = Counter(shown), Counter(recorded)
    return tuple(
        Reconciled(
            figure=name,
            shown=sum(count for one, count in here.items() if one.figure == name),
            recorded=sum(count for one, count in there.items() if one.figure == name),
            apart=tuple(sorted({one.matter for one in (*(here - there), *(there - here)) if one.figure == name})),
            parts=_parts(name, here, there, since, until),
        )
        for name in names
    )


def _parts(name: str, here: Counter[Behind], there: Counter[Behind], since: date, until: date) -> tuple[Part, ...]:
    """By code, those with most first; months in their order."""
    shown = {one: count for one, count in here.items() if one.figure == name}
    recorded = {one: count for one, count in there.items() if one.figure == name}
    codes = sorted({one.code for one in (*shown, *recorded)})
    parts = [
        Part(
            code=code,
            shown=sum(count for one, count in shown.items() if one.code == code),
            recorded=sum(count for one, count in recorded.items() if one.code == code),
            agrees={one: n for one, n in shown.items() if one.code == code}
            == {one: n for one, n in recorded.items() if one.code == code},
            rows=rows_behind(name, code, since, until),
        )
        for code in codes or ([] if in_parts(name) else [""])
    ]
    return tuple(parts if name.endswith("_by_month") else sorted(parts, key=lambda one: -one.shown))
