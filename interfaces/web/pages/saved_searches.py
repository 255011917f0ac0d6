"""One's own saved searches: opened, renamed, deleted, and each with the address that can be passed on."""

from collections.abc import Iterator

import msgspec
from litestar import Response

from application.errors import ApplicationError, NotAuthorised, NotFound
from interfaces.api.saved_searches import SavedSearchRoutes
from interfaces.problems import Problem, Trouble, from_validation
from interfaces.service import Service
from interfaces.web.addresses import legible
from interfaces.web.calling import call_of, reading
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.rendering import page, redirect
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

PATH = "/searches"
FIELDS: dict[str, tuple[str, ...]] = {"save": ("name", "address"), "rename": ("name",), "delete": ()}
"""The fields of each act's form."""


class SavedSearchPages:
    """The pages of saved searches; the API's own routes carry the acts out."""

    def __init__(self, service: Service, explain: Explain) -> None:
        self._explain, self._routes = explain, SavedSearchRoutes(service)
        self._acts = {one.action.partition(".")[2]: one for one in self._routes.operations() if one.changes}

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path=PATH, action="saved-search.list", show=self.all, submit=self.save)
        yield Page(path=PATH + "/{search}", action="saved-search.list", submit=self.act)

    async def all(self, visit: Visit) -> Response[bytes]:
        """One's own searches."""
        return await self._listed(visit, None)

    async def save(self, visit: Visit) -> Response[bytes]:
        """Save the list that the form was on."""
        return await self._carried(visit, "save")

    async def act(self, visit: Visit) -> Response[bytes]:
        """Rename or delete one."""
        act = visit.given("act") or ""
        if act not in FIELDS or act == "save":
            raise Trouble("malformed-body", place="act")
        return await self._carried(visit, act)

    async def _carried(self, visit: Visit, act: str) -> Response[bytes]:
        operation = self._acts[act]
        given = {name: visit.given(name) or "" for name in FIELDS[act]}
        try:
            try:
                body = None if operation.body is None else msgspec.convert(given, operation.body, strict=False)
            except msgspec.ValidationError as error:
                raise from_validation(error) from None
            await operation.run(call_of(visit, body))
        except (NotFound, NotAuthorised):
            raise
        except (Trouble, ApplicationError) as error:
            return await self._listed(visit, problem_of(error, visit, self._explain))
        return redirect(f"{PATH}?done={act}")

    async def _listed(self, visit: Visit, problem: Problem | None) -> Response[bytes]:
        found = (await self._routes.all(reading(visit))).content
        done = visit.asked("done")
        return page(
            visit,
            "saved_searches.html",
            status=200 if problem is None else problem.status,
            searches=found.searches,
            path=PATH,
            legible=legible,
            problem=problem,
            refused={name: visit.given(name) or "" for name in FIELDS["save"]} if problem is not None else None,
            done=done if done in FIELDS else None,
        )
