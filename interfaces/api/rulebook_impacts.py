"""Who would have been treated differently under a rulebook, before anybody signs it: every closed proceeding judged again."""

from collections.abc import Iterator
from typing import Annotated
from uuid import UUID

import msgspec

from application.casework import gate
from application.errors import NotFound
from domain.rulebook.schema import Rulebook
from interfaces.api.docket import LISTS, scopes_of
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.api.rulebook_adoptions import EXAMINE, File
from interfaces.rulebook_faults import read
from interfaces.rulebook_impact import AT_ONCE, Impact, Trial
from interfaces.service import Service
from projections.recommendations.closed import FIRST

Size = Annotated[int, msgspec.Meta(ge=1, le=AT_ONCE)]


class ImpactQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``after``: ``next`` of the part before; ``size`` how many closed proceedings are judged for one answer."""

    after: UUID = FIRST
    size: Size = AT_ONCE


class ImpactAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rulebook that nobody has proposed yet; ``after`` and ``size`` as for one that was."""

    file: File
    after: UUID = FIRST
    size: Size = AT_ONCE


class RulebookImpacts:
    """The routes of the impact."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="POST",
            path="/api/rulebooks/impact",
            name="preview-rulebook-impact",
            action=EXAMINE,
            summary=Sentence(
                "一部规则会使哪些已办结的对象受到不同处理", "Who would have been treated differently under a rulebook"
            ),
            tag="law",
            body=ImpactAsked,
            answers=Impact,
            refusals=(422,),
            run=self.preview,
        )
        yield Operation(
            method="GET",
            path="/api/rulebooks/adoptions/{rulebook}/impact",
            name="read-rulebook-impact",
            action=EXAMINE,
            summary=Sentence(
                "采用后哪些已办结的对象会受到不同处理", "Who would have been treated differently, once adopted"
            ),
            tag="law",
            query=ImpactQuery,
            answers=Impact,
            run=self.shown,
        )

    async def preview(self, call: Call) -> Answer:
        """The same for a rulebook that is in no store yet."""
        gate.require(call.subject, EXAMINE)
        return Answer(content=await self._impact(call, read(call.body.file), call.body.after, call.body.size))

    async def shown(self, call: Call) -> Answer:
        """One part; the next one begins where ``next`` says."""
        gate.require(call.subject, EXAMINE)
        law = self._service.law
        found = next((entry for entry in await law.entries() if entry.id == call.ids["rulebook"]), None)
        book = await law.rulebook(found.content) if found is not None else None
        if found is None or book is None:
            raise NotFound
        return Answer(content=await self._impact(call, book, call.query.after, call.query.size))

    async def _impact(self, call: Call, book: Rulebook, after: UUID, size: int) -> Impact:
        service = self._service
        law = await service.law.without(service.law.shipped.content_id_of(book), service.around.today())
        aside = await service.around.aside(call.subject)
        async with service.read() as connection:
            scopes = scopes_of(call.subject, LISTS, aside, own=False)
            return await Trial(law, book, service.law.policy).part(connection, scopes, after=after, size=size)
