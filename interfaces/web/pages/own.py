"""What a respondent opens: what is asked of them, what was served, what they said, and the appeal."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response

from application.casework.file import APPEAL
from application.errors import NotFound
from application.streams import load
from domain.document import DocumentRef
from domain.identity import DocumentId
from domain.proceedings.terms import RESPONDENT
from interfaces.api.clocks import own_clocks
from interfaces.api.docket import Docket, PageQuery
from interfaces.api.histories import Histories, LanguageQuery
from interfaces.api.matters import own_appeal, own_proceeding
from interfaces.api.sanction_periods import sanction_periods
from interfaces.service import Service
from interfaces.web.calling import reading
from interfaces.web.demands import demands
from interfaces.web.matter import Matter, Matters
from interfaces.web.points import answered
from interfaces.web.remedies import remedies_now
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.signals import signals
from interfaces.web.visit import Visit

SERVING = ("proceeding.serve-notice", "proceeding.serve-decision")


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """A document as it was served on the reader: the day of service, and the day that counts."""

    what: str
    document: DocumentRef
    number: str | None = None
    served_on: date | None = None
    deemed_on: date | None = None
    check: str | None = None


class Own:
    """The respondent's pages."""

    def __init__(self, service: Service, matters: Matters) -> None:
        self._service, self._matters = service, matters
        self._docket, self._histories = Docket(service), Histories(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/own", action="proceeding.list", show=self.mine, cites=False)
        yield Page(path="/own/{proceeding}", action="proceeding.read", show=self.one)

    async def mine(self, visit: Visit) -> Response[bytes]:
        """Every matter that concerns the reader, once they were notified."""
        found = (await self._docket.proceedings(reading(visit, query=PageQuery()))).content
        clocks = await own_clocks(self._service, visit.who)
        today = self._service.around.today()
        asked = list(demands(clocks, visit.texts, today, await self._measures(visit)))
        return page(
            visit,
            "own_list.html",
            signal=await signals(self._service.around),
            entries=found.entries,
            asked={
                entry.id: [one for one in asked if one.shown.deadline.matter == entry.id] for entry in found.entries
            },
            consulted=bool(visit.who.speaks_for),
        )

    async def one(self, visit: Visit) -> Response[bytes]:
        """One matter."""
        matter = await self._matters.open(visit, "proceeding", visit.ids["proceeding"])
        if not matter.opened.own:
            raise NotFound
        periods = await sanction_periods(self._service.around, matter.opened.state)
        own = own_proceeding(matter.opened, matter.file.doors if matter.file is not None else (), periods)
        state, today = matter.opened.state, self._service.around.today()
        clocks = await own_clocks(self._service, visit.who, matter=matter.id)
        history = (await self._histories.proceeding(reading(visit, query=LanguageQuery()))).content
        return page(
            visit,
            "own.html",
            own=own,
            names=matter.names,
            may=matter.opened.may,
            notice=await self._matters.text(visit, own.notice.document) if own.notice is not None else None,
            signal=await signals(self._service.around),
            asked=list(demands(clocks, visit.texts, today, await self._measures(visit))),
            answers=list(answered(state, own.points, matter.names, await self._said(visit, matter))),
            remedies=await remedies_now(self._service.around, matter) if own.decision is not None else (),
            appeals=[await self._appeal(visit, noted.appeal) for noted in state.appeals],
            history=history.entries,
            deliveries=await self._deliveries(matter),
        )

    async def _measures(self, visit: Visit) -> dict[str, str]:
        """What each measure of any rulebook is called."""
        catalogue = await self._service.around.catalogue()
        return {one.code: visit.texts.say(one.label) for book in catalogue.rulebooks for one in book.measures}

    async def _said(self, visit: Visit, matter: Matter) -> dict[DocumentId, str | None]:
        """The reader's own words; each is on record as read."""
        texts = [one.text for one in matter.opened.state.hearing.points if one.text is not None]
        return {one.id: await self._matters.text(visit, one) for one in texts}

    async def _deliveries(self, matter: Matter) -> list[Delivery]:
        """What was served on the reader, the first first; of an approved paper with the code by which it is checked."""
        state, found = matter.opened.state, []
        if state.notice is not None and state.notice.served_on is not None:
            found.append(
                Delivery(
                    what="notice",
                    document=state.notice.document,
                    served_on=state.notice.served_on,
                    deemed_on=state.notice.deemed_on,
                )
            )
        if state.decision is not None and (served := state.decision.first_service(RESPONDENT)) is not None:
            found.append(
                Delivery(
                    what="decision",
                    document=state.decision.document,
                    number=state.decision.number,
                    served_on=served.served_on,
                    deemed_on=served.deemed_on,
                )
            )
        codes = await self._service.writing.approved.check_codes(matter.id, SERVING)
        return [msgspec.structs.replace(one, check=codes.get(one.document.id)) for one in found]

    async def _appeal(self, visit: Visit, appeal: UUID) -> Any:
        loaded = await load(self._service.events, APPEAL, appeal)
        opened = await self._service.reading.appeal(visit.who, loaded.id)
        return own_appeal(opened)
