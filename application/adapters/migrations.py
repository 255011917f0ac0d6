"""Brings a database to the schema of this release: numbered files, in order, each once, under a lock."""

import hashlib
import re
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec
import psycopg
from psycopg import sql

OWNER = "wenze_owner"
"""Owns every table of the log and the registers; migrations run as this role."""

RUNTIME = "wenze_app"
"""What the programs run as: it may read the log and call its functions, and cannot change an event."""

_LOCK = 0x77656E7A65  # "wenze"; any number that no one else locks in this database
_NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")


class MigrationFault(Exception):
    """The schema cannot be brought up to date. Nothing of the failing step was kept."""

    code = "migration-refused"


class RolesMissing(MigrationFault):
    """The two roles do not exist, and the connecting role may not make them."""

    code = "database-roles-missing"

    def __init__(self, roles: tuple[str, ...]) -> None:
        self.roles = roles
        super().__init__(", ".join(roles))


class NotOwner(MigrationFault):
    """The connecting role is not, and may not become, the owner."""

    code = "database-owner-required"


class ChangedMigration(MigrationFault):
    """A file that was applied is no longer what it was. History is added to, never edited."""

    code = "migration-changed"

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


class NewerSchema(MigrationFault):
    """The database was migrated by a later release: it has a migration that this one does not know."""

    code = "schema-newer-than-program"

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


class Migration(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the schema folder. ``digest`` is the SHA-256 of its bytes, in hexadecimal."""

    number: int
    name: str
    statements: str
    digest: str


def migrations(folder: Traversable | None = None) -> tuple[Migration, ...]:
    """All migrations of this release, in order; those in *folder* when given."""
    place = folder or resources.files("application") / "schema"
    found = [_read(entry) for entry in place.iterdir() if entry.name.endswith(".sql")]
    found.sort(key=lambda migration: migration.number)
    numbers = [migration.number for migration in found]
    if len(set(numbers)) < len(numbers):
        raise ValueError(f"two migrations have one number: {numbers}")
    return tuple(found)


def migrate(conninfo: str, *, folder: Traversable | None = None) -> tuple[str, ...]:
    """Apply what is missing and return the names applied, in order.

    Any number of programs may call this at once: one works, the others wait and then find nothing to do.

    Args:
        conninfo: connects as ``wenze_owner``, or as a role that may become it.
        folder: where the files are, instead of this package's own.

    Raises:
        MigrationFault: see the subclasses. Migrations before the failing one stay applied.
        psycopg.Error: the server is away, or refused a statement of a migration.
    """
    known = migrations(folder)
    applied: list[str] = []
    with psycopg.connect(conninfo, autocommit=True) as connection:
        _become_owner(connection)
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        connection.execute(
            "CREATE TABLE IF NOT EXISTS public.migrations (number integer PRIMARY KEY, name text NOT NULL,"
            " digest text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())"
        )
        connection.execute(sql.SQL("GRANT SELECT ON public.migrations TO {}").format(sql.Identifier(RUNTIME)))
        for migration in _missing(connection, known):
            with connection.transaction():
                connection.execute(migration.statements.encode())
                connection.execute(
                    "INSERT INTO public.migrations (number, name, digest) VALUES (%s, %s, %s)",
                    [migration.number, migration.name, migration.digest],
                )
            applied.append(migration.name)
    return tuple(applied)


def pending(conninfo: str) -> tuple[str, ...]:
    """Names of migrations that this release has and the database has not; raises as ``migrate`` does.

    The run-time role may ask.
    """
    with psycopg.connect(conninfo, autocommit=True) as connection:
        known = migrations()
        row = connection.execute("SELECT to_regclass('public.migrations') IS NOT NULL").fetchone()
        missing = _missing(connection, known) if row == (True,) else known
    return tuple(migration.name for migration in missing)


def _read(entry: Traversable) -> Migration:
    match = _NAME.fullmatch(entry.name)
    if match is None:
        raise ValueError(f"not the name of a migration: {entry.name}")
    content = entry.read_bytes()
    return Migration(
        number=int(match[1]),
        name=entry.name.removesuffix(".sql"),
        statements=content.decode(),
        digest=hashlib.sha256(content).hexdigest(),
    )


def _missing(connection: psycopg.Connection, known: tuple[Migration, ...]) -> tuple[Migration, ...]:
    digests = {migration.number: migration.digest for migration in known}
    rows = connection.execute("SELECT number, name, digest FROM public.migrations ORDER BY number").fetchall()
    for number, name, digest in rows:
        if number not in digests:
            raise NewerSchema(name)
        if digest != digests[number]:
            raise ChangedMigration(name)
    applied = {number for number, _, _ in rows}
    return tuple(migration for migration in known if migration.number not in applied)


def _become_owner(connection: psycopg.Connection) -> None:
    present = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
    missing = tuple(role for role in (OWNER, RUNTIME) if role not in present)
    for role in missing:
        try:
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
        except (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
            continue  # another database of this server was migrated at the same moment
        except psycopg.errors.InsufficientPrivilege:
            raise RolesMissing(missing) from None
    try:
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(OWNER)))
    except psycopg.errors.InsufficientPrivilege:
        raise NotOwner(OWNER) from None
