"""A backup holds everything that cannot be made again, keys apart, and comes back whole or not at all."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import msgspec
import psycopg
import pytest
from psycopg import sql

from application.adapters.archive import ArchiveFault, Damaged, FileExists, Manifest, NotAnArchive
from application.adapters.backup import Copied, back_up
from application.adapters.migrations import migrate, migrations, pending
from application.adapters.restore import (
    FromLaterRelease,
    KeysOlderThanData,
    NotEmpty,
    RestoredDiffers,
    restore,
)
from application.adapters.stored_tables import KEYS, stored_tables
from tests.support.postgres import Database, TestServer

ROWS = """
SELECT log.append(1::smallint, ARRAY[%(id)s]::uuid[], ARRAY[%(id)s]::uuid[], ARRAY[NULL]::uuid[], ARRAY[%(id)s]::uuid[],
    ARRAY[%(id)s]::uuid[], ARRAY[sha256('a')], ARRAY['{}'::bytea], ARRAY[1], ARRAY[%(id)s]::uuid[], ARRAY['case'],
    ARRAY[0], ARRAY[1, 1], ARRAY['case.opened.v1', 'case.closed.v1'],
    ARRAY[convert_to(E'{"about":"某甲\\\\n\\t"}', 'UTF8'), '\\x00ff'::bytea],
    ARRAY['00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000003']::uuid[]);
INSERT INTO keys.roots (id, fingerprint) VALUES (%(id)s, '\\x00112233445566778899aabbccddeeff');
INSERT INTO keys.subject_keys (subject, class, version, root, wrapped) VALUES (%(id)s, 'subject', 1, %(id)s, '\\x5ec2e7');
INSERT INTO vault.read_audit (actor, kind, thing, purpose, outcome)
    VALUES (%(id)s, 'document', %(id)s, 'review', 'served');
