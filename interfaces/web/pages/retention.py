"""The archive: what falls due this month, by which class each file is kept, and who gave the class."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response

from application.access import scope_of
from interfaces.api.docket import scopes_of
from interfaces.api.retention import ACTION, Retention, RetentionQuery
from interfaces.problems import from_validation
from interfaces.service import Service
from interfaces.web.calling import reading
from interfaces.web.directory import Directory
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit
from projections.docket.several import visible_of_several

KEPT = ("due_to", "retention")


class RetentionPage:
    """The page of the archive."""

    def __init__(self, service: Service, directory: Directory) -> None:
        self._service, self._directory, self._retention = service, directory, Retention(service)

    def pages(self) -> Iterator[Page]:
        """The declared page."""
        yield Page(path="/administration/retention", action=ACTION, show=self.files, cites=False)

    async def files(self, visit: Visit) -> Response[bytes]:
        """What falls due first; of one class, or by a day, where asked."""
        given: dict[str, Any] = {name: value for name in (*KEPT, "cursor") if (value := visit.asked(name)) is not None}
        try:
            query = msgspec.convert(given, RetentionQuery, strict=False)
        except msgspec.ValidationError as error:
            raise from_validation(error, "malformed-query") from None
        found = (await self._retention.read(reading(visit, query=query))).content
        known = {one.code for one in found.classes}
        return page(
            visit,
            "retention.html",
            found=found,
            counts={one.retention: one for one in found.counts},
            others=[one for one in found.counts if one.retention not in known],
            opens=await self._openable(visit, [one.case_id for one in found.entries]),
            due=sum(one.due for one in found.counts),
            names=await self._directory.who(visit.texts),
            filled={name: visit.asked(name) or "" for name in KEPT},
            next=visit.with_query(KEPT, cursor=found.next) if found.next is not None else None,
        )

    async def _openable(self, visit: Visit, cases: list[UUID]) -> frozenset[UUID]:
        """Those of *cases* that the reader may open: who keeps the archive need not see what is in it."""
        if not cases or scope_of(visit.who, "docket.read") is None:
            return frozenset()
        aside = await self._service.around.aside(visit.who)
        scopes = scopes_of(visit.who, ("docket.read",), aside, own=False)
        async with self._service.read() as connection:
            return frozenset(await visible_of_several(connection, scopes, cases))
