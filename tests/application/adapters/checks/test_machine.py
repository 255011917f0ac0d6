"""Each check of the machine finds what it is there for."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from application.adapters.calendar_files import national_calendar
from application.adapters.checks.calendar import check_calendar
from application.adapters.checks.finding import Finding
from application.adapters.checks.machine import (
    LEAST_FREE,
    WANTED_FREE,
    Machine,
    check_backup,
    check_disk,
    check_folder,
    check_key,
    check_restore,
    judge_disk,
)
from application.adapters.kept_copies import BackupMade, RestoreTried, copy_root_key, note_backup, note_trial
from application.adapters.keys import open_root_key
from tests.support.postgres import Database

MADE_AT = datetime(2026, 6, 1, 17, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def machine(tmp_path: Path, database: Database) -> Machine:
    (tmp_path / "data").mkdir(mode=0o700)
    return Machine(data=tmp_path / "data", key_file=tmp_path / "keys" / "root.key", runtime=database.app, today=TODAY)


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def use(machine: Machine) -> None:
    """Note the root key as a store does at first use."""
    key = open_root_key(machine.key_file, make=True)
    with psycopg.connect(machine.runtime) as connection:
        connection.execute("INSERT INTO keys.roots (id, fingerprint) VALUES (%s, %s)", [key.id, key.fingerprint])


def test_a_private_folder_with_room_is_sound(machine: Machine) -> None:
    assert check_folder(machine) == []
    assert check_disk(machine) == judge_disk(WANTED_FREE) == []


@pytest.mark.parametrize("mode", [0o750, 0o705, 0o701])
def test_an_open_folder_is_refused(machine: Machine, mode: int) -> None:
    machine.data.chmod(mode)
    assert codes(check_folder(machine)) == ["data-folder-open"]


def test_a_full_disk_is_refused_and_a_filling_one_noted() -> None:
    assert codes(judge_disk(LEAST_FREE - 1)) == ["disk-nearly-full"]
    assert codes(judge_disk(LEAST_FREE)) == ["disk-filling"]


def test_before_first_use_a_missing_key_is_only_noted(machine: Machine) -> None:
    assert codes(check_key(machine)) == ["key-not-made-yet"]


def test_a_used_copied_distant_key_is_sound(machine: Machine, tmp_path: Path) -> None:
    use(machine)
    assert codes(check_key(machine)) == ["key-never-copied"]
    copy_root_key(machine.key_file, tmp_path / "copy")
    assert check_key(machine) == []


def test_a_lost_key_is_refused(machine: Machine) -> None:
    use(machine)
    machine.key_file.unlink()
    assert codes(check_key(machine)) == ["key-missing"]


def test_a_key_that_others_read_is_refused(machine: Machine) -> None:
    use(machine)
    machine.key_file.chmod(0o644)
    assert codes(check_key(machine)) == ["key-loose-permissions"]


def test_another_stores_key_is_refused(machine: Machine) -> None:
    use(machine)
    machine.key_file.unlink()
    open_root_key(machine.key_file, make=True)
    assert "key-of-another-store" in codes(check_key(machine))


def test_a_copy_of_an_earlier_key_does_not_count(machine: Machine, tmp_path: Path) -> None:
    open_root_key(machine.key_file, make=True)
    copy_root_key(machine.key_file, tmp_path / "copy")
    machine.key_file.unlink()
    open_root_key(machine.key_file, make=True)
    assert "key-never-copied" in codes(check_key(machine))


def test_a_key_beside_the_data_is_noted(machine: Machine, tmp_path: Path) -> None:
    open_root_key(machine.data / "root.key", make=True)
    (tmp_path / "link").symlink_to(machine.data / "root.key")
    beside = Machine(data=machine.data, key_file=tmp_path / "link", runtime=machine.runtime, today=TODAY)
    assert "key-beside-data" in codes(check_key(beside))


def test_the_age_of_the_last_backup_is_noted(machine: Machine) -> None:
    assert codes(check_backup(machine)) == ["never-backed-up"]
    note_backup(machine.data, BackupMade(made_at=MADE_AT, size=10, rows=1, checked=True))
    assert check_backup(on(machine, 7)) == []
    assert codes(check_backup(on(machine, 8))) == ["backup-old"]


def test_a_backup_that_nobody_tried_to_restore_is_noted(machine: Machine) -> None:
    assert check_restore(machine) == [], "first there must be a backup"
    note_backup(machine.data, BackupMade(made_at=MADE_AT, size=10, rows=1, checked=True))
    assert codes(check_restore(on(machine, 0))) == ["restore-never-tried"]
    note_trial(machine.data, RestoreTried(tried_at=MADE_AT, made_at=MADE_AT, rows=1, ok=True))
    assert check_restore(on(machine, 90)) == []
    assert codes(check_restore(on(machine, 91))) == ["restore-tried-long-ago"]
    note_trial(machine.data, RestoreTried(tried_at=MADE_AT, made_at=None, rows=0, ok=False))
    assert codes(check_restore(on(machine, 0))) == ["restore-failed"]
    (machine.data / "last-restore-trial").write_text("no note")
    assert codes(check_restore(on(machine, 0))) == ["restore-never-tried"]


def on(machine: Machine, days: int) -> Machine:
    """The same so many *days* after ``MADE_AT``, whose day begins earlier in Asia/Shanghai."""
    today = date(2026, 6, 2) + timedelta(days)
    return Machine(data=machine.data, key_file=machine.key_file, runtime="", today=today)


def test_the_end_of_the_calendar_is_noted_and_then_refused(machine: Machine) -> None:
    end = national_calendar().settled_to
    assert end
    found = {days: codes(check_calendar(machine.runtime, end - timedelta(days))) for days in (60, 59, 0, -1)}
    assert found == {60: [], 59: ["calendar-ends-soon"], 0: ["calendar-ends-soon"], -1: ["calendar-over"]}
