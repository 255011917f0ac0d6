"""One real service, on a data folder of its own, for all tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.postgres import copy_of
from tests.support.served import served
from tests.support.visitors import Visitors


@pytest.fixture(scope="module")
def visitors(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitors]:
    """The demonstration's people before a service that runs."""
    data = copy_of(prepared_data, tmp_path_factory.mktemp("served") / "data")
    with served(data) as service:
        people = Visitors(service, data)
        yield people
        people.close()
