"""Putting a person's particulars right, within a case in which the person appears. What was said before is kept, sealed."""

from collections.abc import Iterator
from typing import Annotated
from uuid import UUID, uuid5

import msgspec

from application.adapters.parties import Contact, Details, ErasedPerson, PartyKind, Person
from application.errors import Erased, NotFound
from domain.cases.commands import AmendParty
from domain.cases.events import Particular
from domain.identity import AmendmentId, PartyId
from interfaces.api.commands import SUMMARIES, Receipt, carry, receipt, texts
from interfaces.api.forms import TEXT, PersonName, Writing, reference
from interfaces.api.operation import Answer, Call, Operation
from interfaces.api.persons_concerned import persons_of
from interfaces.service import Service

ACTION = "case.amend-party"
REACHED_BY = ("phone", "email", "address")

Reach = Annotated[str, msgspec.Meta(min_length=1, max_length=500, pattern=TEXT)]


class RightParticulars(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is right of an entry. What is left out stays as it is; a contact takes the place of those of its kind."""

    name: PersonName | None = None
    phone: Reach | None = None
    email: Reach | None = None
    address: Reach | None = None


class AmendmentBody(RightParticulars, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is right of a person's entry in the register, and why it is put right."""

    party: PartyId
    reasons: Writing
    kind: PartyKind | None = None


class Amending:
    """The route by which a person's entry is put right."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared route."""
        yield Operation(
            method="POST",
            path="/api/cases/{case}/amend-party",
            name="amend-party",
            action=ACTION,
            summary=SUMMARIES[ACTION],
            tag="cases",
            body=AmendmentBody,
            answers=Receipt,
            changes=True,
            needs_version=True,
            refusals=(410,),
            run=self.amend,
        )

    async def amend(self, call: Call) -> Answer:
        """On record first, then in the register: whoever repeats a request that broke off between the two completes it."""
        service, case = self._service, call.ids["case"]
        amendment = AmendmentId(uuid5(call.subject.account, str(call.key)))
        keeper = texts(service, call, "case")
        right: list[Person] = []

        async def prepare(stream: UUID) -> AmendParty:
            before = await self._person(call, case)
            right.append(_put_right(before, call.body))
            return AmendParty(
                amendment=amendment,
                party=before.id,
                particulars=_differing(before, right[-1]),
                reasons=await reference(call.body.reasons, keeper.under(stream), "$.reasons"),
            )

        done = await carry(service, call, ACTION, case, prepare, keeper.put_away)
        entry = right[-1] if right else _put_right(await self._person(call, case), call.body)
        await service.parties.amend(
            entry.id, entry.details, kind=entry.kind, amendment=amendment, by=call.subject.account
        )
        return receipt(done)

    async def _person(self, call: Call, case: UUID) -> Person:
        party, service = call.body.party, self._service
        if party not in await persons_of(service, call.subject, case):
            raise NotFound
        found = await service.parties.people([party], by=call.subject.account, purpose=ACTION, matter=case)
        person = found.get(party)
        if isinstance(person, ErasedPerson):
            raise Erased
        if person is None:
            raise NotFound
        return person


def put_right(details: Details, given: RightParticulars) -> Details:
    """*details* with what was *given*: a contact takes the place of those of its kind."""
    reached = [(kind, getattr(given, kind)) for kind in REACHED_BY]
    new = {kind: Contact(kind=kind, value=value) for kind, value in reached if value is not None}
    kept = tuple(one for one in details.contacts if one.kind not in new)
    return Details(name=given.name or details.name, contacts=(*kept, *new.values()))


def _put_right(person: Person, body: AmendmentBody) -> Person:
    return Person(id=person.id, kind=body.kind or person.kind, details=put_right(person.details, body))


def _differing(before: Person, after: Person) -> tuple[Particular, ...]:
    differs = {
        Particular.NAME: before.details.name != after.details.name,
        Particular.KIND: before.kind is not after.kind,
        Particular.CONTACTS: set(before.details.contacts) != set(after.details.contacts),
    }
    return tuple(one for one, different in differs.items() if different)
