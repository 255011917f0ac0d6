"""The registers of organs, posts and relations on PostgreSQL. Entries are only ever added."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import sql

from application.adapters.names import name_sort_key
from application.adapters.pool import Pool
from application.adapters.transactions import Connection, reads, transaction
from application.imports.mapping import folded
from application.moment import once
from domain.identity import ActorId, OrganId, PartyId, PostId, ReportId
from domain.registers.records import Holding, Level, OrganKind, OrganTerm, PostKind, PostTerm, Relation
from domain.registers.snapshot import Snapshot

# For each first day of a thing the entry made last speaks; all entries up to a version make the snapshot of that version.
_ORGANS = """SELECT DISTINCT ON (organ, valid_from)
    organ, valid_from, name, kind, valid_to, level, division, parent, next_higher, disclosure_authority, source,
    mark, code
    FROM registers.organ_terms WHERE entry <= %(version)s ORDER BY organ, valid_from, entry DESC"""
_POSTS = """SELECT DISTINCT ON (post, valid_from)
    post, organ, valid_from, title, kind, valid_to, personnel_authority, authority_source
    FROM registers.post_terms WHERE entry <= %(version)s ORDER BY post, valid_from, entry DESC"""
_HOLDINGS = """SELECT DISTINCT ON (post, person, valid_from) post, person, valid_from, valid_to, acting,
    grade
    FROM registers.holdings WHERE entry <= %(version)s ORDER BY post, person, valid_from, entry DESC"""
_RELATIONS = """SELECT DISTINCT ON (one, other, kind, valid_from) one, other, kind, valid_from, valid_to
    FROM registers.relations WHERE entry <= %(version)s ORDER BY one, other, kind, valid_from, entry DESC"""
_VERSION = """SELECT greatest(
    (SELECT max(entry) FROM registers.organ_terms), (SELECT max(entry) FROM registers.post_terms),
    (SELECT max(entry) FROM registers.holdings), (SELECT max(entry) FROM registers.relations), 0)"""
_LIST = """SELECT organ, name FROM (
    SELECT DISTINCT ON (organ) organ, name, sort_key, valid_to FROM (
        SELECT DISTINCT ON (organ, valid_from) organ, valid_from, valid_to, name, sort_key
        FROM registers.organ_terms WHERE valid_from <= %(on)s ORDER BY organ, valid_from, entry DESC
    ) terms ORDER BY organ, valid_from DESC
) begun WHERE (valid_to IS NULL OR valid_to >= %(on)s) AND (sort_key, organ) > (%(key)s, %(organ)s)
    AND (%(named)s::text IS NULL OR position(%(named)s in name) > 0)
