"""Consultations of the organs for which somebody acts: what they were asked, and what they ask others."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import msgspec

from application.casework import gate
from domain.identity import OrganId
from domain.supervision.consultations.standing import OrganStands, answers
from interfaces.api.docket import PageQuery, page_of
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.scopes import scope_for
from interfaces.service import Service
from projections.scope import Scope

KIND = "consultation"
LISTED = "consultation.list-own"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A consultation as an organ of it finds it. ``answers``: how those asked stand today, for the organ that ``asks``; else
    how the reader's own organs stand, nobody else's.

    ``number`` is its place in the register, None for a moment when it is new; ``consulting`` the code of its kind.
    """

    id: UUID
    number: str | None
    version: int
    consulting: str
    releasing: OrganId
    sent_on: date
    open: bool
    asks: bool
    answers: tuple[OrganStands, ...]


class AskedPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some of them, and the cursor of the next page; None when this was the last."""

    entries: tuple[Asked, ...]
    next: str | None


class OwnConsultations:
    """The route of an organ's own consultations; each is read and answered at its address."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared route."""
        yield Operation(
            method="GET",
            path="/api/me/consultations",
            name="list-own-consultations",
            action=LISTED,
            summary=Sentence("本单位的征求意见", "Consultations in which one's own organ asks or is asked"),
            tag="consultations",
            query=PageQuery,
            answers=AskedPage,
            run=self.listed,
        )

    async def listed(self, call: Call) -> Answer:
        """Those in which an organ for which the reader acts asks or is asked, whatever else they may see."""
        gate.require(call.subject, LISTED)
        whole = scope_for(call.subject, LISTED, await self._service.around.aside(call.subject))
        scope = Scope(kinds=whole.kinds, consulted=whole.consulted, locked_out=whole.locked_out)
        page = await page_of(self._service, call, (scope,))
        entries = [await self._asked(call, one.id, one.number) for one in page.entries]
        return Answer(content=AskedPage(entries=tuple(entries), next=page.next))

    async def _asked(self, call: Call, stream: UUID, number: str | None) -> Asked:
        reading = self._service.reading
        opened = await reading.instrument(call.subject, KIND, stream, f"{KIND}.read")
        setting = await reading.setting(opened, KIND)
        started = opened.state.started
        own = call.subject.speaks_for
        asks = started.releasing in own
        found = answers(opened.state, setting.occasion.today, setting)
        return Asked(
            id=stream,
            number=number,
            version=opened.version,
            consulting=started.kind,
            releasing=started.releasing,
            sent_on=started.sent_on,
            open=opened.state.closed_on is None,
            asks=asks,
            answers=tuple(one for one in found if asks or one.organ in own),
        )
