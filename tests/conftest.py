"""Options and fixtures that every test may use."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from application.adapters.migrations import migrate
from tests.support import campaign, scratch
from tests.support.ordering import costly_first
from tests.support.postgres import Database, TestServer, copy_of, prepared_folder, running_server


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the full campaigns, not their short form")
    parser.addoption("--new-golden", action="store_true", help="write the specimens of new stored names, no others")


def pytest_configure(config: pytest.Config) -> None:
    campaign.begin(long=bool(config.getoption("--long")))
    scratch.choose()


def pytest_xdist_auto_num_workers() -> int:
    """How many workers ``-n auto`` means: one more than there are cores, for now and then each waits for another process."""
    return min(len(os.sched_getaffinity(0)) + 1, 4)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if campaign.Campaign.long:
        campaign.give_time(items)
    if "PYTEST_XDIST_WORKER_COUNT" in os.environ:
        costly_first(items, int(os.environ["PYTEST_XDIST_WORKER_COUNT"]))


@pytest.fixture(scope="session")
def long(request: pytest.FixtureRequest) -> bool:
    """Whether the full campaigns were asked for: more rounds of the same test, never another test."""
    return bool(request.config.getoption("--long"))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestServer]:
    """A PostgreSQL server for this session (and worker)."""
    with running_server(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture(scope="session")
def prepared_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose database was just made, for copying."""
    return prepared_folder(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def data_folder(prepared_data: Path, tmp_path: Path) -> Path:
    """A data folder of one's own, with an empty database on which nothing runs; starting it takes no initdb."""
    return copy_of(prepared_data, tmp_path / "data")


@pytest.fixture
def empty_database(postgres: TestServer) -> Iterator[Database]:
    """A database without any table."""
    with postgres.database() as database:
        yield database


@pytest.fixture
def database(postgres: TestServer) -> Iterator[Database]:
    """A database with the present schema and no rows."""
    with postgres.database(migrate) as database:
        yield database
