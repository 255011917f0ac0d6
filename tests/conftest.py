"""Options and fixtures that every test may use."""

from collections.abc import Iterator

import pytest

from application.adapters.migrations import migrate
from tests.support.postgres import Database, TestServer, running_server


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the full campaigns, not their short form")
    parser.addoption("--new-golden", action="store_true", help="write the specimens of new stored names, no others")


@pytest.fixture(scope="session")
def long(request: pytest.FixtureRequest) -> bool:
    """Whether the full campaigns were asked for: more rounds of the same test, never another test."""
    return bool(request.config.getoption("--long"))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestServer]:
    """A PostgreSQL server for this session (and worker)."""
    with running_server(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture
def empty_database(postgres: TestServer) -> Iterator[Database]:
    """A database without any table."""
    with postgres.database() as database:
        yield database


def present_schema(conninfo: str) -> None:
    migrate(conninfo)


@pytest.fixture
def database(postgres: TestServer) -> Iterator[Database]:
    """A database with the present schema and no rows."""
    with postgres.database(present_schema) as database:
        yield database
