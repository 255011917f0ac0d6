"""Finding a respondent by the full name: exact, within the reader's scope, never in an address, and always on record."""

from collections.abc import Iterator
from uuid import UUID

import msgspec

from application.casework import gate
from application.reads import EVERYTHING, ReadKind, ReadOutcome
from domain.identity import PartyId
from interfaces.api.docket import DocketQuery, as_officer, page_of
from interfaces.api.forms import PersonName
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.scopes import scope_for
from interfaces.service import Service
from projections.docket.cursor import Order
from projections.docket.reads import Entry

ACTION = "docket.find-person"
MOST = 20
"""Namesakes of one answer, and matters of each; the docket lists the rest of one person's."""
NAMESAKES = 200
"""People of one name in the register, most of them in nobody's scope, that are looked through for one answer."""


class WantedPerson(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The full name, as it is in the register; how it is spaced, separated or capitalised does not matter."""

    name: PersonName


class FoundPerson(msgspec.Struct, frozen=True, kw_only=True):
    """A person of that name by id, with the proceedings against them, the latest change first; ``more``: the docket has others."""

    person: UUID
    matters: tuple[Entry, ...]
    more: bool


class FoundPeople(msgspec.Struct, frozen=True, kw_only=True):
    """Those of that name against whom there is a proceeding that the reader may see: namesakes are several.

    ``complete`` is false while names kept by an earlier release are still being made findable, and where there are more people
    of that name than one answer looks through or holds.
    """

    persons: tuple[FoundPerson, ...]
    complete: bool


class FindingPeople:
    """The route by which respondents are found by name. Reporters and witnesses are not among them."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared route: a name is sent as content, so that no log of addresses keeps it."""
        yield Operation(
            method="POST",
            path="/api/docket/of-person",
            name="find-person",
            action=ACTION,
            summary=Sentence("按姓名查找对象（记入查阅记录）", "Find a respondent by name (on record)"),
            tag="lists",
            body=WantedPerson,
            examples={"zh": {"name": "示例甲"}, "en": {"name": "Example Person"}},
            answers=FoundPeople,
            run=self.find,
        )

    async def find(self, call: Call) -> Answer:
        """Proceedings against whoever has that name. Outside the scope nobody has it; that it was asked is on record either way."""
        gate.require(call.subject, ACTION)
        service = self._service
        aside = await service.around.aside(call.subject)
        scope = as_officer(scope_for(call.subject, ACTION, aside))
        persons, findable = await service.parties.found(call.body.name, most=NAMESAKES + 1)
        found: list[FoundPerson] = []
        left = list(reversed(persons[:NAMESAKES]))
        while left and len(found) < MOST:
            person = left.pop()
            query = DocketQuery(person=person, order=Order.CHANGED, limit=MOST)
            listed = await page_of(service, msgspec.structs.replace(call, query=query), (scope,))
            if listed.entries:
                found.append(FoundPerson(person=person, matters=listed.entries, more=listed.next is not None))
            await self._noted(call, person, ReadOutcome.SERVED if listed.entries else ReadOutcome.DENIED)
        if not persons:
            await self._noted(call, PartyId(EVERYTHING), ReadOutcome.MISSING)
        complete = findable and not left and len(persons) <= NAMESAKES
        return Answer(content=FoundPeople(persons=tuple(found), complete=complete))

    async def _noted(self, call: Call, thing: UUID, outcome: ReadOutcome) -> None:
        """Who looked, and whom it would have found. The words are not kept: they would outlive an erased name."""
        await self._service.audit.note(
            by=call.subject.account, kind=ReadKind.SEARCH, thing=thing, purpose=ACTION, outcome=outcome
        )
