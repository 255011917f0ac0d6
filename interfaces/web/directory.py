"""Names of organs and officers, and the words of codes, for one page."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

import msgspec

from application.adapters.accounts import Account
from application.errors import StoreUnavailable
from domain.registers.snapshot import Snapshot
from domain.rulebook.labels import Label
from domain.rulebook.schema import Rulebook
from interfaces.service import Service
from interfaces.web.wording import Texts
from projections.history.catalogue import Language, codes
from projections.history.naming import Naming
from projections.numbers.reads import numbers

FRESH_SECONDS = 5.0
NO_REGISTERS = Snapshot(version=0)


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """Who is who today. ``called`` is what accounts are called, ``namesakes`` what several are. ``people`` are those of the party register that this page's reader may be told.

    ``labels`` are those of every scheme and instrument, for pages that belong to no single rulebook; ``numbers`` are
    those of the register that matters on this page have.
    """

    texts: Texts
    snapshot: Snapshot = NO_REGISTERS
    organs: Mapping[UUID, str] = {}
    accounts: Mapping[UUID, Account]
    called: Mapping[UUID, str]
    namesakes: frozenset[str] = frozenset()
    people: Mapping[UUID, str] = {}
    book: Rulebook | None = None
    labels: Mapping[str, Label] = {}
    rulebooks: tuple[Rulebook, ...] = ()
    numbers: Mapping[UUID, str] = {}

    def of(self, identifier: UUID | None) -> str:
        """The name of an organ, officer or person; else the last digits by which it is found."""
        if identifier is None:
            return "—"
        organ = self.organs.get(identifier)
        if organ is not None:
            return organ
        if identifier in self.accounts:
            return self.called.get(identifier, self.accounts[identifier].name)
        if identifier in self.people:
            return self.people[identifier]
        return self.texts.or_code("actor", str(identifier)[-12:])

    def chosen_by(self, officer: UUID) -> str:
        """The name of an officer where officers are chosen among: with the account behind it where two are called the same."""
        name, account = self.of(officer), self.accounts.get(officer)
        if account is None or account.name == name or name not in self.namesakes:
            return name
        return self.texts("officer.account", name=name, account=account.name)

    def any(self, value: str) -> str:
        """A value out of an address: the name of an id, the rulebook's word of a code, else the value."""
        try:
            return self.of(UUID(value))
        except ValueError:
            return self.law(value)

    def code(self, kind: str, code: str | None) -> str:
        """The word of a code: of a type or field, or of the rulebook."""
        if code is None:
            return "—"
        words = codes().get(kind, {}).get(code)
        if words is not None:
            return words.of(self.texts.language)
        written = self.texts.or_code(f"code.{kind}", code)
        return written if written != code else self.law(code)

    def kept_away(self, ground: str) -> str:
        """Why an officer is kept away from a matter: recused, or the ground that the registers know."""
        return self.texts("officer.recused") if ground == "recused" else self.code("RecusalGround", ground)

    def law(self, code: str) -> str:
        """The rulebook's label of a fact, measure, role, trigger, factor or question, or the scheme's; else the code."""
        if self.book is None:
            return self.texts.say(self.labels[code]) if code in self.labels else code
        parts = (
            self.book.triggers,
            self.book.measures,
            self.book.facts,
            self.book.roles,
            self.book.factors,
            self.book.elements,
            self.book.questions,
        )
        found = next((one for part in parts for one in part if one.code == code), None)
        return code if found is None else self.texts.say(found.label)

    @property
    def naming(self) -> Naming:
        """How the sentences of a history name things on this page."""

        def name(_: str, identifier: UUID, __: Language) -> str | None:
            known = identifier in self.organs or identifier in self.accounts or identifier in self.people
            return self.of(identifier) if known else None

        def label(_: str, code: str, __: Language) -> str | None:
            found = self.law(code)
            return found if found != code else None

        return Naming(name=name, label=label)


class Directory:
    """Looks names up; accounts are kept for a few seconds."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._accounts: Mapping[UUID, Account] = {}
        self._called: Mapping[UUID, str] = {}
        self._namesakes: frozenset[str] = frozenset()
        self._read_at = float("-inf")
        self._organs: tuple[Snapshot | None, date, Mapping[UUID, str]] = (None, date.min, {})

    async def officers(self, texts: Texts) -> Names:
        """The officers of today alone: for pages that name no organ."""
        now = time.monotonic()
        if now - self._read_at > FRESH_SECONDS:
            self._accounts = {account.id: account for account in await self._service.accounts.all()}
            self._called = dict((await self._service.called.names()).items())
            counted = Counter(self._called.get(one.id, one.name) for one in self._accounts.values())
            self._namesakes = frozenset(name for name, count in counted.items() if count > 1)
            self._read_at = now
        return Names(texts=texts, accounts=self._accounts, called=self._called, namesakes=self._namesakes)

    async def who(self, texts: Texts) -> Names:
        """The organs and officers of today, without the words of any law."""
        officers = await self.officers(texts)
        snapshot, today = await self._service.registers.snapshot(), self._service.around.today()
        return msgspec.structs.replace(officers, snapshot=snapshot, organs=self._organs_of(snapshot, today))

    async def names(self, texts: Texts, instrument: str | None = None) -> Names:
        """The names of today, with the words of the newest edition of *instrument*."""
        catalogue = await self._service.around.catalogue()
        editions = catalogue.editions(instrument) if instrument else ()
        book = editions[-1] if editions else None
        return msgspec.structs.replace(await self.who(texts), book=book, rulebooks=catalogue.rulebooks)

    def _organs_of(self, snapshot: Snapshot, today: date) -> Mapping[UUID, str]:
        if self._organs[0] is not snapshot or self._organs[1] != today:
            self._organs = (snapshot, today, {organ.organ: organ.name for organ in snapshot.organs(today)})
        return self._organs[2]

    async def numbered(self, names: Names, matters: Iterable[UUID]) -> Names:
        """*names* with the register numbers of *matters*; without them while no read model is made."""
        wanted = frozenset(matters)
        if not wanted:
            return names
        try:
            async with self._service.read() as connection:
                found = await numbers(connection, wanted)
        except StoreUnavailable:
            return names
        return msgspec.structs.replace(names, numbers={**names.numbers, **found})
