"""The party register: who a person is. Everything else in the system knows an id."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

import msgspec

from application.adapters.keys import RootKey
from application.adapters.names import name_sort_key, normal_name, sought_name
from application.adapters.pool import Pool
from application.adapters.read_audit import ReadAudit
from application.adapters.subject_keys import DataKey, KeyClass, SubjectKeys, Wrapped
from application.adapters.transactions import reads, transaction
from application.errors import Erased, SealBroken
from application.reads import ReadKind, ReadOutcome, checked_purpose
from domain.identity import ActorId, AmendmentId, PartyId

_TABLE = "parties"
TOLD = "party.tell-how-found"
"""The purpose under which names of an earlier release are read once more."""

BATCH = 500


class PartyKind(StrEnum):
    """What a person is in the register; what they are in a case is the case's to say."""

    OFFICIAL = "official"
    CITIZEN = "citizen"
    AGENT = "agent"


class Contact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way to reach a person. ``kind`` is ``phone``, ``email``, ``address`` or ``other``."""

    kind: str
    value: str

    def __post_init__(self) -> None:
        if self.kind not in {"phone", "email", "address", "other"}:
            raise ValueError("unknown kind of contact")
        if not 0 < len(self.value) <= 500:
            raise ValueError("a contact has 1 to 500 characters")

    def __repr__(self) -> str:
        return f"Contact({self.kind}, ...)"


class Details(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a person: name and contacts."""

    name: str
    contacts: tuple[Contact, ...] = ()

    def __post_init__(self) -> None:
        if not normal_name(self.name) or len(self.name) > 200:
            raise ValueError("a name has 1 to 200 characters")

    def __repr__(self) -> str:
        return "Details(...)"


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A person of the register."""

    id: PartyId
    kind: PartyKind
    details: Details


class ErasedPerson(msgspec.Struct, frozen=True, kw_only=True):
    """A person whose key was destroyed: the id remains, nothing else can be known."""

    id: PartyId
    kind: PartyKind


class EarlierEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What the register said of a person until *amended_at*. Papers issued until then say the same."""

    amendment: AmendmentId
    amended_at: datetime
    said: Person


