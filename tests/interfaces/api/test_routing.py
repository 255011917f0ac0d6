"""Routes are put together once a process: each application answers with what is its own."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Request, Response

from application.adapters.migrations import migrate
from interfaces.api.answering import Telling
from interfaces.api.explaining import Explanations
from interfaces.api.routing import Route, TwiceDeclared, routed
from interfaces.metrics import Metrics
from tests.support.office import Office, open_office
from tests.support.postgres import Database, TestServer

ROUTE = Route(method="GET", path="/api/x", action="public")


@pytest.fixture
def other_database(postgres: TestServer) -> Iterator[Database]:
    with postgres.database(migrate) as database:
        yield database


async def filed(office: Office) -> str:
    receipt = await office.does("public", "/api/reports", {"what": "某事", "organ_named": "某局"}, status=201)
    return f"/api/reports/{receipt['id']}"


def test_two_applications_of_one_process_share_nothing_but_their_routes(
    database: Database, other_database: Database, tmp_path: Path
) -> None:
    async def story() -> None:
        (tmp_path / "other").mkdir()
        async with open_office(database, tmp_path) as one, open_office(other_database, tmp_path / "other") as other:
            here, there = await filed(one), await filed(other)
            await one.sees("manager", here)
            await other.sees("manager", there)
            await one.sees("manager", there, status=404)
            await other.sees("manager", here, status=404)
            refused = await one.people["manager"].post(f"{here}/link-report", {}, version=1)
            assert refused.status_code >= 400
            admin = await one.person("admin", *one.administrator())
            counted = (await admin.get("/metrics")).text
            assert 'wenze_requests_total{method="POST",route="/api/reports",status="201"} 1.0' in counted

    asyncio.run(story())


def test_two_handles_for_one_method_and_path_stop_the_start() -> None:
    async def handle(request: Request) -> Response[bytes]:
        raise AssertionError(request)

    telling = Telling(explain=Explanations({}), metrics=Metrics())
    again = Route(method="GET", path="/api/x", action="metrics.read")
    with pytest.raises(TwiceDeclared, match="GET /api/x"):
        routed([(ROUTE, handle), (again, handle)], telling)


def test_a_route_without_action_cannot_be_declared() -> None:
    with pytest.raises(ValueError, match="no action"):
        Route(method="GET", path="/api/x", action="")
