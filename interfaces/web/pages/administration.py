"""What an administrator opens: how the service is, and who holds which role."""

from collections.abc import Iterator

from litestar import Response

from application.casework import gate
from interfaces.service import Service
from interfaces.web.directory import Directory
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit


class Administration:
    """The administrator's pages."""

    def __init__(self, service: Service, directory: Directory) -> None:
        self._service, self._directory = service, directory

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/administration", action="account.list", show=self.health)
        yield Page(path="/administration/people", action="account.list", show=self.people)

    async def health(self, visit: Visit) -> Response[bytes]:
        """How far every read model has come."""
        gate.require(visit.who, "account.list")
        models = await self._service.read_models()
        return page(visit, "health.html", models=models, good=not any(model.error for model in models))

    async def people(self, visit: Visit) -> Response[bytes]:
        """Accounts and the roles they hold."""
        gate.require(visit.who, "account.list")
        names = await self._directory.names(visit.texts)
        return page(visit, "people.html", accounts=await self._service.accounts.all(), names=names)
