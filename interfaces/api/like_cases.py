"""What is like one proceeding, and what was decided in those that are."""

from collections.abc import Iterator

from application.errors import NotFound
from domain.rulebook.vocabulary import FactKind
from interfaces.api.docket import scopes_of
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.service import Service
from projections.docket.reads import one
from projections.like_cases.likeness import LikeCases
from projections.like_cases.reads import like_cases

ACTION = "proceeding.read-recommendation"
LISTS = ("proceeding.list",)


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

    async def read(self, call: Call) -> Answer:
        """Those that the reader may list one by one; nobody reads this of a proceeding that they may not open."""
        proceeding = call.ids["proceeding"]
        await self._service.reading.proceeding(call.subject, proceeding, ACTION)
        scopes = scopes_of(call.subject, LISTS, await self._service.around.aside(call.subject), own=False)
        async with self._service.read() as connection:
            rows = [await one(connection, scope, proceeding) for scope in scopes]
            own = next((row for row in rows if row is not None), None)
            if own is None:
                raise NotFound
            catalogue = await self._service.around.catalogue()
            books = catalogue.editions(own.instrument) if own.instrument else ()
            factors = {fact.code for book in books for fact in book.facts if fact.kind is FactKind.FACTOR}
            return Answer(content=await like_cases(connection, scopes, own, factors))
