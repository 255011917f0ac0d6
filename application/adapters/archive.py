"""The file of a backup: one compressed member a table, and a manifest that holds every member to its digest."""

import hashlib
import os
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from application.adapters.row_sum import RowSum
from application.adapters.stored_tables import SequenceValue
from application.errors import ApplicationError

FORMAT = 1
MANIFEST = "manifest.json"
_CHUNK = 1 << 20
Block = bytes | bytearray | memoryview
_LARGEST_MANIFEST = 16 << 20


class ArchiveFault(ApplicationError):
    """A backup file cannot be written or trusted. ``about`` names the file, and the member if it is one."""

    code = "backup-file"

    def __init__(self, *about: str) -> None:
        self.about = about
        super().__init__(*about)


class FileExists(ArchiveFault):
    """A backup never replaces a file."""

    code = "backup-file-exists"


class NotAnArchive(ArchiveFault):
    """The file is no backup, is of a later format, or is of the other kind (data, keys)."""

    code = "backup-file-unreadable"


class Damaged(ArchiveFault):
    """A member is not what the manifest says."""

    code = "backup-file-damaged"


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One table's rows as ``COPY`` text. ``digest`` is the SHA-256 of the text, ``row_sum`` that of the rows in any order."""

    schema: str
    name: str
    columns: tuple[str, ...]
    rows: int
    size: int
    digest: str
    row_sum: str

    @property
    def path(self) -> str:
        """Name inside the file."""
        return member_path(self.schema, self.name)


class AppliedMigration(msgspec.Struct, frozen=True, kw_only=True):
    """A migration that the backed-up database had."""

    number: int
    name: str
    digest: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup file holds. ``holds`` is ``data`` or ``keys``; ``positions`` the log's last position by shard."""

    format: int
    holds: str
    made_at: datetime
    server: str
    migrations: tuple[AppliedMigration, ...]
    positions: dict[str, int]
    tables: tuple[Member, ...]
    sequences: tuple[SequenceValue, ...]


def member_path(schema: str, name: str) -> str:
    """Name of a table's member inside the file."""
    return f"tables/{schema}.{name}.copy"


class Writer:
    """Writes beside the final name and gives the file that name only when it is complete and on the disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._draft = path.with_name(f"{path.name}.partial.{os.getpid()}")
        if path.exists():
            raise FileExists(str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.fdopen(os.open(self._draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()
        self._file.close()
        self._draft.unlink(missing_ok=True)

    def add(self, schema: str, name: str, columns: tuple[str, ...], blocks: Iterable[Block]) -> Member:
        """Write one table's rows."""
        digest, size, row_sum = hashlib.sha256(), 0, RowSum()
        with self._zip.open(member_path(schema, name), "w", force_zip64=True) as member:
            for block in blocks:
                piece = bytes(block)
                member.write(piece)
                digest.update(piece)
                row_sum.add(piece)
                size += len(piece)
        return Member(
            schema=schema,
            name=name,
            columns=columns,
            rows=row_sum.rows,
            size=size,
            digest=digest.hexdigest(),
            row_sum=row_sum.hexdigest(),
        )

    def finish(self, manifest: Manifest) -> str:
        """Write the manifest, make the file durable under its name, and return the manifest's digest."""
        content = msgspec.json.format(msgspec.json.encode(manifest))
        self._zip.writestr(MANIFEST, content)
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        try:
            os.link(self._draft, self._path)
        except FileExistsError:
            raise FileExists(str(self._path)) from None
        folder = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return hashlib.sha256(content).hexdigest()


class Reader:
    """Reads a backup file; nothing in it is used before its digest has been seen to hold."""

    def __init__(self, path: Path, *, holds: str) -> None:
        self._path = path
        try:
            self._zip = zipfile.ZipFile(path)
            with self._zip.open(MANIFEST) as member:
                content = member.read(_LARGEST_MANIFEST)
            self.manifest = msgspec.json.decode(content, type=Manifest)
        except (OSError, zipfile.BadZipFile, KeyError, ValueError):
            raise NotAnArchive(str(path)) from None
        if self.manifest.format != FORMAT or self.manifest.holds != holds:
            raise NotAnArchive(str(path))
        self.digest = hashlib.sha256(content).hexdigest()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def verify(self) -> None:
        """Read everything once. Raises Damaged at the first member that is not what the manifest says."""
        for member in self.manifest.tables:
            for _ in self.blocks(member):
                pass

    def blocks(self, member: Member) -> Iterator[bytes]:
        """The rows of one table. Raises Damaged at the latest when they end."""
        digest, size = hashlib.sha256(), 0
        try:
            with self._zip.open(member.path) as source:
                while size <= member.size and (piece := source.read(_CHUNK)):
                    digest.update(piece)
                    size += len(piece)
                    yield piece
        except (OSError, zipfile.BadZipFile, KeyError, ValueError, EOFError):
            raise Damaged(str(self._path), member.path) from None
        if size != member.size or digest.hexdigest() != member.digest:
            raise Damaged(str(self._path), member.path)
