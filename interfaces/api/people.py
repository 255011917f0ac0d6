"""People: entering them, their names within a matter, who reported, and erasing them. Every name read is on record."""

from collections.abc import Iterator
from typing import Annotated, Any
from uuid import UUID, uuid5

import msgspec

from application.access import Access, Allowed, Forbidden, Hidden
from application.adapters.parties import Contact, Details, EarlierEntry, ErasedPerson, PartyKind, Person
from application.adapters.profile_files import retention_classes
from application.adapters.reporters import Reporter
from application.casework import gate
from application.errors import NotAuthorised, NotFound
from application.reads import ReadingRoom, ReadKind, ReadOutcome
from domain.identity import PartyId
from interfaces.api.documents import Purpose
from interfaces.api.forms import PersonName
from interfaces.api.once import once
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.api.persons_concerned import persons_of
from interfaces.api.reporter_identity import require_agreement
from interfaces.problems import Trouble
from interfaces.service import Service
from projections.retention.reads import kept_for


class ContactBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way to reach a person: ``phone``, ``email``, ``address`` or ``other``."""

    kind: Annotated[str, msgspec.Meta(pattern="^(phone|email|address|other)$")]
    value: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]


class PartyBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person to enter: what they are in a case is the case's to say."""

    name: PersonName
    kind: PartyKind = PartyKind.OFFICIAL
    contacts: Annotated[tuple[ContactBody, ...], msgspec.Meta(max_length=20)] = ()


class PartyEntered(msgspec.Struct, frozen=True, kw_only=True):
    """The id by which events and commands know the person."""

    id: UUID


class PartiesQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``in``: the case, proceeding or appeal in which the names are needed. ``ids`` may be given several times.

    ``earlier``: also what the register said of them before it was put right, as papers issued until then say.
    """

    matter: UUID = msgspec.field(name="in")
    purpose: Purpose
    ids: Annotated[tuple[UUID, ...], msgspec.Meta(min_length=1, max_length=100)]
    earlier: bool = False


class PurposeQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``purpose``: a code, kept in the audit of reads."""

    purpose: Purpose


