"""How often decisions depart from the suggestion and how often an appeal changes them, by ground, organ and body."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection

from projections.dashboard.figures import Figure
from projections.docket.filter import Filter
from projections.docket.row import Kind
from projections.scope import Scope
from projections.statements import statement


class Part(StrEnum):
    """By what it is counted: the ground, the organ that answers, the body that keeps or decides."""

    GROUND = "ground"
    ORGAN = "organ"
    BODY = "body"


class PatternRow(msgspec.Struct, frozen=True, kw_only=True):
    """One ground, organ or body (its code or id). ``departed`` and ``overturned`` are of the ``decided`` proceedings.

    ``appeals`` are those decided in the period, by how they ended.
    """

    part: Part
    code: str
    decided: Figure
    departed: Figure
    overturned: Figure
    appeals: tuple[Figure, ...]


class Pattern(msgspec.Struct, frozen=True, kw_only=True):
    """The pattern of a period, both days included. A matter counts under each of its grounds, organs and bodies."""

    since: date
    until: date
    rows: tuple[PatternRow, ...]


async def pattern(connection: AsyncConnection[Any], scopes: Sequence[Scope], *, since: date, until: date) -> Pattern:
    """The pattern over the rows that any of *scopes* shows. No two scopes speak of the same kind."""
    counted: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    appeals: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for scope in scopes:
        given = {**scope.parameters(), "since": since, "until": until}
        cursor = await connection.execute(statement("projections.dashboard", "pattern"), given, prepare=False)
        for part, code, *numbers, outcome, of_appeals in await cursor.fetchall():
            counted[part, code] = [one + other for one, other in zip(counted[part, code], numbers, strict=True)]
            if outcome is not None:
                appeals[part, code][outcome] = of_appeals
    return Pattern(
        since=since,
        until=until,
        rows=tuple(_row(key, counted[key], appeals[key], since, until) for key in sorted(counted)),
    )


def _row(key: tuple[str, str], numbers: list[int], appeals: dict[str, int], since: date, until: date) -> PatternRow:
    part, code = Part(key[0]), key[1]
    decided, departed, overturned = numbers
    where = Filter(
        kinds=(Kind.PROCEEDING,),
        decided_from=since,
        decided_to=until,
        ground=code if part is Part.GROUND else None,
        organ=UUID(code) if part is Part.ORGAN else None,
        body=UUID(code) if part is Part.BODY else None,
    )
    change = msgspec.structs.replace
    return PatternRow(
        part=part,
        code=code,
        decided=Figure(code="decided", count=decided, rows=where),
        departed=Figure(code="departed", count=departed, rows=change(where, departed=True)),
        overturned=Figure(code="overturned", count=overturned, rows=change(where, overturned=True)),
        appeals=tuple(
            Figure(code=outcome, count=count, rows=change(where, kinds=(Kind.APPEAL,), outcome=outcome))
            for outcome, count in sorted(appeals.items())
        ),
    )