class Parties:
    """The register on PostgreSQL. Reporters are not in it: see ``reporters``."""

    def __init__(self, pool: Pool, root: RootKey) -> None:
        self._pool = pool
        self._keys = SubjectKeys(root)
        self._audit = ReadAudit(pool)

    async def register(
        self, details: Details, *, kind: PartyKind, by: ActorId, party: PartyId | None = None
    ) -> PartyId:
        """Enter a person, under a new random id unless *party* gives one. An id that is taken keeps its first entry."""
        new = party or PartyId(uuid4())
        async with transaction(self._pool) as connection:
            key = await self._keys.for_writing(connection, new, KeyClass.SUBJECT)
            name, contacts = seal_details(key, _TABLE, new, details)
            await connection.execute(
                """INSERT INTO vault.parties (id, kind, key_version, name, contacts, name_index, found_by, created_by)
                VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING""",
                (new, kind, key.version, name, contacts, self._index(details.name), self._found_by(details.name), by),
            )
        return new

    async def amend(
        self, party: PartyId, details: Details, *, kind: PartyKind, amendment: AmendmentId, by: ActorId
    ) -> bool:
        """Correct a person's entry, keeping what it said; False when there is none. A repeated *amendment* does nothing.

        Raises Erased when the key was destroyed.
        """
        async with transaction(self._pool) as connection:
            key = await self._keys.for_writing(connection, party, KeyClass.SUBJECT)
            name, contacts = seal_details(key, _TABLE, party, details)
            done = await connection.execute(
                "SELECT vault.amend_party(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
                (
                    amendment,
                    party,
                    kind,
                    key.version,
                    name,
                    contacts,
                    self._index(details.name),
                    self._found_by(details.name),
                    by,
                ),
            )
            row = await done.fetchone()
            if row is None or not row[0]:
                await connection.rollback()
            return bool(row and row[0])

    async def earlier(self, parties: Iterable[PartyId], *, by: ActorId, purpose: str) -> tuple[EarlierEntry, ...]:
        """What the register said of *parties* before each amendment, oldest first. Of the erased nothing is left.

        Each is on record as read before it is returned.
        """
        wanted = list(parties)
        async with transaction(self._pool) as connection:
            found = await connection.execute(
                """SELECT amendment, party, kind, amended_at, key_version, name, contacts, root, wrapped
                FROM vault.read_party_amendments(%s, %s, %s)""",
                (wanted, by, checked_purpose(purpose)),
            )
            rows = await found.fetchall()
        entries = []
        for amendment, party, kind, amended_at, version, name, contacts, root, wrapped in rows:
            if wrapped is None:
                continue
            stored = Wrapped(subject=party, key_class=KeyClass.SUBJECT, version=version, root=root, wrapped=wrapped)
            details = unseal_details(self._keys.open(stored), _TABLE, party, name, contacts)
            person = Person(id=party, kind=PartyKind(kind), details=details)
            entries.append(EarlierEntry(amendment=amendment, amended_at=amended_at, said=person))
        return tuple(entries)

    async def people(
        self, parties: Iterable[PartyId], *, by: ActorId, purpose: str, matter: UUID | None = None
    ) -> dict[PartyId, Person | ErasedPerson]:
        """The persons among *parties* that the register knows, in the order of their names, the erased last.

        Each is on record as read before it is returned, with the *matter* in which it was looked up.
        """
        wanted = list(parties)
        if not wanted:
            return {}
        async with transaction(self._pool) as connection:
            found = await connection.execute(
                "SELECT id, kind, key_version, name, contacts, root, wrapped FROM vault.read_parties_in(%s, %s, %s, %s)",
                (wanted, by, checked_purpose(purpose), matter),
            )
            rows = await found.fetchall()
        people: list[Person] = []
        erased: list[ErasedPerson] = []
        for party, kind, version, name, contacts, root, wrapped in rows:
            stored = Wrapped(subject=party, key_class=KeyClass.SUBJECT, version=version, root=root, wrapped=wrapped)
            try:
                details = unseal_details(self._keys.open(stored), _TABLE, party, name, contacts)
            except Erased:
                erased.append(ErasedPerson(id=party, kind=PartyKind(kind)))
                continue
            except SealBroken:
                await self._audit.note(
                    by=by, kind=ReadKind.PERSON, thing=party, purpose=purpose, outcome=ReadOutcome.BROKEN
                )
                raise
            people.append(Person(id=party, kind=PartyKind(kind), details=details))
        people.sort(key=lambda person: (name_sort_key(person.details.name), person.id))
        erased.sort(key=lambda person: person.id)
        return {person.id: person for person in people} | {person.id: person for person in erased}

    async def names(
        self, parties: Iterable[PartyId], *, by: ActorId, purpose: str, matter: UUID | None = None
    ) -> dict[PartyId, str]:
        """The names of those whom the register knows and who are not erased; each is on record as read, as by ``people``."""
        found = await self.people(parties, by=by, purpose=purpose, matter=matter)
        return {party: person.details.name for party, person in found.items() if isinstance(person, Person)}

    async def is_known(self, party: PartyId) -> bool:
        """Whether the register has that person, by name or erased; nothing of them is read."""
        async with reads(self._pool) as connection:
            found = await connection.execute("SELECT EXISTS (SELECT FROM vault.parties WHERE id = %s)", (party,))
            row = await found.fetchone()
            return bool(row and row[0])

    async def named(self, name: str) -> tuple[PartyId, ...]:
        """Persons whose name is *name* (as ``normal_name`` compares), oldest entry first. Namesakes are several."""
        async with reads(self._pool) as connection:
            found = await connection.execute(
                "SELECT id FROM vault.parties WHERE name_index = %s ORDER BY created_at, id", (self._index(name),)
            )
            return tuple(PartyId(row[0]) for row in await found.fetchall())

    async def found(self, name: str, *, most: int) -> tuple[tuple[PartyId, ...], bool]:
        """Persons of that full name, however it is spaced or separated, oldest entry first; and whether every name was looked at.

        Who looked is for the caller to put on record: here nothing of a person is opened.
        """
        async with reads(self._pool) as connection:
            found = await connection.execute(
                "SELECT id FROM vault.parties WHERE found_by = %s ORDER BY created_at, id LIMIT %s",
                (self._found_by(name), most),
            )
            persons = tuple(PartyId(row[0]) for row in await found.fetchall())
            untold = await connection.execute(
                "SELECT EXISTS (SELECT FROM vault.parties WHERE found_by IS NULL AND name_index IS NOT NULL)"
            )
            row = await untold.fetchone()
            return persons, row is not None and not row[0]

    async def tell_how_found(self, *, by: ActorId, batch: int = BATCH) -> int:
        """Make names of an earlier release findable, *batch* at a time; how many. Breaks off and goes on where it stopped.

        Each name is on record as read by *by*. One that cannot be opened is passed over and told again the next time.
        """
        done, last = 0, UUID(int=0)
        while rows := await self._untold(last, batch):
            last = rows[-1][0]
            named = await self._openable((party for party, _ in rows), by=by)
            async with transaction(self._pool) as connection:
                for party, index in rows:
                    if party in named:
                        given = (party, index, self._found_by(named[party]))
                        found = await (
                            await connection.execute("SELECT vault.find_party_by(%s, %s, %s)", given)
                        ).fetchone()
                        done += 1 if found is not None and found[0] else 0
        return done

    async def _untold(self, after: UUID, most: int) -> list[tuple[PartyId, bytes]]:
        async with reads(self._pool) as connection:
            found = await connection.execute(
                """SELECT id, name_index FROM vault.parties
                WHERE found_by IS NULL AND name_index IS NOT NULL AND id > %s ORDER BY id LIMIT %s""",
                (after, most),
            )
            return [(PartyId(row[0]), row[1]) for row in await found.fetchall()]

    async def _openable(self, parties: Iterable[PartyId], *, by: ActorId) -> dict[PartyId, str]:
        """The names of those whose entry can be opened: what is broken stands in nobody else's way."""
        wanted = list(parties)
        try:
            return await self.names(wanted, by=by, purpose=TOLD)
        except SealBroken:
            if len(wanted) == 1:
                return {}
        return {party: name for one in wanted for party, name in (await self._openable([one], by=by)).items()}

    async def erase(self, party: PartyId, *, by: ActorId) -> bool:
        """Destroy the person's key; False when there was none left. Documents under the same subject go dark with it."""
        async with transaction(self._pool) as connection:
            done = await connection.execute("SELECT vault.erase_party(%s, %s, %s)", (party, KeyClass.SUBJECT, by))
            row = await done.fetchone()
            return bool(row and row[0])

    def _index(self, name: str) -> bytes:
        return self._keys.index("party-name", normal_name(name))

    def _found_by(self, name: str) -> bytes:
        return self._keys.index("party-found-by", sought_name(name))


def seal_details(key: DataKey, table: str, row: UUID, details: Details) -> tuple[bytes, bytes]:
    """Name and contacts, sealed for their row."""
    name = key.seal(table, row, "name", details.name.encode())
    return name, key.seal(table, row, "contacts", msgspec.json.encode(details.contacts))


def unseal_details(key: DataKey, table: str, row: UUID, name: bytes, contacts: bytes) -> Details:
    """The reverse. Raises SealBroken."""
    return Details(
        name=key.unseal(table, row, "name", name).decode(),
        contacts=msgspec.json.decode(key.unseal(table, row, "contacts", contacts), type=tuple[Contact, ...]),
    )
