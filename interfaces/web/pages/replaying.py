"""The decision worked out again: same law, same facts, the same bytes or not; beside it what is recommended today, and like cases."""

from collections.abc import Iterator

from litestar import Response

from domain.recommendation.changes import changes
from domain.recommendation.outcome import Recommendation
from interfaces.api.like_cases import LikeCaseRoute
from interfaces.api.matters import Matters as MatterRoutes
from interfaces.api.matters import ReplayView
from interfaces.service import Service
from interfaces.web.alike import alike
from interfaces.web.calling import reading
from interfaces.web.matter import Matters
from interfaces.web.proposal import Differs, differing, proposal
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

ACTION = "proceeding.read-recommendation"


class Replaying:
    """The page of the re-run."""

    def __init__(self, service: Service, matters: Matters) -> None:
        self._service, self._matters = service, matters
        self._api, self._alike = MatterRoutes(service), LikeCaseRoute(service)

    def pages(self) -> Iterator[Page]:
        """The declared page."""
        yield Page(path="/proceedings/{proceeding}/replay", action=ACTION, show=self.replay)

    async def replay(self, visit: Visit) -> Response[bytes]:
        """Whether what the decider saw comes out again, what was decided on it, and what differs today."""
        matter = await self._matters.open(visit, "proceeding", visit.ids["proceeding"], ACTION, people=False)
        found: ReplayView = (await self._api.replay(reading(visit))).content
        advice = await self._service.reading.advice(visit.who, matter.id)
        like = (await self._alike.read(reading(visit))).content
        again, today = found.recommendation, None if advice is None else advice.recommendation
        return page(
            visit,
            "replay.html",
            matter=matter,
            names=matter.names,
            track=matter.opened.state,
            found=found,
            again=None if again is None else proposal(again, matter.names),
            today=None if today is None else proposal(today, matter.names),
            differs=_between(again, today, visit),
            like=alike(like, matter.opened.state.decision, today),
        )


def _between(again: Recommendation | None, today: Recommendation | None, visit: Visit) -> tuple[Differs, ...]:
    if again is None or today is None:
        return ()
    return differing(changes(again, today), again, today, visit.texts)
