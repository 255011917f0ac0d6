"""Who reported: apart from every other person, under keys of its own class, for intake and custodians only."""

from uuid import uuid4

import msgspec

from application.adapters.keys import RootKey
from application.adapters.parties import Details, seal_details, unseal_details
from application.adapters.pool import Pool
from application.adapters.read_audit import ReadAudit
from application.adapters.subject_keys import KeyClass, SubjectKeys, Wrapped
from application.adapters.transactions import transaction
from application.errors import Erased, NotFound, SealBroken
from application.reads import ReadKind, ReadOutcome, checked_purpose
from domain.identity import ActorId, AmendmentId, PartyId, ReportId

_TABLE = "reporters"


class Reporter(msgspec.Struct, frozen=True, kw_only=True):
    """The person behind a report."""

    id: PartyId
    report: ReportId
    details: Details


class Reporters:
    """Reporters' identities on PostgreSQL. There is no list, no search and no index of names, on purpose."""

    def __init__(self, pool: Pool, root: RootKey) -> None:
        self._pool = pool
        self._keys = SubjectKeys(root)
        self._audit = ReadAudit(pool)

    async def register(self, report: ReportId, details: Details, *, reporter: PartyId | None = None) -> PartyId:
        """Keep who filed *report*, under a new random id unless *reporter* gives one (which keeps its first entry)."""
        new = reporter or PartyId(uuid4())
        async with transaction(self._pool) as connection:
            key = await self._keys.for_writing(connection, new, KeyClass.REPORTER)
            name, contacts = seal_details(key, _TABLE, new, details)
            await connection.execute(
                """INSERT INTO vault.reporters (id, report, key_version, name, contacts) VALUES (%s, %s, %s, %s, %s)
                ON CONFLICT (id) DO NOTHING""",
                (new, report, key.version, name, contacts),
            )
        return new

    async def read(self, reporter: PartyId, *, by: ActorId, purpose: str) -> Reporter:
        """The person. The read is on record, committed, before the name is opened; *purpose* is a code.

        Raises:
            NotFound: no such reporter.
            Erased: the key was destroyed (a kind of NotFound).
            SealBroken: the stored fields were changed or moved.
        """
        async with transaction(self._pool) as connection:
            await connection.execute("SET LOCAL synchronous_commit = on")
            found = await connection.execute(
                "SELECT report, key_version, name, contacts, root, wrapped FROM vault.read_reporter(%s, %s, %s)",
                (reporter, by, checked_purpose(purpose)),
            )
            row = await found.fetchone()
        if row is None:
            raise NotFound
        report, version, name, contacts, root, wrapped = row
        if wrapped is None:
            raise Erased
        try:
            key = self._keys.open(
                Wrapped(subject=reporter, key_class=KeyClass.REPORTER, version=version, root=root, wrapped=wrapped)
            )
            details = unseal_details(key, _TABLE, reporter, name, contacts)
        except SealBroken:
            await self._audit.note(
                by=by,
                kind=ReadKind.REPORTER,
                thing=reporter,
                subject=report,
                purpose=purpose,
                outcome=ReadOutcome.BROKEN,
            )
            raise
        return Reporter(id=reporter, report=report, details=details)

    async def amend(self, reporter: PartyId, details: Details, *, amendment: AmendmentId) -> bool:
        """Put the entry right; False when there is none. A repeated *amendment* does nothing; what stood there is not kept.

        Raises Erased when the key was destroyed.
        """
        async with transaction(self._pool) as connection:
            key = await self._keys.for_writing(connection, reporter, KeyClass.REPORTER)
            name, contacts = seal_details(key, _TABLE, reporter, details)
            done = await connection.execute(
                "SELECT vault.amend_reporter(%s, %s, %s, %s, %s)", (amendment, reporter, key.version, name, contacts)
            )
            row = await done.fetchone()
            if row is None or not row[0]:
                await connection.rollback()
            return bool(row and row[0])

    async def erase(self, reporter: PartyId, *, by: ActorId) -> bool:
        """Destroy the reporter's key; False when there was none left."""
        async with transaction(self._pool) as connection:
            done = await connection.execute("SELECT vault.erase_party(%s, %s, %s)", (reporter, KeyClass.REPORTER, by))
            row = await done.fetchone()
            return bool(row and row[0])
