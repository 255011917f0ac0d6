"""Checks of the database as the run-time role meets it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import psycopg

from application.access import FACTOR_ADVISED
from application.adapters.checks.finding import Finding, grave, notable
from application.adapters.migrations import ChangedMigration, NewerSchema, pending

Connection = psycopg.Connection[Any]

OLDEST = 150000
LARGEST_SKEW = 30.0
"""Seconds by which the clocks of program and database may differ before dates are in doubt."""
NOTABLE_SKEW = 2.0
SILENT = 60.0
"""Seconds without a sign of life after which a projector that has work left counts as stopped."""
WRAPAROUND = 1_500_000_000

MUST_BE_ON = ("fsync", "full_page_writes", "data_checksums")

GUARDED = ("log.events", "log.receipts", "vault.read_audit")
"""Append-only tables. Each keeps a trigger that refuses UPDATE, DELETE and TRUNCATE, also to its owner."""

_ALL_CHANGES = 8 | 16 | 32
"""Bits of ``pg_trigger.tgtype`` for DELETE, UPDATE and TRUNCATE."""


def check_database(runtime: str) -> tuple[Finding, ...]:
    """Every check, on a connection of the run-time role; those after a missing schema are left out."""
    with psycopg.connect(runtime, autocommit=True) as connection:
        found = [finding for check in ANYWHERE for finding in check(connection)]
        schema = tuple(check_schema(runtime))
        if not schema:
            found += [finding for check in MIGRATED for finding in check(connection)]
    return (*found, *schema)


def check_settings(connection: Connection) -> list[Finding]:
    """Whether what is acknowledged is on the disk, whole, and noticed when it is not."""
    names = [*MUST_BE_ON, "synchronous_commit", "data_sync_retry", "server_encoding"]
    rows = connection.execute("SELECT name, setting FROM pg_settings WHERE name = ANY (%s)", [names]).fetchall()
    shown = dict(rows)
    found = [grave(f"{name.replace('_', '-')}-off") for name in MUST_BE_ON if shown[name] != "on"]
    if shown["synchronous_commit"] == "off":
        found.append(grave("synchronous-commit-off"))
    if shown["data_sync_retry"] == "on":
        found.append(grave("data-sync-retry-on"))
    if shown["server_encoding"] != "UTF8":
        found.append(grave("encoding-not-utf8", shown["server_encoding"]))
    return found


def check_version(connection: Connection) -> list[Finding]:
    """Whether the server is one that the statements are written for."""
    version = connection.info.server_version
    return [grave("server-too-old", version // 10000)] if version < OLDEST else []


def check_clock(connection: Connection) -> list[Finding]:
    """Whether program and database agree on the time, as far as the round trip lets it be known."""
    before = datetime.now(UTC)
    row = connection.execute("SELECT clock_timestamp()").fetchone()
    after = datetime.now(UTC)
    return judge_clock(before, row[0], after) if row else []


def judge_clock(before: datetime, there: datetime, after: datetime) -> list[Finding]:
    """The clocks differ for certain by what lies outside the interval in which the answer was made."""
    apart = max((before - there).total_seconds(), (there - after).total_seconds(), 0.0)
    if apart > LARGEST_SKEW:
        return [grave("clocks-apart", round(apart))]
    return [notable("clocks-differ", round(apart))] if apart > NOTABLE_SKEW else []


def check_freezing(connection: Connection) -> list[Finding]:
    """Whether the database comes near the point at which it stops taking writes."""
    row = connection.execute("SELECT age(datfrozenxid) FROM pg_database WHERE datname = current_database()").fetchone()
    return [grave("freezing-overdue", row[0])] if row and row[0] > WRAPAROUND else []


def check_schema(runtime: str) -> list[Finding]:
    """Whether the schema is the one of this release."""
    try:
        missing = pending(runtime)
    except NewerSchema as newer:
        return [grave("schema-newer", newer.name)]
    except ChangedMigration as changed:
        return [grave("migration-edited", changed.name)]
    return [grave("migrations-missing", ", ".join(missing))] if missing else []


def check_role(connection: Connection) -> list[Finding]:
    """Whether the run-time role could change what was recorded."""
    found = []
    row = connection.execute(
        "SELECT rolname, rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    if row and (row[1] or row[2]):
        return [grave("role-too-strong", row[0])]
    for table in GUARDED:
        right = connection.execute(
            "SELECT pg_has_role(current_user, c.relowner, 'MEMBER')"
            " OR has_table_privilege(current_user, c.oid, 'UPDATE, DELETE, TRUNCATE')"
            " OR has_any_column_privilege(current_user, c.oid, 'UPDATE')"
            " FROM pg_class AS c WHERE c.oid = to_regclass(%s)",
            [table],
        ).fetchone()
        if right and right[0]:
            found.append(grave("role-can-change-events", row[0] if row else "", table))
    return found


def check_guards(connection: Connection) -> list[Finding]:
    """Whether the triggers that refuse changes are there and always on."""
    found = []
    for table in GUARDED:
        row = connection.execute(
            "SELECT coalesce(bit_or(t.tgtype), 0) FROM pg_trigger AS t"
            " WHERE t.tgrelid = to_regclass(%s) AND NOT t.tgisinternal AND t.tgenabled = 'A' AND t.tgtype & 2 = 2",
            [table],
        ).fetchone()
        if row is None or row[0] & _ALL_CHANGES != _ALL_CHANGES:
            found.append(grave("events-unguarded", table))
    return found


def check_future(connection: Connection) -> list[Finding]:
    """Whether the last entry of a shard lies in the future: then a clock ran ahead, or runs behind now."""
    rows = connection.execute(
        "SELECT h.shard, extract(epoch FROM e.recorded_at - clock_timestamp())::double precision FROM log.heads AS h"
        " JOIN log.events AS e ON e.shard = h.shard AND e.position = h.position"
    ).fetchall()
    return [grave("log-in-the-future", shard, round(ahead)) for shard, ahead in rows if ahead > NOTABLE_SKEW]


def check_projectors(connection: Connection) -> list[Finding]:
    """Whether every read model follows the log: a stopped one hides deadlines."""
    exists = connection.execute("SELECT to_regclass('read_models.progress') IS NOT NULL").fetchone()
    if exists != (True,):
        return []
    rows = connection.execute(
        "SELECT p.name, p.status, h.position - p.position,"
        " extract(epoch FROM clock_timestamp() - p.heartbeat_at)::double precision"
        " FROM read_models.progress AS p JOIN log.heads AS h ON h.shard = p.shard WHERE p.slot = 'live'"
        " AND p.version = (SELECT max(o.version) FROM read_models.progress AS o WHERE o.name = p.name AND o.slot = 'live')"
        " ORDER BY p.name, p.version, p.shard"
    ).fetchall()
    found = []
    for name, status, lag, silent in rows:
        if status == "failed":
            found.append(grave("projector-failed", name))
        elif lag > 0 and silent > SILENT:
            found.append(grave("projector-stopped", name, lag))
    return found


def check_second_factors(connection: Connection) -> list[Finding]:
    """Whether those whose accounts open most sign in by a password alone."""
    row = connection.execute(
        "SELECT count(DISTINCT a.id), string_agg(DISTINCT r.role, ', ') FROM vault.accounts AS a"
        " CROSS JOIN LATERAL json_to_recordset(vault.roles_in_force(a.id)::json) AS r (role text)"
        " LEFT JOIN vault.second_factors AS f ON f.account = a.id AND f.confirmed_at IS NOT NULL"
        " WHERE a.disabled_at IS NULL AND a.password IS NOT NULL AND f.account IS NULL AND r.role = ANY (%s)",
        [[role.value for role in FACTOR_ADVISED]],
    ).fetchone()
    return [notable("second-factor-advised", *row)] if row and row[0] else []


Check = Callable[[Connection], list[Finding]]

ANYWHERE: tuple[Check, ...] = (check_version, check_settings, check_clock, check_freezing)
MIGRATED: tuple[Check, ...] = (check_role, check_guards, check_future, check_projectors, check_second_factors)
