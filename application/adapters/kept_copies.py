"""Notes, beside what they are about, that copies were made of the root key and of the data, and that one was restored for trial."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import msgspec

from application.adapters.archive import FileExists
from application.adapters.keys import open_root_key


class RootKeyCopied(msgspec.Struct, frozen=True, kw_only=True):
    """Which root key was copied, and when."""

    id: UUID
    on: date


def copy_root_key(key_file: Path, copy: Path) -> None:
    """Copy the root key to a new file that only its owner reads, read it back, and note that it was done.

    Raises:
        KeyFileRefused: the key file, or the copy, is not usable.
        FileExists: *copy* is there already.
    """
    key = open_root_key(key_file)
    try:
        descriptor = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise FileExists(str(copy)) from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(key_file.read_bytes())
        file.flush()
        os.fsync(file.fileno())
    if open_root_key(copy) == key:
        _note(_beside(key_file), msgspec.json.encode(RootKeyCopied(id=key.id, on=_today())))


def root_key_copied(key_file: Path) -> RootKeyCopied | None:
    """The last copy noted for the root key that is in *key_file* now; None when it was never copied."""
    try:
        noted = msgspec.json.decode(_beside(key_file).read_bytes(), type=RootKeyCopied)
    except (OSError, ValueError):
        return None
    return noted if noted.id == open_root_key(key_file).id else None


class BackupMade(msgspec.Struct, frozen=True, kw_only=True):
    """A backup. ``size``: bytes of its files; ``checked``: they were read whole again and are what was written."""

    made_at: datetime
    size: int
    rows: int
    checked: bool


class RestoreTried(msgspec.Struct, frozen=True, kw_only=True):
    """A backup, made at ``made_at``, that was restored into a database of its own to see whether it can be. ``ok``: it could."""

    tried_at: datetime
    made_at: datetime | None
    rows: int
    ok: bool


class Copies(msgspec.Struct, frozen=True, kw_only=True):
    """What was noted last of each; None: never."""

    backup: BackupMade | None = None
    restore: RestoreTried | None = None


def note_backup(data: Path, made: BackupMade) -> None:
    """Note in the data folder that a backup was made."""
    _note_in(data, _BACKUP, made)


def note_trial(data: Path, tried: RestoreTried) -> None:
    """Note in the data folder that a backup was restored for trial."""
    _note_in(data, _TRIAL, tried)


def noted_copies(data: Path) -> Copies:
    """What is noted in the data folder. A note that cannot be read is none."""
    return Copies(backup=_noted(data / _BACKUP, BackupMade), restore=_noted(data / _TRIAL, RestoreTried))


_BACKUP, _TRIAL = "last-backup", "last-restore-trial"
N = TypeVar("N")


def _noted(path: Path, kind: type[N]) -> N | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, ValueError):
        return None


def _note_in(data: Path, name: str, noted: msgspec.Struct) -> None:
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    _note(data / name, msgspec.json.encode(noted))


def _beside(key_file: Path) -> Path:
    return key_file.with_name(key_file.name + ".copied")


def _note(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)


def _today() -> date:
    return datetime.now(UTC).date()
