"""A running demonstration and a real Chromium. Where the system has none of them, the walks are left out, loudly."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from application.casework.instruments import INSTRUMENTS
from interfaces import settings
from interfaces.bootstrap import prepared_database
from interfaces.demo.asking import Client
from interfaces.demo.staging import stage
from tests.browser.chromium import ARGUMENTS, chinese_font, executable
from tests.support.instruments import instrument_story
from tests.support.postgres import copy_of
from tests.support.served import environment, served
from tests.support.served_office import walk

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


@pytest.fixture(scope="module")
def site(program: str, prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demonstration answers; its accounts have PASSWORD, its worked case is complete, and so is each instrument."""
    data = copy_of(prepared_data, tmp_path_factory.mktemp("site") / "data")
    given = settings.read(environment(data))
    with prepared_database(given) as database:
        _, tokens = asyncio.run(stage(database, given.key_file, password=PASSWORD))
    with served(data) as service:
        client = Client(service.url)
        for name in (*INSTRUMENTS, "questionnaire"):
            walk(client, tokens, instrument_story(name))
        walk(client, tokens)
        client.close()
        yield service.url


@pytest.fixture(scope="module")
def chromium(site: str, program: str) -> Iterator[Browser]:
    """Chromium of the system. It begins after the site: while it runs, this thread has an event loop of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()
