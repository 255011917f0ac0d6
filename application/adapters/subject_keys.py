"""One data key per subject, wrapped by the root key. To destroy it is to erase the subject."""

import hmac
import os
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection

from application.adapters.keys import RootKey
from application.adapters.sealing import Place, seal, unseal
from application.errors import Erased, WrongRootKey
from domain.identity import ActorId


class KeyClass(StrEnum):
    """Keys of different classes never open each other's fields, even for one subject."""

    SUBJECT = "subject"
    REPORTER = "reporter"


class Wrapped(msgspec.Struct, frozen=True, kw_only=True):
    """A data key as it is stored; ``wrapped`` is None once it was destroyed."""

    subject: UUID
    key_class: KeyClass
    version: int
    root: UUID
    wrapped: bytes | None


class DataKey(msgspec.Struct, frozen=True, kw_only=True):
    """An open key, for the length of one operation only: kept keys would outlive an erasure."""

    subject: UUID
    key_class: KeyClass
    version: int
    key: bytes

    def __repr__(self) -> str:
        return f"DataKey({self.subject}, {self.key_class}, {self.version})"

    def _place(self, table: str, row: UUID, field: str) -> Place:
        return Place(
            table=table,
            row=row,
            field=field,
            subject=self.subject,
            key_class=self.key_class,
            key_version=self.version,
        )

    def seal(self, table: str, row: UUID, field: str, content: bytes) -> bytes:
        """Encrypt one field of one row."""
        return seal(self.key, content, self._place(table, row, field))

    def unseal(self, table: str, row: UUID, field: str, sealed: bytes) -> bytes:
        """Decrypt it. Raises SealBroken when it was changed or stood elsewhere."""
        return unseal(self.key, sealed, self._place(table, row, field))


class SubjectKeys:
    """Makes, opens and destroys data keys within the caller's transaction."""

    def __init__(self, root: RootKey) -> None:
        self._root = root
        self._wrapping = root.derive("wrap")

    async def check_root(self, connection: AsyncConnection[Any]) -> None:
        """Note the root key at first use of a store; afterwards make sure that it is still the same one.

        Raises:
            WrongRootKey: the store was written under another key. Writing on would split it in two.
        """
        noted = await self._noted(connection)
        if noted is None:  # all processes of a first start come here at once: nobody waits for the others afterwards
            await connection.execute("SELECT pg_advisory_xact_lock(hashtext('wenze.root-key'))")
            await connection.execute(
                "INSERT INTO keys.roots (id, fingerprint) SELECT %s, %s WHERE NOT EXISTS (SELECT FROM keys.roots)",
                (self._root.id, self._root.fingerprint),
            )
            noted = await self._noted(connection)
        if noted is None or not hmac.compare_digest(noted, self._root.fingerprint):
            raise WrongRootKey

    async def _noted(self, connection: AsyncConnection[Any]) -> bytes | None:
        found = await connection.execute("SELECT fingerprint FROM keys.roots WHERE id = %s", (self._root.id,))
        row = await found.fetchone()
        return None if row is None else row[0]

    async def for_writing(self, connection: AsyncConnection[Any], subject: UUID, key_class: KeyClass) -> DataKey:
        """The subject's key, made now if there is none.

        Raises:
            Erased: the subject's key was destroyed. It never gets another: nothing new is kept about an erased subject.
        """
        version = 1
        fresh = DataKey(subject=subject, key_class=key_class, version=version, key=os.urandom(32))
        wrapped = seal(self._wrapping, fresh.key, self._wrap_place(subject, key_class, version))
        made = await connection.execute(
            """INSERT INTO keys.subject_keys (subject, class, version, root, wrapped) VALUES (%s, %s, %s, %s, %s)
            ON CONFLICT DO NOTHING RETURNING version""",
            (subject, key_class, version, self._root.id, wrapped),
        )
        if await made.fetchone():
            return fresh
        found = await connection.execute(
            """SELECT version, root, wrapped FROM keys.subject_keys WHERE subject = %s AND class = %s
            ORDER BY version DESC LIMIT 1""",
            (subject, key_class),
        )
        row = await found.fetchone()
        if row is None:
            raise Erased
        return self.open(Wrapped(subject=subject, key_class=key_class, version=row[0], root=row[1], wrapped=row[2]))

    def open(self, key: Wrapped) -> DataKey:
        """Unwrap a stored key.

        Raises:
            Erased: it was destroyed.
            WrongRootKey: it was wrapped by another root key.
            SealBroken: the stored key was changed or belongs to another row.
        """
        if key.wrapped is None:
            raise Erased
        if key.root != self._root.id:
            raise WrongRootKey
        opened = unseal(self._wrapping, key.wrapped, self._wrap_place(key.subject, key.key_class, key.version))
        return DataKey(subject=key.subject, key_class=key.key_class, version=key.version, key=opened)

    async def destroy(
        self, connection: AsyncConnection[Any], subject: UUID, key_class: KeyClass, *, by: ActorId
    ) -> int:
        """Destroy every key of the subject in that class; how many there were. Nothing brings them back."""
        done = await connection.execute("SELECT keys.destroy(%s, %s, %s)", (subject, key_class, by))
        row = await done.fetchone()
        return int(row[0]) if row else 0

    def digest(self, key: DataKey, content: bytes) -> str:
        """HMAC-SHA-256 of *content*, 64 hexadecimal digits, under a key made of the root key and the subject's key.

        Whoever lacks either learns nothing from it, and once the subject is erased nobody can confirm a guess with it.
        """
        digest_key = self._root.derive("digest", salt=key.key)
        return hmac.digest(digest_key, content, "sha256").hex()

    def index(self, purpose: str, value: str) -> bytes:
        """16 bytes by which equal values are found without storing them."""
        return hmac.digest(self._root.derive(f"index/{purpose}"), value.encode(), "sha256")[:16]

    @staticmethod
    def _wrap_place(subject: UUID, key_class: KeyClass, version: int) -> Place:
        return Place(
            table="keys.subject_keys",
            row=subject,
            field="wrapped",
            subject=subject,
            key_class=key_class,
            key_version=version,
        )
