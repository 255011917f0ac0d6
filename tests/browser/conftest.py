"""A running demonstration and a real Chromium. Where the system has none of them, the walks are left out, loudly."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, sync_playwright

from interfaces import settings
from interfaces.bootstrap import prepared_database
from interfaces.demo.asking import Client
from interfaces.demo.staging import stage
from tests.browser.chromium import ARGUMENTS, chinese_font, executable
from tests.browser.furnishing import furnished
from tests.support.hashing import CHEAP
from tests.support.postgres import copy_of
from tests.support.served import environment, served

PASSWORD = "Invented-Password-2026"

REQUIRED = "WENZE_TEST_BROWSER"
"""Set by the continuous check: then a missing browser or font is a failure, not a walk left out."""


@pytest.fixture(scope="session")
def program() -> str:
    """Chromium's program."""
    found = executable()
    if found is None or not chinese_font():
        missing = "BROWSER WALKS LEFT OUT: no Chromium or no Chinese font. Install: chromium, fonts-wqy-microhei"
        if os.environ.get(REQUIRED):
            pytest.fail(missing)
        pytest.skip(missing)
    return found


def engaged(data: Path) -> dict[str, str]:
    """The cast engaged in a data folder: each has a token, and signs in with PASSWORD."""
    given = settings.read(environment(data))
    with prepared_database(given) as database:
        return asyncio.run(stage(database, given.key_file, password=PASSWORD, hashing=CHEAP))


class Demonstration(msgspec.Struct, frozen=True):
    """Where the demonstration answers, and the ids of what is in it, by name."""

    url: str
    names: dict[str, str]


@pytest.fixture(scope="session")
def demonstration(
    program: str, prepared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demonstration]:
    """Its accounts have PASSWORD; its worked case is complete, each instrument too, and something waits to be signed."""
    assert program
    data = copy_of(prepared_data, tmp_path_factory.mktemp("site") / "data")
    tokens = engaged(data)
    with served(data) as service:
        client = Client(service.url)
        found = furnished(client, tokens)
        client.close()
        yield Demonstration(service.url, found)


@pytest.fixture(scope="session")
def site(demonstration: Demonstration) -> str:
    """Where it answers."""
    return demonstration.url


@pytest.fixture(scope="module")
def chromium(site: str, program: str) -> Iterator[Browser]:
    """Chromium of the system. It begins after the site: while it runs, this thread has an event loop of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()
