"""A document of a matter, opened from wherever a page names it: words on a page, anything else as a file. The read is on record."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from litestar import Response

from application.access import Role
from application.casework.papers import documents_in
from domain.cases.events import EvidenceEntered
from interfaces.api.commands import PLURAL
from interfaces.api.documents import DocumentQuery, MatterDocuments
from interfaces.api.names import plain_naming
from interfaces.service import Service
from interfaces.web.calling import as_query, reading
from interfaces.web.directory import Directory, Names
from interfaces.web.landing import start_of
from interfaces.web.rendering import headers, page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit
from projections.history.naming import Naming
from projections.history.telling import sentence

ACTION = "document.read"


class DocumentPages:
    """The page of a document."""

    def __init__(self, service: Service, directory: Directory) -> None:
        self._service, self._directory = service, directory
        self._api = MatterDocuments(service)

    def pages(self) -> Iterator[Page]:
        """The declared page."""
        yield Page(path="/documents/{document}", action=ACTION, show=self.read)

    async def read(self, visit: Visit) -> Response[Any]:
        """What it says, as the API gives it to the same reader."""
        query = as_query({"sha256": visit.asked("sha256"), "purpose": ACTION}, DocumentQuery)
        answer = await self._api.read(reading(visit, query=query))
        if answer.media_type.startswith("text/plain"):
            return page(
                visit,
                "document.html",
                words=answer.content.decode("utf-8", "replace"),
                digest=query.sha256,
                **await self._whence(visit, visit.ids["document"]),
            )
        return Response(answer.content, media_type=answer.media_type, headers={**headers(visit), **answer.headers})

    async def _whence(self, visit: Visit, document: UUID) -> dict[str, Any]:
        """Which document it is, of which matter, and the way back there. Its reader was let in before.

        What a respondent is shown stands on their own pages, where matters have no page of a case.
        """
        kept = await self._service.documents.kept(document)
        kind = None if kept is None else await self._service.reading.kind(kept.subject)
        if kept is None or kind is None:
            return {"what": None, "told": None, "matter": None, "back": start_of(visit.subject)}
        own = visit.holds(Role.RESPONDENT)
        names = await self._directory.numbered(await self._directory.names(visit.texts), {kept.subject})
        what, told = None, None
        for recorded in await self._service.events.read(kept.subject):
            event = recorded.event
            named = next((name for name, one in documents_in(event) if one.id == document), None)
            if named is not None:
                what = _called(names, event, named.partition("/")[0])
                told = None if own else sentence(event, visit.language, await self._naming(names, kind, kept.subject))
                break
        return {
            "what": what,
            "told": told,
            "matter": visit.texts.matter(kind, kept.subject, names.numbers.get(kept.subject)),
            "back": start_of(visit.subject) if own and kind == "case" else f"/{PLURAL[kind]}/{kept.subject}",
        }

    async def _naming(self, names: Names, kind: str, matter: UUID) -> Naming:
        """How the sentence names things: points by their place and codes in words where the matter belongs to a case."""
        begun = (await self._service.events.read(matter))[0].event
        case = matter if kind == "case" else getattr(begun, "case", None)
        return names.naming if case is None else await plain_naming(self._service, case, dict(names.called))


def _called(names: Names, event: Any, field: str) -> str:
    """What the document is called that *event* names in *field*."""
    if isinstance(event, EvidenceEntered):
        return names.code("EvidenceKind", event.kind.value)
    word = names.texts.or_code("opens", field)
    return names.texts.or_code("field", field) if word == field else word
