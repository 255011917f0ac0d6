"""Like cases beside one respondent's proceeding, and those of one organ beside each other."""

from collections.abc import Iterator

import msgspec
from litestar import Response

from interfaces.api.like_cases import ACTION, SIDE_BY_SIDE, LikeCaseRoute, OrganQuery
from interfaces.api.names import provision_labels
from interfaces.service import Service
from interfaces.web.alike import alike
from interfaces.web.calling import reading
from interfaces.web.directory import Directory
from interfaces.web.matter import Matters
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit


class LikeCasePage:
    """The pages of like cases."""

    def __init__(self, service: Service, directory: Directory, matters: Matters) -> None:
        self._service, self._directory, self._matters = service, directory, matters
        self._api = LikeCaseRoute(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/proceedings/{proceeding}/like-cases", action=ACTION, show=self.like)
        yield Page(path="/organs/{organ}/cases", action=SIDE_BY_SIDE, show=self.of_organ, cites=False)

    async def of_organ(self, visit: Visit) -> Response[bytes]:
        """The proceedings of one organ, those of one ground beside each other."""
        found = (await self._api.of_organ(reading(visit, query=OrganQuery(organ=visit.ids["organ"])))).content
        labels = await provision_labels(self._service.around)
        names = msgspec.structs.replace(await self._directory.names(visit.texts), labels=labels)
        roles = {one.code: visit.texts.say(one.label) for book in names.rulebooks for one in book.roles}
        return page(visit, "side_by_side.html", found=found, names=names, roles=roles)

    async def like(self, visit: Visit) -> Response[bytes]:
        """How like ones were decided, each of them, then those that differ in circumstances."""
        matter = await self._matters.open(visit, "proceeding", visit.ids["proceeding"], ACTION)
        found = (await self._api.read(reading(visit))).content
        advice = await self._service.reading.advice(visit.who, matter.id)
        return page(
            visit,
            "like_cases.html",
            matter=matter,
            names=matter.names,
            like=alike(
                found,
                matter.track.decision if matter.track is not None else None,
                None if advice is None else advice.recommendation,
            ),
        )
