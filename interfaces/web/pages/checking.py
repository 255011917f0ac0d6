"""The check of a paper, for anybody who holds its sheet."""

from collections.abc import Iterator

from litestar import Response

from application.errors import NotFound
from interfaces.api.operation import PUBLIC
from interfaces.api.paper_checks import CheckQuery, PaperChecks
from interfaces.service import Service
from interfaces.web.calling import reading
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit


class CheckPages:
    """The page of the check."""

    def __init__(self, service: Service) -> None:
        self._checks = PaperChecks(service)

    def pages(self) -> Iterator[Page]:
        """The declared page."""
        yield Page(path="/check", action=PUBLIC, show=self.check)

    async def check(self, visit: Visit) -> Response[bytes]:
        """The field for a code, and what is known of the paper that bears it."""
        code = visit.asked("code")
        if code is None:
            return page(visit, "check.html", code="", checked=None, unknown=False)
        try:
            checked = await self._checks.checked(reading(visit, query=CheckQuery(code=code)))
        except NotFound:
            return page(visit, "check.html", status=404, code=code, checked=None, unknown=True)
        return page(visit, "check.html", code=code, checked=checked, unknown=False)
