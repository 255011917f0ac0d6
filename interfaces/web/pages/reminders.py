"""The reminders on one's own desk: why, of what, until when, and the letter to be printed."""

from collections.abc import Iterator

from litestar import Response

from application.adapters.calendar_files import clock_uses
from domain.calendar.clocks import ClockKind
from interfaces.api.notices import Notices, NoticesQuery
from interfaces.api.operation import Nothing
from interfaces.service import Service
from interfaces.web.calling import asked, call_of, reading
from interfaces.web.rendering import page, redirect
from interfaces.web.routing import Page
from interfaces.web.visit import Visit


class ReminderPages:
    """The desk's page."""

    def __init__(self, service: Service) -> None:
        self._notices = Notices(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/reminders", action="notice.list", show=self.mine, cites=False)
        yield Page(path="/reminders/{notice}/read", action="notice.mark-read", submit=self.read)

    async def mine(self, visit: Visit) -> Response[bytes]:
        """The newest first; ``unread`` leaves out what was read."""
        query = asked(visit, NoticesQuery, ("before", "unread"))
        found = (await self._notices.mine(reading(visit, query=query))).content
        return page(
            visit,
            "reminders.html",
            notices=found.notices,
            next=visit.with_query(("unread",), before=str(found.next)) if found.next is not None else None,
            unread=bool(query.unread),
            kind=lambda code: visit.texts.say(clock_uses().use(ClockKind(code)).title),
        )

    async def read(self, visit: Visit) -> Response[bytes]:
        """It was read; the list again."""
        await self._notices.read(call_of(visit, Nothing()))
        return redirect("/reminders")
