"""The matters behind the figures of a period, one by one: each count is the number of its lines."""

from datetime import date
from uuid import UUID

import msgspec

from domain.proceedings.terms import BREACH_FOUND
from projections.dashboard.reads import PACKAGE, Connection
from projections.scope import Scope
from projections.statements import told


class Behind(msgspec.Struct, frozen=True, kw_only=True):
    """One matter that counts in one figure. ``code`` is what the figure is of, ``day`` the one by which it falls into the period."""

    figure: str
    code: str
    kind: str
    matter: UUID
    day: date


def in_parts(figure: str) -> bool:
    """Whether a figure is one of several things (grounds, measures, months), and no single number."""
    return figure.startswith("by_") or "_by_" in figure


async def behind(
    connection: Connection, scope: Scope, *, since: date, until: date, schema: str = "read_models"
) -> tuple[Behind, ...]:
    """Every matter behind the figures of the period within *scope*, by figure, code, day and id."""
    given = {**scope.parameters(), "since": since, "until": until, "breach": sorted(BREACH_FOUND)}
    cursor = await connection.execute(told(PACKAGE, "behind", schema), given, prepare=False)
    return tuple(
        Behind(figure=figure, code=code, kind=kind, matter=matter, day=day)
        for figure, code, kind, matter, day in await cursor.fetchall()
    )