class People(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Those of the persons asked for who appear in the matter, by name; ``erased`` are known by id only."""

    persons: tuple[Person, ...]
    erased: tuple[UUID, ...]
    earlier: tuple[EarlierEntry, ...] = ()


class Erasure(msgspec.Struct, frozen=True, kw_only=True):
    """Whether there was a key to destroy. Nothing brings back what was sealed with it."""

    id: UUID
    erased: bool


class Parties:
    """The routes of people."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._room: ReadingRoom[Reporter] = ReadingRoom(service.documents, service.reporters, service.audit)

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        shared: dict[str, Any] = {"tag": "people"}
        yield Operation(
            method="POST",
            path="/api/parties",
            name="register-party",
            action="party.register",
            summary=Sentence("登记人员", "Enter a person"),
            body=PartyBody,
            answers=PartyEntered,
            status=201,
            changes=True,
            run=self.register,
            **shared,
        )
        yield Operation(
            method="GET",
            path="/api/parties",
            name="read-parties",
            action="party.read",
            summary=Sentence("查看事项中的人员姓名（记入查阅记录）", "Names of persons in a matter (on record)"),
            query=PartiesQuery,
            answers=People,
            run=self.people,
            **shared,
        )
        yield Operation(
            method="POST",
            path="/api/parties/{party}/erase",
            name="erase-party",
            action="party.erase",
            summary=Sentence("销毁人员信息", "Erase a person"),
            answers=Erasure,
            changes=True,
            run=self.erase,
            **shared,
        )
        yield Operation(
            method="GET",
            path="/api/reports/{report}/reporter",
            name="read-reporter",
            action="report.read-reporter",
            summary=Sentence("查看举报人（记入查阅记录）", "Who reported (on record)"),
            query=PurposeQuery,
            answers=Reporter,
            refusals=(409, 410),
            run=self.reporter,
            **shared,
        )
        yield Operation(
            method="POST",
            path="/api/reports/{report}/erase-reporter",
            name="erase-reporter",
            action="report.erase-reporter",
            summary=Sentence("销毁举报人信息", "Erase who reported"),
            answers=Erasure,
            changes=True,
            run=self.erase_reporter,
            **shared,
        )

    async def register(self, call: Call) -> Answer:
        """Enter a person. A repeat finds the same id, also when the first answer was lost."""
        gate.require(call.subject, "party.register")
        body: PartyBody = call.body
        contacts = tuple(Contact(kind=one.kind, value=one.value) for one in body.contacts)
        key = call.key or UUID(int=0)

        async def run() -> Answer:
            party = await self._service.parties.register(
                Details(name=body.name, contacts=contacts),
                kind=body.kind,
                by=call.subject.account,
                party=PartyId(uuid5(call.subject.account, str(key))),
            )
            return Answer(content=PartyEntered(id=party))

        return await once(self._service.events, call, run)

    async def people(self, call: Call) -> Answer:
        """Names, for whoever works on the matter. Who asks for others of the register is refused, on record."""
        query, subject, service = call.query, call.subject, self._service
        concerned = await persons_of(service, subject, query.matter)
        asked = [PartyId(one) for one in dict.fromkeys(query.ids)]
        for one in asked:
            if one not in concerned:
                await service.audit.note(
                    by=subject.account,
                    kind=ReadKind.PERSON,
                    thing=one,
                    subject=query.matter,
                    purpose=query.purpose,
                    outcome=ReadOutcome.DENIED,
                )
        theirs = [one for one in asked if one in concerned]
        found = await service.parties.people(theirs, by=subject.account, purpose=query.purpose, matter=query.matter)
        earlier: tuple[EarlierEntry, ...] = ()
        if query.earlier:
            earlier = await service.parties.earlier(theirs, by=subject.account, purpose=query.purpose)
        return Answer(
            content=People(
                persons=tuple(one for one in found.values() if isinstance(one, Person)),
                erased=tuple(one.id for one in found.values() if isinstance(one, ErasedPerson)),
                earlier=earlier,
            )
        )

    async def erase(self, call: Call) -> Answer:
        """Destroy a person's key, once no file that names them is to be kept any more.

        Raises Trouble: ``party-in-kept-file``.
        """
        gate.require(call.subject, "party.erase")
        party, today = PartyId(call.ids["party"]), self._service.around.today()

        async def run() -> Answer:
            async with self._service.read_all(of=("docket", "retention")) as connection:
                if await kept_for(connection, retention_classes(), party, today=today):
                    raise Trouble("party-in-kept-file")
            done = await self._service.parties.erase(party, by=call.subject.account)
            return Answer(content=Erasure(id=party, erased=done))

        return await once(self._service.events, call, run)

    async def reporter(self, call: Call) -> Answer:
        """The person behind a report, to whom a second person agreed. Who asks without leave is on record too.

        Raises Trouble: ``identity-not-agreed``.
        """
        action, report = "report.read-reporter", call.ids["report"]
        access: Access
        try:
            opened = await self._service.reading.report(call.subject, report, action)
        except NotFound:
            access, thing = Hidden(), report
        except NotAuthorised:
            access, thing = Forbidden(), report
        else:
            reporter = opened.state.filed.reporter if opened.state.filed is not None else None
            if reporter is None:
                raise NotFound
            await require_agreement(self._service, opened.state, reporter, call.subject.account, call.query.purpose)
            access, thing = Allowed(roles=opened.roles), reporter
        found = await self._room.reporter(access, PartyId(thing), by=call.subject.account, action=call.query.purpose)
        return Answer(content=found)

    async def erase_reporter(self, call: Call) -> Answer:
        """Destroy the key of whoever reported; the report stays."""
        opened = await self._service.reading.report(call.subject, call.ids["report"], "report.erase-reporter")
        reporter = opened.state.filed.reporter if opened.state.filed is not None else None
        if reporter is None:
            raise NotFound

        async def run() -> Answer:
            done = await self._service.reporters.erase(reporter, by=call.subject.account)
            return Answer(content=Erasure(id=opened.id, erased=done))

        return await once(self._service.events, call, run)
