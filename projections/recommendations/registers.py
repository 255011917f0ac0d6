"""The registers as they stood at a moment. Entries are only ever added, so an earlier moment can be asked again."""

from bisect import bisect_right
from datetime import datetime
from typing import Any

from psycopg import AsyncConnection

from domain.registers.records import Holding, OrganKind, OrganTerm, PostKind, PostTerm
from domain.registers.snapshot import Snapshot
from projections.statements import statement

PACKAGE = "projections.recommendations"

_UNNAMED = "-"


class RegistersByMoment:
    """All entries with the moment of their recording; read again when there are new ones."""

    def __init__(self) -> None:
        self._version = -1
        self._organs: list[tuple[datetime, OrganTerm]] = []
        self._posts: list[tuple[datetime, PostTerm]] = []
        self._holdings: list[tuple[datetime, Holding]] = []
        self._moments: list[datetime] = []
        self._snapshots: dict[int, Snapshot] = {}

    async def refresh(self, connection: AsyncConnection[Any]) -> None:
        """Read the entries, unless all are here."""
        row = await (await connection.execute(statement(PACKAGE, "registers_version"))).fetchone()
        version = 0 if row is None else int(row[0])
        if version == self._version:
            return
        self._organs = [(at, _organ(rest)) for _, at, *rest in await _rows(connection, "organ_terms")]
        self._posts = [(at, _post(rest)) for _, at, *rest in await _rows(connection, "post_terms")]
        self._holdings = [(at, _holding(rest)) for _, at, *rest in await _rows(connection, "holdings")]
        every = (*self._organs, *self._posts, *self._holdings)
        self._moments = sorted({at for at, _ in every})
        self._snapshots = {}
        self._version = version

    def at(self, moment: datetime) -> Snapshot:
        """What was recorded by *moment*. For each first day of a thing the entry made last speaks."""
        known = bisect_right(self._moments, moment)
        found = self._snapshots.get(known)
        if found is None:
            found = self._snapshots[known] = Snapshot(
                version=known,
                organs={(t.organ, t.valid_from): t for at, t in self._organs if at <= moment}.values(),
                posts={(t.post, t.valid_from): t for at, t in self._posts if at <= moment}.values(),
                holdings={(h.post, h.person, h.valid_from): h for at, h in self._holdings if at <= moment}.values(),
            )
        return found


async def _rows(connection: AsyncConnection[Any], name: str) -> list[tuple[Any, ...]]:
    return await (await connection.execute(statement(PACKAGE, name))).fetchall()


def _organ(row: list[Any]) -> OrganTerm:
    organ, valid_from, kind, valid_to, level, division, parent, next_higher, disclosure_authority, source = row
    return OrganTerm(
        organ=organ,
        valid_from=valid_from,
        name=_UNNAMED,
        kind=OrganKind(kind),
        valid_to=valid_to,
        level=level,
        division=division,
        parent=parent,
        next_higher=next_higher,
        disclosure_authority=disclosure_authority,
        source=source,
    )


def _post(row: list[Any]) -> PostTerm:
    post, organ, valid_from, kind, valid_to, personnel_authority, authority_source = row
    return PostTerm(
        post=post,
        organ=organ,
        valid_from=valid_from,
        title=_UNNAMED,
        kind=PostKind(kind),
        valid_to=valid_to,
        personnel_authority=personnel_authority,
        authority_source=authority_source,
    )


def _holding(row: list[Any]) -> Holding:
    post, person, valid_from, valid_to, acting = row
    return Holding(post=post, person=person, valid_from=valid_from, valid_to=valid_to, acting=acting)
