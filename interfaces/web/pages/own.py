"""What a respondent opens: what is asked of them, what was served, what they said, and the appeal."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

import msgspec
from litestar import Response

from application.access import Role
from application.casework.reading import Opened
from application.errors import NotFound
from domain.appeals.appeal import Appeal
from domain.calendar.clocks import ClockKind
from domain.identity import BodyId, DocumentId
from domain.proceedings.hearing import HearingState
from interfaces.api.clocks import own_clocks
from interfaces.api.docket import Docket, PageQuery
from interfaces.api.histories import Histories, LanguageQuery
from interfaces.api.matters import OwnAppeal, OwnProceeding, own_appeal, own_proceeding
from interfaces.api.own_stating import OwnStating, own_stating
from interfaces.api.sanction_periods import sanction_periods
from interfaces.service import Service
from interfaces.ways_of_review import Remedy, first_left, knows_the_decision, remedies_of
from interfaces.web.calling import asked, reading
from interfaces.web.counting import counting
from interfaces.web.demands import demands, moving
from interfaces.web.directory import Directory
from interfaces.web.grounds import GroundShown
from interfaces.web.matter import Matter, Matters
from interfaces.web.points import answered
from interfaces.web.remedies import remedies_now
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.served_documents import OF_APPEAL, OF_TRACK, Served, of_appeal, of_track
from interfaces.web.signals import signals
from interfaces.web.strip import spelled
from interfaces.web.visit import Visit

LISTED = 50
"""Matters of one page of the list."""


class OwnAppealShown(msgspec.Struct, frozen=True, kw_only=True):
    """An appeal of the reader; ``withdraws``: it can still be withdrawn, as far as the reader is told."""

    view: OwnAppeal
    grounds: tuple[GroundShown, ...]
    withdraws: bool


class Own:
    """The respondent's pages."""

    def __init__(self, service: Service, matters: Matters, directory: Directory) -> None:
        self._service, self._matters, self._directory = service, matters, directory
        self._docket, self._histories = Docket(service), Histories(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/own", action="proceeding.list", show=self.mine, cites=False)
        yield Page(path="/own/{proceeding}", action="proceeding.read", show=self.one)

    async def mine(self, visit: Visit) -> Response[bytes]:
        """Every matter that concerns the reader, once they were notified."""
        query = msgspec.structs.replace(asked(visit, PageQuery, ("cursor",)), limit=LISTED)
        found = (await self._docket.proceedings(reading(visit, query=query))).content
        entries = found.entries if visit.holds(Role.RESPONDENT) else ()
        clocks = await own_clocks(self._service, visit.who)
        today, calendar = self._service.around.today(), await self._service.around.calendar()
        wanted = list(demands(clocks, visit.texts, today, await self._measures(visit), calendar))
        counted = {one.shown.deadline.matter for one in wanted if one.shown.deadline.kind is ClockKind.REVIEW_FILING}
        return page(
            visit,
            "own_list.html",
            signal=await signals(self._service.around),
            entries=entries,
            reviews=await self._reviews([one.id for one in entries if one.id not in counted], today),
            names=await self._directory.who(visit.texts),
            today=today,
            next=visit.with_query((), cursor=found.next) if entries and found.next is not None else None,
            asked={entry.id: [one for one in wanted if one.shown.deadline.matter == entry.id] for entry in entries},
            stating=await self._stating([one.id for one in entries if one.open]),
            consulted=bool(visit.who.speaks_for),
        )

    async def _reviews(self, proceedings: Sequence[UUID], today: date) -> dict[UUID, Remedy]:
        """Of each of the reader's *proceedings* whose decision was served: the way of review that lapses first."""
        found: dict[UUID, Remedy] = {}
        for each, track in zip(proceedings, await self._service.around.proceedings(proceedings), strict=True):
            if knows_the_decision(track):
                left = first_left(await remedies_of(self._service, track), today)
                found |= {} if left is None else {each: left}
        return found

    async def _stating(self, proceedings: Sequence[UUID]) -> dict[UUID, OwnStating | None]:
        """Of each of the reader's *proceedings*: what can still be stated."""
        around = self._service.around
        tracks = await around.proceedings(proceedings)
        return {each: await own_stating(around, track) for each, track in zip(proceedings, tracks, strict=True)}

    async def one(self, visit: Visit) -> Response[bytes]:
        """One matter."""
        matter = await self._matters.open(visit, "proceeding", visit.ids["proceeding"])
        if not matter.opened.own:
            raise NotFound
        periods = await sanction_periods(self._service.around, matter.opened.state)
        stated = await own_stating(self._service.around, matter.opened.state)
        own = own_proceeding(matter.opened, matter.file.doors if matter.file is not None else (), periods, stated)
        state, today = matter.opened.state, self._service.around.today()
        clocks = await own_clocks(self._service, visit.who)
        appeals = [await self._service.reading.appeal(visit.who, noted.appeal) for noted in state.appeals]
        history = (await self._histories.proceeding(reading(visit, query=LanguageQuery()))).content
        remedies = await remedies_now(self._service, matter) if own.decision is not None else ()
        calendar = await self._service.around.calendar()
        told = list(demands(clocks, visit.texts, today, await self._measures(visit), calendar))
        return page(
            visit,
            "own.html",
            matter=matter,
            own=own,
            varied=state.decision is not None and state.decision.varied,
            body=matter.case.body if matter.case is not None else None,
            decides=_deciding(matter),
            names=matter.names,
            may=matter.opened.may,
            notice=await self._matters.text(visit, own.notice.document) if own.notice is not None else None,
            signal=await signals(self._service.around),
            asked=[one for one in told if one.shown.deadline.matter == matter.id],
            moves=moving(history.entries, told),
            unsettled_of={one.deadline.matter for one in clocks if one.deadline.provisional},
            answers=list(answered(state, own.points, matter.names, await self._said(visit, matter))),
            remedies=remedies,
            nearest=first_left(remedies, today),
            ways_counted=lambda one: counting(one.counted, calendar, visit.texts),
            today=today,
            appeals=[await self._shown(visit, one) for one in appeals],
            length=lambda period: spelled(period, None, visit.texts),
            next=next_step(own, reviewable=bool(remedies)),
            contact=await self._contact(visit, matter),
            asks_recusal=not own.closed and own.notice is not None,
            history=history.entries,
            deliveries=await self._deliveries(matter, appeals),
        )

    async def _contact(self, visit: Visit, matter: Matter) -> list[str]:
        """Whom to turn to, in the words of the notice that was served; nothing where the body served a document of its own."""
        notice, writing = matter.opened.state.notice, self._service.writing
        if notice is None or notice.served_on is None:
            return []
        paper = await writing.approved.carrying_out("proceeding.issue-notice", matter.id, notice.document)
        if paper is None:
            return []
        content = await writing.content(paper, by=visit.who.account, action="own.contact")
        return [one.zh for one in content.sentences if one.slot == "contact" and not one.gap]

    async def _measures(self, visit: Visit) -> dict[str, str]:
        """What each measure of any rulebook is called."""
        catalogue = await self._service.around.catalogue()
        return {one.code: visit.texts.say(one.label) for book in catalogue.rulebooks for one in book.measures}

    async def _said(self, visit: Visit, matter: Matter) -> dict[DocumentId, str | None]:
        """The reader's own words; each is on record as read."""
        texts = [one.text for one in matter.opened.state.hearing.points if one.text is not None]
        return {one.id: await self._matters.text(visit, one) for one in texts}

    async def _shown(self, visit: Visit, appeal: Opened[Appeal]) -> OwnAppealShown:
        view = own_appeal(appeal)
        grounds = await self._matters.grounds(visit, view.grounds)
        withdraws = view.ended is None and appeal.may("appeal.withdraw-appeal")
        return OwnAppealShown(view=view, grounds=grounds, withdraws=withdraws)

    async def _deliveries(self, matter: Matter, appeals: Iterable[Opened[Appeal]]) -> list[Served]:
        """What was served on the reader, the first first; of an approved paper with the code by which it is checked."""
        approved = self._service.writing.approved
        codes = await approved.check_codes(matter.id, OF_TRACK)
        found = list(of_track(matter.opened.state))
        for one in appeals:
            if served := list(of_appeal(each.event for each in await self._service.events.read(one.id))):
                codes |= await approved.check_codes(one.id, OF_APPEAL)
                found += served
        return [msgspec.structs.replace(one, check=codes.get(one.document.id)) for one in found]


def _deciding(matter: Matter) -> BodyId | None:
    """The body that decides on the reader, where that is not the one that keeps the case."""
    competent, case = matter.opened.state.competent, matter.case
    if competent is None or (case is not None and competent.body == case.body):
        return None
    return BodyId(competent.body)


def next_step(own: OwnProceeding, *, reviewable: bool) -> str:
    """What comes next in the procedure, as far as the respondent was told of it; a way of review only where one is left."""
    reached = (
        ("closed" if reviewable else "closed-final", own.closed),
        ("appealed", own.pending_appeals),
        ("decided" if reviewable else "decided-final", own.decision),
        ("waived", own.waived and not own.points),
        ("heard", own.points),
        ("lapsed", own.stating is not None and own.stating.state is not HearingState.IN_TIME),
        ("statement", own.notice),
    )
    return next((code for code, is_so in reached if is_so), "none")
