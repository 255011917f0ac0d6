"""The root key: a file outside the database, from which every other secret of this deployment follows."""

import base64
import os
from pathlib import Path
from typing import NoReturn
from uuid import UUID, uuid4

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from application.errors import KeyFileRefused

VERSION = 1
SIZE = 32


class RootKey(msgspec.Struct, frozen=True, kw_only=True):
    """32 random bytes with an id. It never encrypts content itself: each use takes a key derived for that use."""

    id: UUID
    key: bytes

    def __post_init__(self) -> None:
        if len(self.key) != SIZE:
            raise ValueError("a root key has 32 bytes")

    def __repr__(self) -> str:
        return f"RootKey({self.id})"

    @property
    def fingerprint(self) -> bytes:
        """16 bytes by which a store knows its root key again, without being able to tell it."""
        return self.derive("fingerprint", length=16)

    def derive(self, purpose: str, *, salt: bytes | None = None, length: int = SIZE) -> bytes:
        """A key of *length* bytes for one *purpose* (HKDF-SHA-256); different purposes know nothing of each other."""
        info = f"wenze/{VERSION}/{purpose}".encode()
        return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(self.key)


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    version: int
    id: UUID
    key: str


def open_root_key(path: Path, *, make: bool = False) -> RootKey:
    """Read the root key; with *make*, a missing file is made first (mode 0600, never overwriting another's).

    Raises:
        KeyFileRefused: missing, readable by others than its owner, owned by another user, or not a key file. Its
            ``reason`` is ``missing``, ``loose-permissions``, ``foreign-owner`` or ``unreadable``.
    """
    if make and not path.exists():
        _make(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        _refuse(path, "missing")
    except OSError:
        _refuse(path, "unreadable")
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if status.st_mode & 0o077:
            _refuse(path, "loose-permissions")
        if status.st_uid not in {0, os.geteuid()}:
            _refuse(path, "foreign-owner")
        content = file.read(4096)
    try:
        kept = msgspec.json.decode(content, type=_File)
        if kept.version != VERSION:
            _refuse(path, "unreadable")
        return RootKey(id=kept.id, key=base64.b64decode(kept.key, validate=True))
    except ValueError:
        _refuse(path, "unreadable")


def _refuse(path: Path, reason: str) -> NoReturn:
    raise KeyFileRefused(path=str(path), reason=reason) from None


def _make(path: Path) -> None:
    """Write the file beside its place and link it there: two processes that start at once end up with one key."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = _File(version=VERSION, id=uuid4(), key=base64.b64encode(os.urandom(SIZE)).decode())
    draft = path.with_name(f".{path.name}.{kept.id}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.encode(kept) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink()
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
