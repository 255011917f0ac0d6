"""Checks of the machine: the data folder, the disk, the root key and its copies."""

import hmac
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import msgspec
import psycopg

from application.adapters.checks.finding import Finding, grave, notable
from application.adapters.kept_copies import noted_copies, root_key_copied
from application.adapters.keys import RootKey, open_root_key
from application.casework.around import LEGAL_ZONE
from application.errors import KeyFileRefused

LEAST_FREE = 512 * 1024 * 1024
"""Bytes that must be free on the disk of the data folder."""
WANTED_FREE = 2 * 1024 * 1024 * 1024
OLDEST_BACKUP = 7
"""Days."""
OLDEST_TRIAL = 90
"""Days after which a backup should be restored for trial once more."""


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """What is checked. ``today`` is the legal date in Asia/Shanghai."""

    data: Path
    key_file: Path
    runtime: str
    today: date


def check_machine(machine: Machine) -> tuple[Finding, ...]:
    """Every check."""
    return tuple(finding for check in CHECKS for finding in check(machine))


def check_folder(machine: Machine) -> list[Finding]:
    """Whether others on the machine can look into the data folder."""
    if not machine.data.exists():
        return []
    return [grave("data-folder-open", machine.data)] if machine.data.stat().st_mode & 0o077 else []


def check_disk(machine: Machine) -> list[Finding]:
    """Whether there is room for what comes."""
    place = next(folder for folder in (machine.data, *machine.data.parents) if folder.exists())
    return judge_disk(shutil.disk_usage(place).free)


def judge_disk(free: int) -> list[Finding]:
    """*free* in bytes."""
    if free < LEAST_FREE:
        return [grave("disk-nearly-full", free // 1024 // 1024)]
    return [notable("disk-filling", free // 1024 // 1024)] if free < WANTED_FREE else []


def check_key(machine: Machine) -> list[Finding]:
    """Whether the root key is there, private, the right one, away from the data, and copied."""
    roots = _roots(machine.runtime)
    try:
        key = open_root_key(machine.key_file)
    except KeyFileRefused as refused:
        if refused.reason == "missing" and not roots:
            return [notable("key-not-made-yet", machine.key_file)]
        return [grave(f"key-{refused.reason}", machine.key_file)]
    found = []
    if roots and not any(_same(key, *root) for root in roots):
        found.append(grave("key-of-another-store", machine.key_file))
    if machine.key_file.resolve().is_relative_to(machine.data.resolve()):
        found.append(notable("key-beside-data", machine.key_file))
    if root_key_copied(machine.key_file) is None:
        found.append(notable("key-never-copied"))
    return found


def check_backup(machine: Machine) -> list[Finding]:
    """Whether a backup was made lately."""
    last = noted_copies(machine.data).backup
    if last is None:
        return [notable("never-backed-up")]
    age = days_since(last.made_at, machine.today)
    return [notable("backup-old", age)] if age > OLDEST_BACKUP else []


def check_restore(machine: Machine) -> list[Finding]:
    """Whether a backup was restored for trial lately, and whether that went well; nothing while there is no backup."""
    copies = noted_copies(machine.data)
    if copies.backup is None:
        return []
    if copies.restore is None:
        return [notable("restore-never-tried")]
    if not copies.restore.ok:
        return [notable("restore-failed")]
    age = days_since(copies.restore.tried_at, machine.today)
    return [notable("restore-tried-long-ago", age)] if age > OLDEST_TRIAL else []


def days_since(moment: datetime, today: date) -> int:
    """Days from the day of *moment* in Asia/Shanghai to *today*."""
    return (today - moment.astimezone(LEGAL_ZONE).date()).days


def _roots(runtime: str) -> list[tuple[str, bytes]]:
    """Id and fingerprint of each root key that the store was used with; none before the first use."""
    with psycopg.connect(runtime, autocommit=True) as connection:
        exists = connection.execute("SELECT to_regclass('keys.roots') IS NOT NULL").fetchone()
        if exists != (True,):
            return []
        return connection.execute("SELECT id::text, fingerprint FROM keys.roots").fetchall()


def _same(key: RootKey, root: str, fingerprint: bytes) -> bool:
    return str(key.id) == root and hmac.compare_digest(key.fingerprint, fingerprint)


Check = Callable[[Machine], list[Finding]]

CHECKS: tuple[Check, ...] = (check_folder, check_disk, check_key, check_backup, check_restore)
