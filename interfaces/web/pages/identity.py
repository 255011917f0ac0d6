"""The sealed identity of a reporter: asked for with reasons, answered by a second person, opened, and who has read it."""

from collections.abc import Iterator

from litestar import Response

from application.adapters.reporters import Reporter
from application.errors import ApplicationError, NotAuthorised, NotFound
from interfaces.api.people import Parties, PurposeQuery
from interfaces.api.reporter_identity import ACTION, Identity, ReporterIdentity
from interfaces.problems import Problem, Trouble
from interfaces.service import Service
from interfaces.web.calling import reading
from interfaces.web.directory import Directory
from interfaces.web.matter import Matters
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

OPENS = "report.read-reporter"


class IdentityPage:
    """The page of who reported. Opening it is a form of its own, so that nothing opens it by the way."""

    def __init__(self, service: Service, directory: Directory, matters: Matters, explain: Explain) -> None:
        self._service, self._directory, self._matters, self._explain = service, directory, matters, explain
        self._api, self._people = ReporterIdentity(service), Parties(service)

    def pages(self) -> Iterator[Page]:
        """The declared page."""
        yield Page(path="/reports/{report}/reporter", action=ACTION, show=self.show, submit=self.open, cites=False)

    async def show(self, visit: Visit) -> Response[bytes]:
        """Requests, answers and reads; not yet who it is."""
        return await self._shown(visit, None, None)

    async def open(self, visit: Visit) -> Response[bytes]:
        """Who reported, for whoever asked and was agreed to."""
        try:
            found = await self._people.reporter(reading(visit, query=PurposeQuery(purpose=OPENS)))
        except (NotFound, NotAuthorised):
            raise
        except (Trouble, ApplicationError) as error:
            return await self._shown(visit, None, problem_of(error, visit, self._explain))
        return await self._shown(visit, found.content, None)

    async def _shown(self, visit: Visit, reporter: Reporter | None, problem: Problem | None) -> Response[bytes]:
        matter = await self._matters.open(visit, "report", visit.ids["report"], ACTION)
        identity: Identity = (await self._api.read(reading(visit))).content
        today, me = self._service.around.today(), visit.who.account
        own = next((one for one in identity.openings if one.officer == me), None)
        return page(
            visit,
            "identity.html",
            status=200 if problem is None else problem.status,
            matter=matter,
            names=await self._directory.numbered(matter.names, {matter.id}),
            identity=identity,
            me=me,
            reporter=reporter,
            problem=problem,
            may_ask=matter.opened.may("report.ask-identity")
            and identity.on_file
            and (own is None or own.answered_by is not None),
            may_answer=matter.opened.may("report.agree-identity"),
            may_open=own is not None and own.until is not None and today <= own.until,
        )
