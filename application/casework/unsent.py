"""What somebody wrote and did not send is forgotten as soon as it can no longer be sent."""

from abc import ABC, abstractmethod
from datetime import date, datetime, timedelta
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from application.casework.around import Around
from application.casework.file import FIRST_PROFILE, PROCEEDING
from application.errors import NotFound
from application.ports import EventLog
from application.streams import load
from domain.appeals.left import ways_left
from domain.proceedings.hearing import nothing_can_be_stated
from domain.proceedings.proceeding import Proceeding
from domain.proceedings.setting import statement_until


class Draft(Protocol):
    """That there is a draft on a matter."""

    @property
    def matter(self) -> UUID:
        """The proceeding."""
        ...

    @property
    def saved_at(self) -> datetime:
        """When it was saved."""
        ...


UNTOUCHED = timedelta(days=180)
"""An appeal can be filed late, whenever what stood in its way ends: a draft that nobody wrote on for so long is not waiting for that."""

D = TypeVar("D", bound=Draft)


class Drafts(Protocol[D]):
    """Drafts of one kind of form."""

    async def kept(self) -> tuple[D, ...]:
        """Every draft there is."""
        ...

    async def forget(self, kept: D) -> bool:
        """Forget one unless it was saved again meanwhile; whether it is gone."""
        ...


class Unsent(ABC, Generic[D]):
    """Looks through the drafts of one kind of form. Safe to repeat, and for several processes at once."""

    def __init__(self, events: EventLog, around: Around, drafts: Drafts[D]) -> None:
        self._events, self._around, self._drafts = events, around, drafts

    async def forget(self) -> int:
        """Forget every draft of what is not taken any more; how many. Raises StoreUnavailable."""
        today, forgotten = self._around.today(), 0
        for draft in await self._drafts.kept():
            try:
                track = (await load(self._events, PROCEEDING, draft.matter)).state
            except NotFound:
                continue
            if await self._moot(draft, track, today):
                forgotten += await self._drafts.forget(draft)
        return forgotten

    @abstractmethod
    async def _moot(self, draft: D, track: Proceeding, today: date, /) -> bool:
        """Whether what was written can be sent no more."""


class UnsentStatements(Unsent[D]):
    """Of statements: while one is taken, even a late one."""

    async def _moot(self, _: D, track: Proceeding, today: date, /) -> bool:
        profile, calendar = self._around.profile(track.profile or FIRST_PROFILE), await self._around.calendar()
        return nothing_can_be_stated(track, statement_until(track.notice, profile, calendar), today)


class UnsentAppeals(Unsent[D]):
    """Of appeals: while a way of review is left, and somebody writes."""

    async def _moot(self, draft: D, track: Proceeding, today: date, /) -> bool:
        decision = track.decision
        if decision is None or draft.saved_at.date() < today - UNTOUCHED:
            return True
        measures = tuple(taken.measure for taken in decision.measures)
        profile = self._around.profile(track.profile or FIRST_PROFILE)
        return not ways_left(profile, track, track.subject.value, measures, decision.effective_on)