"""
ID = "00000000-0000-7000-8000-000000000001"


def fill(database: Database) -> None:
    with psycopg.connect(database.app) as connection, psycopg.ClientCursor(connection) as cursor:
        cursor.execute(ROWS, {"id": ID})


@pytest.fixture
def filled(database: Database) -> Database:
    fill(database)
    return database


@pytest.fixture
def target(postgres: TestServer) -> Iterator[Database]:
    with postgres.database() as database:
        yield database


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "monday.wenze", tmp_path / "monday.wenze.keys"


def contents(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with psycopg.connect(database.administrator) as connection:
        return {
            table.full: sorted(connection.execute(sql.SQL("SELECT * FROM {}").format(table.identifier)), key=repr)
            for table in stored_tables(connection)
        }


def test_what_was_backed_up_comes_back(filled: Database, target: Database, files: tuple[Path, Path]) -> None:
    copied = back_up(filled.owner, *files)
    restored = restore(target.owner, *files)
    before = contents(filled)
    assert restored == copied.data_rows + copied.keys_rows == sum(len(rows) for rows in before.values())
    assert len(before["log.events"]) == 2
    assert contents(target) == before


def test_rows_may_come_back_in_another_order(
    database: Database, postgres: TestServer, files: tuple[Path, Path]
) -> None:
    """A server puts a row where it has room: rows of many lengths, read back, stand elsewhere than where they were."""
    table = "CREATE SCHEMA later; CREATE TABLE later.things (number integer, content text);"
    table += "ALTER TABLE later.things ALTER content SET STORAGE PLAIN"
    lengths = Random(3)
    with psycopg.connect(database.owner, autocommit=True) as connection:
        connection.execute(table.encode())
        rows = [(number, "x" * lengths.choice([100, 300, 1500, 2500, 3500])) for number in range(300)]
        connection.cursor().executemany("INSERT INTO later.things VALUES (%s, %s)", rows)
        connection.execute("DELETE FROM later.things WHERE number %% 5 = 0", [])
    back_up(database.owner, *files)
    with postgres.database(migrate) as other:
        with psycopg.connect(other.owner) as connection:
            connection.execute(table.encode())
        restore(other.owner, *files)
        assert contents(other) == contents(database)


def test_work_goes_on_after_a_restore(filled: Database, target: Database, files: tuple[Path, Path]) -> None:
    back_up(filled.owner, *files)
    restore(target.owner, *files)
    audit = (
        "INSERT INTO vault.read_audit (actor, kind, thing, purpose, outcome) VALUES (%s, 'document', %s, 'x', 'served')"
    )
    with psycopg.connect(target.app) as connection:
        connection.execute(audit, [ID, ID])
        assert connection.execute("SELECT max(position) FROM vault.read_audit").fetchone() == (2,)
        assert connection.execute("SELECT position FROM log.heads").fetchone() == (2,)
    with psycopg.connect(target.owner) as connection, pytest.raises(psycopg.errors.RestrictViolation):
        connection.execute("DELETE FROM log.events")


def test_keys_are_kept_apart(filled: Database, files: tuple[Path, Path]) -> None:
    back_up(filled.owner, *files)
    data, keys = (zipfile.ZipFile(file).namelist() for file in files)
    assert [name for name in data if f"tables/{KEYS}." in name] == []
    assert [name for name in keys if name.startswith("tables/") and f"tables/{KEYS}." not in name] == []
    held = b"".join(zipfile.ZipFile(files[0]).read(name) for name in data)
    assert b"5ec2e7" not in held
    assert b"5ec2e7" in zipfile.ZipFile(files[1]).read("tables/keys.subject_keys.copy")
    assert [file.stat().st_mode & 0o777 for file in files] == [0o600, 0o600]


def test_a_new_table_is_included_and_a_read_model_is_not(filled: Database, files: tuple[Path, Path]) -> None:
    with psycopg.connect(filled.owner) as connection:
        connection.execute("CREATE SCHEMA later; CREATE TABLE later.things AS SELECT 1 AS number")
        connection.execute(
            "CREATE SCHEMA IF NOT EXISTS read_models; CREATE TABLE read_models.some AS SELECT 1 AS number"
        )
    back_up(filled.owner, *files)
    names = zipfile.ZipFile(files[0]).namelist()
    assert "tables/later.things.copy" in names
    assert [name for name in names if "read_models" in name] == []


def test_every_table_of_the_schema_can_be_ordered_by_its_references(database: Database) -> None:
    with psycopg.connect(database.owner, autocommit=True) as connection:
        order = [table.full for table in stored_tables(connection)]
    assert order.index("log.heads") < order.index("log.streams")
    assert order.index("keys.roots") < order.index("keys.subject_keys")


def test_a_backup_replaces_no_file(filled: Database, files: tuple[Path, Path]) -> None:
    files[1].write_text("something of value")
    with pytest.raises(FileExists):
        back_up(filled.owner, *files)
    assert [file.name for file in files[0].parent.iterdir()] == [files[1].name]
    assert files[1].read_text() == "something of value"


def test_a_database_with_rows_is_not_restored_into(filled: Database, files: tuple[Path, Path]) -> None:
    back_up(filled.owner, *files)
    before = contents(filled)
    with pytest.raises(NotEmpty):
        restore(filled.owner, *files)
    assert contents(filled) == before


def test_a_migrated_but_unused_database_is_restored_into(
    filled: Database, postgres: TestServer, files: tuple[Path, Path]
) -> None:
    back_up(filled.owner, *files)
    with postgres.database(migrate) as unused:
        restore(unused.owner, *files)
        assert contents(unused) == contents(filled)


def test_data_may_come_back_dark(filled: Database, target: Database, files: tuple[Path, Path]) -> None:
    back_up(filled.owner, *files)
    restore(target.owner, files[0], None)
    assert contents(target)["keys.subject_keys"] == []


def rewritten(file: Path, *, manifest: Manifest | None = None, spoil: str | None = None) -> Path:
    """A copy of a backup file with another manifest, or with one byte of a member changed."""
    copy = file.with_name("changed")
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(copy, "w") as result:
        for name in source.namelist():
            content = source.read(name)
            if manifest and name == "manifest.json":
                content = msgspec.json.encode(manifest)
            if name == spoil:
                content = content.replace(b"case", b"cbse", 1)
            result.writestr(name, content)
    return copy


def manifest_of(file: Path) -> Manifest:
    return msgspec.json.decode(zipfile.ZipFile(file).read("manifest.json"), type=Manifest)


def assert_untouched(target: Database) -> None:
    with psycopg.connect(target.administrator) as connection:
        assert connection.execute("SELECT to_regclass('public.migrations')").fetchone() == (None,)


def test_one_changed_byte_is_found_before_anything_is_touched(
    filled: Database, target: Database, files: tuple[Path, Path]
) -> None:
    back_up(filled.owner, *files)
    with pytest.raises(Damaged):
        restore(target.owner, rewritten(files[0], spoil="tables/log.events.copy"), files[1])
    assert_untouched(target)


@pytest.mark.parametrize("cut", [0, 10, 500, -1])
def test_a_cut_file_is_found(filled: Database, target: Database, files: tuple[Path, Path], cut: int) -> None:
    back_up(filled.owner, *files)
    files[0].write_bytes(files[0].read_bytes()[:cut])
    with pytest.raises(ArchiveFault):
        restore(target.owner, *files)
    assert_untouched(target)


def test_the_two_files_are_not_mistaken_for_each_other(
    filled: Database, target: Database, files: tuple[Path, Path]
) -> None:
    back_up(filled.owner, *files)
    with pytest.raises(NotAnArchive):
        restore(target.owner, files[1], files[0])


def test_a_backup_of_a_later_release_is_refused(filled: Database, target: Database, files: tuple[Path, Path]) -> None:
    back_up(filled.owner, *files)
    manifest = manifest_of(files[0])
    later = msgspec.structs.replace(manifest.migrations[-1], number=9999, name="9999_later")
    changed = rewritten(files[0], manifest=msgspec.structs.replace(manifest, migrations=(*manifest.migrations, later)))
    with pytest.raises(FromLaterRelease):
        restore(target.owner, changed, files[1])
    assert_untouched(target)


def test_keys_older_than_the_data_are_refused(filled: Database, target: Database, tmp_path: Path) -> None:
    back_up(filled.owner, tmp_path / "old", tmp_path / "old.keys")
    back_up(filled.owner, tmp_path / "new", tmp_path / "new.keys")
    with pytest.raises(KeysOlderThanData):
        restore(target.owner, tmp_path / "new", tmp_path / "old.keys")
    restore(target.owner, tmp_path / "old", tmp_path / "new.keys")


def test_a_failed_restore_keeps_no_row(filled: Database, target: Database, files: tuple[Path, Path]) -> None:
    back_up(filled.owner, *files)
    manifest = manifest_of(files[0])
    ghost = msgspec.structs.replace(
        manifest.tables[0], schema="log", name="ghosts", size=0, digest=EMPTY, rows=0, row_sum=""
    )
    changed = rewritten(files[0], manifest=msgspec.structs.replace(manifest, tables=(*manifest.tables, ghost)))
    with zipfile.ZipFile(changed, "a") as archive:
        archive.writestr("tables/log.ghosts.copy", b"")
    with pytest.raises(RestoredDiffers):
        restore(target.owner, changed, files[1])
    assert contents(target)["log.events"] == []
    restore(target.owner, *files)
    assert contents(target) == contents(filled)


EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_backup_of_an_earlier_release_is_restored_and_migrated(
    postgres: TestServer, target: Database, files: tuple[Path, Path]
) -> None:
    """The earlier release is this one before its last migration."""
    earlier = files[0].parent / "earlier"
    earlier.mkdir()
    for migration in migrations()[:-1]:
        (earlier / f"{migration.name}.sql").write_text(migration.statements, encoding="utf-8")
    with postgres.database() as source:
        migrate(source.owner, folder=earlier)
        fill(source)
        back_up(source.owner, *files)
        restore(target.owner, *files)
        assert contents(source).items() <= contents(target).items()
    assert pending(target.owner) == ()


def test_an_erased_subject_stays_erased(filled: Database, target: Database, tmp_path: Path) -> None:
    """Old data with new keys: what was destroyed since the data was copied stays unreadable."""
    first: Copied = back_up(filled.owner, tmp_path / "old", tmp_path / "old.keys")
    with psycopg.connect(filled.app) as connection:
        connection.execute("SELECT keys.destroy(%s, 'subject', %s)", [ID, ID])
    back_up(filled.owner, tmp_path / "new", tmp_path / "new.keys")
    restore(target.owner, tmp_path / "old", tmp_path / "new.keys")
    with psycopg.connect(target.administrator) as connection:
        assert connection.execute("SELECT wrapped FROM keys.subject_keys").fetchall() == [(None,)]
    assert first.keys_rows == 2
