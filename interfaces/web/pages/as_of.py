"""A case as it was: after any step of its log, as far as was recorded then, and what came later."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from litestar import Response

from application.casework.file import CASE, PROCEEDING
from domain.cases.events import CaseOpened
from domain.proceedings.events import DecisionMade
from domain.proceedings.proceeding import Proceeding
from domain.recorded import Recorded
from interfaces.api.histories import Histories, HistoryEntry, LanguageQuery
from interfaces.problems import Trouble
from interfaces.service import Service
from interfaces.web.calling import reading
from interfaces.web.matter import Matters
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.since import Then, since
from interfaces.web.visit import Visit, number_in
from projections.history.reads import case_events
from projections.history.telling import LEGAL_DAY
from projections.papers.reads import listed


class Late(StrEnum):
    """How a later record stands to an earlier moment of the file."""

    NO = ""  # it happened after the moment
    LATE = "late"  # it happened before the moment, and was written down after it
    SAME_DAY = "same_day"  # of the moment's day, written down on a later one: days do not say which was first


class AsOf:
    """The page of a case at an earlier moment."""

    def __init__(self, service: Service, matters: Matters) -> None:
        self._service, self._matters = service, matters
        self._histories = Histories(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/cases/{case}/as-of", action="case.read", show=self.as_of)

    async def as_of(self, visit: Visit) -> Response[bytes]:
        """What stood at ``position``, after the ``step`` of that number, when ``decision`` was made, or at the end of the day ``on``; else now."""
        matter = await self._matters.open(visit, "case", visit.ids["case"])
        entries = (await self._histories.case(reading(visit, query=LanguageQuery()))).content.entries
        openable = await self._service.reading.openable(visit.who, matter.id)
        async with self._service.read() as connection:
            events = await case_events(connection, matter.id)
            papers = await listed(connection, openable.papers_of)
        shown = {one.stream for one in entries}
        # Who answers, and what was decided, is told of every respondent, as on the page of the case; what happened only of what opens.
        told = shown | {one.id for one in matter.file.proceedings} if matter.file is not None else shown
        at = _position(visit, entries, [one for one in events if one.stream in shown])
        before = [one for one in entries if one.position <= at]
        later = [one for one in entries if one.position > at]
        moment = before[-1] if before else None
        ended = _asked_day(visit)
        then = _fold(one for one in events if one.position <= at and one.stream in told)
        now = _fold(one for one in events if one.stream in told)
        return page(
            visit,
            "as_of.html",
            matter=matter,
            names=matter.names,
            seen=shown,
            papers=papers,
            then=then,
            now=now,
            differs=since(then, now, matter.names),
            moment=moment,
            on=moment.recorded_at.astimezone(LEGAL_DAY).date() if moment is not None else None,
            before=before,
            steps=[(number, day) for number, day in enumerate(map(_day, entries), 1)],
            later=[(one, _late(one, moment, ended)) for one in later],
            earlier_at=before[-2].position if len(before) > 1 else None,
            later_at=later[0].position if later else None,
            last_at=entries[-1].position if entries else None,
        )


def recorded_late(on: date, recorded: date, *, moment: date, seen: date) -> Late:
    """How what happened *on* a day and was *recorded* on one stands to a step of the day *moment* that was recorded on *seen*."""
    if on == moment:
        return Late.SAME_DAY if recorded > seen else Late.NO
    return Late.LATE if on < moment else Late.NO


def _late(one: HistoryEntry, moment: HistoryEntry | None, ended: date | None) -> Late:
    """The same for a record after the *moment*; where the end of a day was asked for, all of that day lies before it."""
    if moment is None:
        return Late.NO
    if ended is not None:
        return Late.LATE if one.on <= ended else Late.NO
    return recorded_late(one.on, _day(one), moment=moment.on, seen=_day(moment))


def _day(entry: HistoryEntry) -> date:
    return entry.recorded_at.astimezone(LEGAL_DAY).date()


def _position(visit: Visit, entries: tuple[HistoryEntry, ...], events: list[Recorded[Any]]) -> int:
    """The position asked for. Raises Trouble when what was asked is no position, step, day, or number of a decision."""
    given, decision, step = visit.asked("position"), visit.asked("decision"), visit.asked("step")
    if decision is not None:
        made = [one for one in events if isinstance(one.event, DecisionMade) and one.event.number == decision]
        if not made:
            raise Trouble("malformed-query", place="decision")
        return made[0].position
    if given is not None:
        position = number_in(given, digits=17)
        if position is None:
            raise Trouble("malformed-query", place="position")
        return position
    if step is not None:
        number = number_in(step, digits=9)
        if not number:
            raise Trouble("malformed-query", place="step")
        return entries[min(number, len(entries)) - 1].position if entries else 0
    wanted = _asked_day(visit)
    if wanted is not None:
        return max((one.position for one in entries if _day(one) <= wanted), default=0)
    return entries[-1].position if entries else 0


def _asked_day(visit: Visit) -> date | None:
    """The day whose end was asked for, where nothing nearer was. Raises Trouble when it is none."""
    day = visit.asked("on")
    if day is None or any(visit.asked(each) is not None for each in ("position", "decision", "step")):
        return None
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise Trouble("malformed-query", place="on") from None


def _fold(events: Iterable[Recorded[Any]]) -> Then:
    """The states that these events make. Reports and appeals are told in the log beside it."""
    case = CASE.empty
    tracks: dict[UUID, Proceeding] = {}
    of_case: set[UUID] = set()
    for recorded in events:
        if isinstance(recorded.event, CaseOpened):
            of_case.add(recorded.stream)
        if recorded.stream in of_case:
            case = CASE.evolve(case, recorded.event)
            tracks |= {one.proceeding: PROCEEDING.empty for one in case.respondents if one.proceeding not in tracks}
        elif recorded.stream in tracks:
            tracks[recorded.stream] = PROCEEDING.evolve(tracks[recorded.stream], recorded.event)
    return Then(case=case, tracks=tuple(tracks.items()))
