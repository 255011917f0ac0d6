"""One box for everything: matters by number, id or code, organs by name, provisions by what they are called."""

from collections.abc import Iterator

import msgspec
from litestar import Response

from interfaces.api.docket import Docket, DocketQuery
from interfaces.service import Service
from interfaces.web.addresses import listed_at
from interfaces.web.calling import reading
from interfaces.web.directory import Directory
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit
from projections.docket.filter import Filter

MOST = 20
LONGEST = 200


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One hit that is no matter: its words, what it is of, and where its matters are."""

    label: str
    of: str
    to: str


class Searching:
    """The search page."""

    def __init__(self, service: Service, directory: Directory) -> None:
        self._around, self._directory = service.around, directory
        self._docket = Docket(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/search", action="docket.read", show=self.search, cites=False)

    async def search(self, visit: Visit) -> Response[bytes]:
        """What *q* finds within the reader's scope, grouped. Names of persons are sealed and not searched."""
        wanted = (visit.asked("q") or "").strip()[:LONGEST]
        names = await self._directory.names(visit.texts)
        matters = []
        if wanted:
            query = DocketQuery(search=wanted, limit=MOST)
            matters = (await self._docket.docket(reading(visit, query=query))).content.entries
        lowered = wanted.casefold()
        organs = [
            Found(label=name, of="", to=listed_at("/docket", Filter(organ=organ)))
            for organ, name in names.organs.items()
            if wanted and lowered in name.casefold()
        ][:MOST]
        return page(
            visit,
            "search.html",
            names=names,
            wanted=wanted,
            matters=matters,
            organs=organs,
            law=await self._law(visit, lowered) if wanted else [],
        )

    async def _law(self, visit: Visit, lowered: str) -> list[Found]:
        """Grounds and measures of the installed rulebooks, each with the matters under it."""
        found: dict[str, Found] = {}
        for book in (await self._around.catalogue()).rulebooks:
            of = visit.texts.say(book.title)
            for trigger in book.triggers:
                if lowered in f"{trigger.label.zh} {trigger.label.en} {trigger.code}".casefold():
                    to = listed_at("/docket", Filter(ground=trigger.code))
                    found.setdefault(to, Found(label=visit.texts.say(trigger.label), of=of, to=to))
            for measure in book.measures:
                if lowered in f"{measure.label.zh} {measure.label.en} {measure.code}".casefold():
                    to = listed_at("/docket", Filter(measure=measure.code))
                    found.setdefault(to, Found(label=visit.texts.say(measure.label), of=of, to=to))
        return list(found.values())[:MOST]