ORDER BY sort_key, organ LIMIT %(limit)s"""

_NOBODY = UUID(int=0)
_WRITERS = 0x77657265676973  # "weregis"; locked by nobody else


class Registers:
    """Reads snapshots and adds entries."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._last: Snapshot | None = None

    async def snapshot(self, version: int | None = None) -> Snapshot:
        """What the registers say, as known at *version*; None for now.

        A version never changes once it was read, so the present one is read again only when something was added.
        """
        return await once(("registers", version, self), lambda: self._snapshot(version))

    async def _snapshot(self, version: int | None) -> Snapshot:
        async with reads(self._pool) as connection:
            if version is None:
                version = int((await _rows(connection, _VERSION, {}))[0][0])
            if self._last is not None and self._last.version == version:
                return self._last
            given = {"version": version}
            self._last = Snapshot(
                version=version,
                organs=[_organ(row) for row in await _rows(connection, _ORGANS, given)],
                posts=[_post(row) for row in await _rows(connection, _POSTS, given)],
                holdings=[_holding(row) for row in await _rows(connection, _HOLDINGS, given)],
                relations=[_relation(row) for row in await _rows(connection, _RELATIONS, given)],
            )
            return self._last

    async def add(
        self,
        *,
        by: ActorId,
        organs: Iterable[OrganTerm] = (),
        names: Mapping[OrganId, Iterable[str]] | None = None,
        posts: Iterable[PostTerm] = (),
        holdings: Iterable[Holding] = (),
        relations: Iterable[Relation] = (),
    ) -> None:
        """Add entries, all or none. An entry for a first day that is taken corrects the earlier one."""
        async with transaction(self._pool) as connection:
            # One writer at a time: a version then never gains entries after it was first read.
            await connection.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITERS])
            for organ in organs:
                await _insert(connection, "organ_terms", organ, by=by, sort_key=name_sort_key(organ.name))
                await _name(connection, organ.organ, organ.name, by)
            for organ_id, known_as in (names or {}).items():
                for name in known_as:
                    await _name(connection, organ_id, name, by)
            for post in posts:
                await _insert(connection, "post_terms", post, by=by)
            for holding in holdings:
                await _insert(connection, "holdings", holding, by=by)
            for relation in relations:
                await _insert(connection, "relations", relation, by=by)

    async def organs_called(self, names: Iterable[str]) -> dict[str, tuple[OrganId, ...]]:
        """For each of *names* the organs known by it, now or earlier; none when nobody is."""
        wanted: dict[str, list[str]] = {}
        for name in dict.fromkeys(names):
            if folded(name):
                wanted.setdefault(folded(name), []).append(name)
        async with reads(self._pool) as connection:
            rows = await _rows(
                connection,
                "SELECT folded, organ FROM registers.organ_names WHERE folded = ANY(%(names)s) ORDER BY folded, organ",
                {"names": list(wanted)},
            )
        found: dict[str, tuple[OrganId, ...]] = {name: () for alike in wanted.values() for name in alike}
        for known, organ in rows:
            for name in wanted[known]:
                found[name] += (OrganId(organ),)
        return found

    async def organs(
        self, on: date, *, after: tuple[str, OrganId] | None = None, named: str | None = None, limit: int = 100
    ) -> tuple[tuple[OrganId, str], ...]:
        """Organs in being on a day with their names, in the order of the names.

        ``after`` is the last of the page before; ``named`` part of the name.
        """
        key, organ = (name_sort_key(after[0]), after[1]) if after else (b"", _NOBODY)
        async with reads(self._pool) as connection:
            rows = await _rows(
                connection, _LIST, {"on": on, "key": key, "organ": organ, "named": named, "limit": limit}
            )
        return tuple((OrganId(organ), name) for organ, name in rows)

    async def alike(self, likenesses: Iterable[bytes]) -> dict[bytes, tuple[tuple[ReportId, bytes | None], ...]]:
        """Reports that name the same organ and problem, by likeness, each with the digest of its area."""
        async with reads(self._pool) as connection:
            rows = await _rows(
                connection,
                "SELECT likeness, report, place FROM registers.likenesses WHERE likeness = ANY(%(wanted)s) ORDER BY report",
                {"wanted": list(likenesses)},
            )
        found: dict[bytes, list[tuple[ReportId, bytes | None]]] = {}
        for likeness, report, area in rows:
            found.setdefault(likeness, []).append((ReportId(report), area))
        return {likeness: tuple(reports) for likeness, reports in found.items()}

    async def noted(self, reports: Iterable[ReportId]) -> frozenset[ReportId]:
        """Those of *reports* for which a likeness was noted."""
        async with reads(self._pool) as connection:
            rows = await _rows(
                connection,
                "SELECT report FROM registers.likenesses WHERE report = ANY(%(wanted)s)",
                {"wanted": list(reports)},
            )
        return frozenset(ReportId(report) for (report,) in rows)

    async def note_likeness(self, report: ReportId, likeness: bytes, area: bytes | None) -> None:
        """Remember what *report* is about, for later imports. A repeat changes nothing."""
        async with transaction(self._pool) as connection:
            await connection.execute(
                """INSERT INTO registers.likenesses (report, likeness, place) VALUES (%s, %s, %s)
                ON CONFLICT (report) DO NOTHING""",
                (report, likeness, area),
            )


async def _rows(connection: Connection, statement: str, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    return await (await connection.execute(statement.encode(), given)).fetchall()


async def _insert(connection: Connection, table: str, entry: Any, *, by: ActorId, **more: Any) -> None:
    fields = {name: getattr(entry, name) for name in entry.__struct_fields__} | more | {"recorded_by": by}
    statement = sql.SQL("INSERT INTO registers.{} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, fields)),
        sql.SQL(", ").join(map(sql.Placeholder, fields)),
    )
    await connection.execute(statement, fields)


async def _name(connection: Connection, organ: OrganId, name: str, by: ActorId) -> None:
    if folded(name):
        await connection.execute(
            "INSERT INTO registers.organ_names (folded, organ, recorded_by) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            (folded(name), organ, by),
        )


def _organ(row: tuple[Any, ...]) -> OrganTerm:
    organ, valid_from, name, kind, valid_to, level, division, parent, next_higher, authority, source, mark, code = row
    return OrganTerm(
        organ=OrganId(organ),
        valid_from=valid_from,
        name=name,
        kind=OrganKind(kind),
        valid_to=valid_to,
        level=Level(level) if level else None,
        division=division,
        parent=parent,
        next_higher=next_higher,
        disclosure_authority=authority,
        source=source,
        mark=mark,
        code=code,
    )


def _post(row: tuple[Any, ...]) -> PostTerm:
    post, organ, valid_from, title, kind, valid_to, authority, source = row
    return PostTerm(
        post=PostId(post),
        organ=OrganId(organ),
        valid_from=valid_from,
        title=title,
        kind=PostKind(kind),
        valid_to=valid_to,
        personnel_authority=authority,
        authority_source=source,
    )


def _holding(row: tuple[Any, ...]) -> Holding:
    post, person, valid_from, valid_to, acting, grade = row
    return Holding(
        post=PostId(post),
        person=PartyId(person),
        valid_from=valid_from,
        valid_to=valid_to,
        acting=acting,
        grade=grade,
    )


def _relation(row: tuple[Any, ...]) -> Relation:
    one, other, kind, valid_from, valid_to = row
    return Relation(one=PartyId(one), other=PartyId(other), kind=kind, valid_from=valid_from, valid_to=valid_to)
