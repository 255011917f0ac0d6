"""What is like one proceeding, what was decided in those that are, and the proceedings of one organ side by side."""

from collections.abc import Iterable, Iterator
from uuid import UUID

import msgspec

from application.casework import gate
from application.errors import NotFound
from domain.rulebook.schema import Rulebook
from domain.rulebook.vocabulary import FactKind
from interfaces.api.docket import scopes_of, with_opened
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.service import Service
from projections.docket.reads import one
from projections.like_cases.likeness import LikeCases
from projections.like_cases.of_organ import OrganCases, of_organ
from projections.like_cases.reads import like_cases

ACTION = "proceeding.read-recommendation"
LISTS = ("proceeding.list",)
SIDE_BY_SIDE = "docket.read"


class OrganQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``organ``: the one answering, or in which those who answer serve."""

    organ: UUID


class LikeCaseRoute:
    """The route of like cases."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared route."""
        yield Operation(
            method="GET",
            path="/api/proceedings/{proceeding}/like-cases",
            name="list-like-cases",
            action=ACTION,
            summary=Sentence("同类案件及其处理", "Like cases, and what was decided in them"),
            tag="proceedings",
            answers=LikeCases,
            run=self.read,
        )

        yield Operation(
            method="GET",
            path="/api/side-by-side",
            name="list-side-by-side",
            action=SIDE_BY_SIDE,
            summary=Sentence("同一单位的对象程序并列对照", "The proceedings of one organ side by side"),
            tag="lists",
            query=OrganQuery,
            answers=OrganCases,
            run=self.of_organ,
        )

    async def of_organ(self, call: Call) -> Answer:
        """Those that the reader may list: what each is about, its circumstances, and what was decided."""
        gate.require(call.subject, SIDE_BY_SIDE)
        scopes = scopes_of(call.subject, LISTS, await self._service.around.aside(call.subject), own=False)
        factors = _factors((await self._service.around.catalogue()).rulebooks)
        async with self._service.read() as connection:
            return Answer(content=await of_organ(connection, scopes, call.query.organ, factors))

    async def read(self, call: Call) -> Answer:
        """Those that the reader may list one by one; nobody reads this of a proceeding that they may not open."""
        proceeding = call.ids["proceeding"]
        await self._service.reading.proceeding(call.subject, proceeding, ACTION)
        scopes = scopes_of(call.subject, LISTS, await self._service.around.aside(call.subject), own=False)
        async with self._service.read() as connection:
            rows = [await one(connection, scope, proceeding) for scope in with_opened(scopes, (proceeding,))]
            own = next((row for row in rows if row is not None), None)
            if own is None:
                raise NotFound
            catalogue = await self._service.around.catalogue()
            books = catalogue.editions(own.instrument) if own.instrument else ()
            return Answer(content=await like_cases(connection, scopes, own, _factors(books)))


def _factors(books: Iterable[Rulebook]) -> set[str]:
    return {fact.code for book in books for fact in book.facts if fact.kind is FactKind.FACTOR}
