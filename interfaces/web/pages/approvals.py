"""Approvals: what waits for a second person, and which decisions are due."""

from collections.abc import Iterator

from litestar import Response

from interfaces.api.approvals import ApprovalList, Approvals, ApprovalsQuery
from interfaces.api.docket import Docket, TaskQuery
from interfaces.service import Service
from interfaces.web.calling import reading
from interfaces.web.directory import Directory
from interfaces.web.pages.lists import verb_in
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.row_clocks import dues
from interfaces.web.signals import signals
from interfaces.web.visit import Visit
from projections.docket.reads import LARGEST_PAGE
from projections.docket.row import Turn

LOOKED_THROUGH = LARGEST_PAGE
"""Of so many steps that wait for the reader those are shown that are an approval or a decision."""

DECIDING = frozenset({Turn.APPROVER, Turn.DECIDER})


class ApprovalPage:
    """The page of approvals."""

    def __init__(self, service: Service, directory: Directory) -> None:
        self._around, self._directory = service.around, directory
        self._api, self._docket = ApprovalList(service), Docket(service)

    def pages(self) -> Iterator[Page]:
        """The declared page."""
        yield Page(path="/approvals", action="work.read", show=self.approvals, cites=False)

    async def approvals(self, visit: Visit) -> Response[bytes]:
        """Papers first, then requests to see who reported, signatures, then matters whose next step is an approval or a decision."""
        found: Approvals = (await self._api.approvals(reading(visit, query=ApprovalsQuery()))).content
        work = (await self._docket.work(reading(visit, query=TaskQuery(limit=LOOKED_THROUGH)))).content
        return page(
            visit,
            "approvals.html",
            names=await self._directory.names(visit.texts),
            drafts=[one for one in found.papers if one.stage == "draft"],
            returned=[one for one in found.papers if one.stage == "returned"],
            identities=found.identities,
            unsigned=found.unsigned,
            tasks=[one for one in work.tasks if one.turn in DECIDING],
            more=work.next is not None,
            dated=dues(visit.texts, await signals(self._around), self._around.today()),
            verb=verb_in(visit.texts),
        )
