"""Ready means that what is shown is what stands: a read model too far behind the log makes the service not ready."""

import asyncio
from pathlib import Path
from uuid import UUID

import psycopg
from psycopg import AsyncConnection

from interfaces.api.health import Health, Readiness
from interfaces.api.operation import Call
from interfaces.projecting import packaged_clocks, packaged_law
from interfaces.service import open_service
from interfaces.settings import READY_LAG
from projections.read_models import NAMES, read_models
from tests.support.office import Office, in_office
from tests.support.postgres import Database
from tests.support.read_models import fill

ALLOWED = 40
CALL = Call(subject=None, ids={}, request_id=UUID(int=1))


async def followed(database: Database) -> None:
    """Every read model at the end of the log, with a projector that was just there."""
    async with await AsyncConnection.connect(database.app, autocommit=True) as connection:
        for model in read_models(packaged_law(), packaged_clocks()):
            await fill(connection, model)
        await connection.execute("UPDATE read_models.progress SET status = 'live', heartbeat_at = clock_timestamp()")


def further(database: Database, events: int) -> None:
    """As if that many more events were in the log."""
    with psycopg.connect(database.administrator, autocommit=True) as connection:
        connection.execute("UPDATE log.heads SET position = position + %s", [events])


async def readiness(database: Database, folder: Path) -> tuple[int, Readiness]:
    async with open_service(database.app, folder / "root.key", ready_lag=ALLOWED) as service:
        answer = await Health(service).ready(CALL)
    return answer.status, answer.content


def test_the_service_is_ready_as_long_as_no_read_model_is_further_behind_than_allowed(
    database: Database, tmp_path: Path
) -> None:
    async def story() -> None:
        await followed(database)
        further(database, ALLOWED)
        status, state = await readiness(database, tmp_path)
        assert (status, state.status, state.lag_allowed, state.behind) == (200, "ready", ALLOWED, ())
        assert {model.lag for model in state.read_models} == {ALLOWED}
        further(database, 1)
        status, state = await readiness(database, tmp_path)
        assert (status, state.status, set(state.behind)) == (503, "not-ready", set(NAMES))

    asyncio.run(story())


def test_a_read_model_that_is_rebuilt_beside_is_not_counted_as_behind(database: Database, tmp_path: Path) -> None:
    async def story() -> None:
        await followed(database)
        further(database, ALLOWED + 1)
        with psycopg.connect(database.administrator, autocommit=True) as connection:
            connection.execute(
                """INSERT INTO read_models.progress (name, version, slot, shard, status, position, content)
                SELECT name, version, 'next', shard, 'building', 0, content FROM read_models.progress"""
            )
        status, state = await readiness(database, tmp_path)
        assert (status, state.behind) == (200, ())

    asyncio.run(story())


def test_what_an_earlier_release_left_behind_is_nobodys_and_not_behind(database: Database, tmp_path: Path) -> None:
    """The rows of an earlier version of a read model, and of one that there is no longer, stand still until they are dropped."""

    async def story(office: Office) -> None:
        await followed(database)
        with psycopg.connect(database.administrator, autocommit=True) as connection:
            connection.execute("UPDATE read_models.progress SET version = version + 1, position = position + 5")
            connection.execute(
                """INSERT INTO read_models.progress (name, version, slot, shard, status, position, content, heartbeat_at)
                SELECT left_behind.name, left_behind.version, slot, shard, 'live', 0, content, now() - interval '2 days'
                  FROM read_models.progress AS now_used
                 CROSS JOIN LATERAL (VALUES (now_used.name, now_used.version - 1), ('retired-' || now_used.name, 1))
                       AS left_behind (name, version)"""
            )
        further(database, READY_LAG + 5)
        state = await office.sees("public", "/health/ready")
        assert (state["status"], state["behind"]) == ("ready", [])
        assert {one["name"] for one in state["read_models"]} == set(NAMES)
        assert len(state["read_models"]) == len(NAMES)

    in_office(database, tmp_path, story)


def test_without_a_setting_a_thousand_events_are_allowed(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        await followed(database)
        further(database, READY_LAG)
        state = await office.sees("public", "/health/ready")
        assert (state["status"], state["lag_allowed"], state["behind"]) == ("ready", 1000, [])
        further(database, 1)
        state = await office.sees("public", "/health/ready", status=503)
        assert set(state["behind"]) == set(NAMES)

    in_office(database, tmp_path, story)
