"""One real service a worker, on a data folder of its own, for all tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.postgres import copy_of
from tests.support.served import Served, served
from tests.support.visitors import Visitors


@pytest.fixture(scope="session")
def service(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Path]]:
    """A service that runs, and its data folder. Each test makes the matters that it works on."""
    data = copy_of(prepared_data, tmp_path_factory.mktemp("served") / "data")
    with served(data) as running:
        yield running, data


@pytest.fixture(scope="module")
def visitors(service: tuple[Served, Path]) -> Iterator[Visitors]:
    """The demonstration's people before it, with tokens of their own."""
    people = Visitors(*service)
    yield people
    people.close()
