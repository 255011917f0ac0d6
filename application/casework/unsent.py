"""What a respondent wrote and did not send is forgotten as soon as it can no longer be sent."""

from datetime import date, datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from application.casework.around import Around
from application.casework.file import FIRST_PROFILE, PROCEEDING
from application.errors import NotFound
from application.ports import EventLog
from application.streams import load
from domain.proceedings.hearing import nothing_can_be_stated
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


D = TypeVar("D", bound=Draft)


class Drafts(Protocol[D]):
    """Drafts of statements."""

    async def kept(self) -> tuple[D, ...]:
        """Every draft there is."""
        ...

    async def forget(self, kept: D) -> bool:
        """Forget one unless it was saved again meanwhile; whether it is gone."""
        ...


class UnsentStatements(Generic[D]):
    """Looks through the drafts. Safe to repeat, and for several processes at once."""

    def __init__(self, events: EventLog, around: Around, drafts: Drafts[D]) -> None:
        self._events, self._around, self._drafts = events, around, drafts

    async def forget(self) -> int:
        """Forget every draft of a statement that is not taken any more; how many. Raises StoreUnavailable."""
        today, forgotten = self._around.today(), 0
        for draft in await self._drafts.kept():
            if await self._moot(draft.matter, today):
                forgotten += await self._drafts.forget(draft)
        return forgotten

    async def _moot(self, matter: UUID, today: date) -> bool:
        try:
            track = (await load(self._events, PROCEEDING, matter)).state
        except NotFound:
            return False
        profile, calendar = self._around.profile(track.profile or FIRST_PROFILE), await self._around.calendar()
        return nothing_can_be_stated(track, statement_until(track.notice, profile, calendar), today)
