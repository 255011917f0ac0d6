"""The access log: who read what about whom. Opening it is on record too."""

from collections.abc import Iterator

from litestar import Response

from interfaces.api.oversight import Oversight, ReadsQuery
from interfaces.service import Service
from interfaces.web.calling import asked, reading
from interfaces.web.directory import Directory
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

KEPT = ("thing", "actor")


class OversightPages:
    """The auditor's page."""

    def __init__(self, service: Service, directory: Directory) -> None:
        self._directory = directory
        self._oversight = Oversight(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/access-log", action="audit.read", show=self.reads, cites=False)

    async def reads(self, visit: Visit) -> Response[bytes]:
        """A page of the log, oldest first, of one reader or one thing where asked."""
        query = asked(visit, ReadsQuery, (*KEPT, "after"))
        found = (await self._oversight.reads(reading(visit, query=query))).content
        return page(
            visit,
            "access_log.html",
            names=await self._directory.numbered(
                await self._directory.names(visit.texts), {one.thing for one in found.entries}
            ),
            entries=found.entries,
            filled={name: visit.asked(name) or "" for name in KEPT},
            next=visit.with_query(KEPT, after=str(found.next)) if found.next is not None else None,
        )
