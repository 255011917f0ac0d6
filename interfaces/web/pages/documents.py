"""A document of a matter, opened from wherever a page names it: words on a page, anything else as a file. The read is on record."""

from collections.abc import Iterator
from typing import Any

from litestar import Response

from interfaces.api.documents import DocumentQuery, MatterDocuments
from interfaces.service import Service
from interfaces.web.calling import as_query, reading
from interfaces.web.rendering import headers, page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

ACTION = "document.read"


class DocumentPages:
    """The page of a document."""

    def __init__(self, service: Service) -> None:
        self._api = MatterDocuments(service)

    def pages(self) -> Iterator[Page]:
        """The declared page."""
        yield Page(path="/documents/{document}", action=ACTION, show=self.read)

    async def read(self, visit: Visit) -> Response[Any]:
        """What it says, as the API gives it to the same reader."""
        query = as_query({"sha256": visit.asked("sha256"), "purpose": ACTION}, DocumentQuery)
        answer = await self._api.read(reading(visit, query=query))
        if answer.media_type.startswith("text/plain"):
            return page(visit, "document.html", words=answer.content.decode("utf-8", "replace"), digest=query.sha256)
        return Response(answer.content, media_type=answer.media_type, headers={**headers(visit), **answer.headers})
