"""The document store: every text and file, sealed under its subject's key, read only through the audit."""

import asyncio
import hmac
import re
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

import msgspec
from psycopg import AsyncConnection

from application.adapters.keys import RootKey
from application.adapters.pool import Pool
from application.adapters.read_audit import ReadAudit
from application.adapters.subject_keys import DataKey, KeyClass, SubjectKeys, Wrapped
from application.adapters.transactions import reads, transaction
from application.errors import ContentRefused, Erased, NotFound, SealBroken
from application.reads import ReadKind, ReadOutcome, checked_purpose
from domain.document import DocumentRef
from domain.identity import ActorId, DocumentId

P = ParamSpec("P")
T = TypeVar("T")

LIMIT = 20 * 1024 * 1024
"""Bytes of one document."""

_LONG = 256 * 1024  # bytes above which a cipher run would hold up the event loop
_TABLE, _FIELD = "documents", "content"
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,62}/[a-z0-9][a-z0-9!#$&^_.+-]{0,62}")


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a document without opening it: ``subject`` is the matter under whose key it is kept."""

    subject: UUID
    sha256: str
    media_type: str
    size: int
    put_by: ActorId


class DocumentStore:
    """The ``Documents`` port on PostgreSQL."""

    def __init__(self, pool: Pool, root: RootKey) -> None:
        self._pool = pool
        self._keys = SubjectKeys(root)
        self._audit = ReadAudit(pool)

    async def put(self, subject: UUID, content: bytes, *, media_type: str, by: ActorId) -> DocumentRef:
        """Keep *content* under the key of *subject*; the same content of one subject is kept once, as one document.

        ``media_type`` is ``type/subtype`` in lower case without parameters; text is UTF-8.

        Raises:
            ContentRefused: more than 20 MiB, or no media type.
            Erased: the subject's key was destroyed.
        """
        if not _MEDIA_TYPE.fullmatch(media_type):
            raise ContentRefused("media-type")
        async with transaction(self._pool) as connection:
            key, digest, known = await self._found(connection, subject, content)
            if known is not None:
                return known
            new = _id_of(digest)
            sealed = await _off_loop(len(content), key.seal, _TABLE, new, _FIELD, content)
            # A second writer of the same content waits here for the first and then takes its document. No constraint is
            # named: the id follows from the digest, so whoever comes at the same moment meets the primary key first.
            await connection.execute(
                """INSERT INTO vault.documents (id, subject, key_version, digest, media_type, size, content, put_by)
                VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING""",
                (new, subject, key.version, bytes.fromhex(digest), media_type, len(content), sealed, by),
            )
            kept = await connection.execute(
                "SELECT id FROM vault.documents WHERE subject = %s AND digest = %s",
                (subject, bytes.fromhex(digest)),
            )
            row = await kept.fetchone()
        if row is None:
            raise NotFound
        return DocumentRef(id=DocumentId(row[0]), sha256=digest)

    async def reference(self, subject: UUID, content: bytes) -> DocumentRef:
        """What ``put`` will answer for this *content* of *subject*. Nothing of the content is kept.

        Raises: as ``put`` does.
        """
        async with transaction(self._pool) as connection:
            _, digest, known = await self._found(connection, subject, content)
        return known or DocumentRef(id=_id_of(digest), sha256=digest)

    async def _found(
        self, connection: AsyncConnection[Any], subject: UUID, content: bytes
    ) -> tuple[DataKey, str, DocumentRef | None]:
        """The subject's key, the digest of the content under it, and the document if it is kept already."""
        if len(content) > LIMIT:
            raise ContentRefused("too-large")
        key = await self._keys.for_writing(connection, subject, KeyClass.SUBJECT)
        digest = await _off_loop(len(content), self._keys.digest, key, content)
        known = await connection.execute(
            "SELECT id FROM vault.documents WHERE subject = %s AND digest = %s", (subject, bytes.fromhex(digest))
        )
        row = await known.fetchone()
        return key, digest, None if row is None else DocumentRef(id=DocumentId(row[0]), sha256=digest)

    async def kept(self, document: UUID) -> Kept | None:
        """Where a document belongs; None when there is none of that id. Opens nothing, so it is no read."""
        async with reads(self._pool) as connection:
            found = await connection.execute(
                "SELECT subject, encode(digest, 'hex'), media_type, size, put_by FROM vault.documents WHERE id = %s",
                (document,),
            )
            row = await found.fetchone()
        if row is None:
            return None
        return Kept(subject=row[0], sha256=row[1], media_type=row[2], size=row[3], put_by=ActorId(row[4]))

    async def subject_of(self, document: DocumentId) -> UUID | None:
        """Under whose key it is kept, as ``kept`` knows."""
        found = await self.kept(document)
        return None if found is None else found.subject

    async def get(self, document: DocumentRef, *, by: ActorId, purpose: str) -> tuple[bytes, str]:
        """Content and media type. The read is on record, committed, before the content is opened.

        ``purpose`` is a code. Whether *by* may read it at all has been decided before; a denial is noted with
        ``ReadAudit.note``.

        Raises:
            NotFound: no such document, or not with that digest.
            Erased: its subject's key was destroyed (a kind of NotFound).
            SealBroken: the stored content was changed or moved.
        """
        async with transaction(self._pool) as connection:
            await connection.execute("SET LOCAL synchronous_commit = on")
            found = await connection.execute(
                """SELECT subject, key_version, media_type, content, root, wrapped
                FROM vault.read_document(%s, %s, %s, %s)""",
                (document.id, bytes.fromhex(document.sha256), by, checked_purpose(purpose)),
            )
            row = await found.fetchone()
        if row is None:
            raise NotFound
        subject, version, media_type, sealed, root, wrapped = row
        stored = Wrapped(subject=subject, key_class=KeyClass.SUBJECT, version=version, root=root, wrapped=wrapped)
        if wrapped is None:
            raise Erased
        try:
            content = await _off_loop(len(sealed), self._open, document, stored, sealed)
        except SealBroken:
            await self._audit.note(
                by=by,
                kind=ReadKind.DOCUMENT,
                thing=document.id,
                subject=subject,
                purpose=purpose,
                outcome=ReadOutcome.BROKEN,
            )
            raise
        return content, media_type

    def _open(self, document: DocumentRef, stored: Wrapped, sealed: bytes) -> bytes:
        key = self._keys.open(stored)
        content = key.unseal(_TABLE, document.id, _FIELD, sealed)
        if not hmac.compare_digest(self._keys.digest(key, content), document.sha256):
            raise SealBroken(_TABLE, "digest")
        return content

    async def erase(self, subject: UUID, *, by: ActorId) -> int:
        """Destroy the subject's key: nothing of it can be read again. The number of keys destroyed."""
        async with transaction(self._pool) as connection:
            return await self._keys.destroy(connection, subject, KeyClass.SUBJECT, by=by)


def _id_of(digest: str) -> DocumentId:
    """The document's id: the first half of its digest, which stands beside it wherever it is named and tells no more."""
    return DocumentId(UUID(hex=digest[:32], version=5))


async def _off_loop(size: int, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run *work* here when it is short, in a thread when *size* bytes would hold up the loop."""
    if size <= _LONG:
        return work(*args, **kwargs)
    return await asyncio.to_thread(work, *args, **kwargs)
