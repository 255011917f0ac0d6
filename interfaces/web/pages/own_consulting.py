"""What an organ opens of a consultation in which it asks or is asked: letter, last day, receipts and replies."""

from collections.abc import Iterator

from litestar import Response

from application.access import bodies_acting
from application.errors import NotFound
from domain.supervision.consultations.events import Reply
from domain.supervision.consultations.standing import answers
from interfaces.api.docket import PageQuery
from interfaces.api.histories import told_of_instrument
from interfaces.api.own_consultations import KIND, AskedPage, OwnConsultations
from interfaces.service import Service
from interfaces.web.calling import reading
from interfaces.web.directory import Directory
from interfaces.web.matter import Matters
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.rule_words import counted
from interfaces.web.signals import signals
from interfaces.web.visit import Visit


class OwnConsulting:
    """The pages of an organ's own consultations."""

    def __init__(self, service: Service, directory: Directory, matters: Matters) -> None:
        self._service, self._directory, self._matters = service, directory, matters
        self._listing = OwnConsultations(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/own/consultations", action="consultation.list-own", show=self.mine)
        yield Page(path="/own/consultations/{consultation}", action="consultation.read", show=self.one)

    async def mine(self, visit: Visit) -> Response[bytes]:
        """Every consultation in which the reader's organ asks or is asked, the last changed first."""
        found: AskedPage = (
            await self._listing.listed(reading(visit, query=PageQuery(cursor=visit.asked("cursor"))))
        ).content
        return page(
            visit,
            "own_consultations.html",
            names=await self._directory.names(visit.texts),
            entries=found.entries,
            next=f"{visit.path}?cursor={found.next}" if found.next is not None else None,
            counted=lambda rule: counted(rule, self._service.around.deadlines, visit.texts),
            asking=bool(bodies_acting(visit.who, "consultation.start-consultation")),
            signal=await signals(self._service.around),
        )

    async def one(self, visit: Visit) -> Response[bytes]:
        """One of them. Raises NotFound for whoever sees it as the body does: they have a page of their own."""
        matter = await self._matters.open(visit, KIND, visit.ids[KIND])
        if not matter.opened.own:
            raise NotFound
        state = matter.opened.state
        setting = await self._service.reading.setting(matter.opened, KIND)
        asks = state.started.releasing in visit.who.speaks_for
        history = await told_of_instrument(self._service, matter.opened, KIND, None)
        return page(
            visit,
            "own_consultation.html",
            matter=matter,
            names=matter.names,
            state=state,
            asks=asks,
            objected=any(one.reply is Reply.OBJECTION for one in state.replies),
            replies={one.organ: await self._matters.text(visit, one.document) for one in state.replies} if asks else {},
            answers=answers(state, setting.occasion.today, setting),
            counted=lambda rule: counted(rule, setting.rules, visit.texts),
            letter=await self._matters.text(visit, state.started.letter),
            information=await self._matters.text(visit, state.started.information),
            history=history.entries,
            signal=await signals(self._service.around),
        )
