"""A running demonstration and a real Chromium. Where the system has none of them, the walks are left out, loudly."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser, sync_playwright

from application.casework.instruments import INSTRUMENTS
from interfaces import settings
from interfaces.bootstrap import prepared_database
from interfaces.demo.asking import Client
from interfaces.demo.script import Step, worked_case
from interfaces.demo.staging import stage
from tests.browser.chromium import ARGUMENTS, chinese_font, executable
from tests.support.hashing import CHEAP
from tests.support.instruments import instrument_story
from tests.support.postgres import copy_of
from tests.support.served import environment, served
from tests.support.served_office import walked
from tests.support.toy_rulebook import toy

PASSWORD = "Invented-Password-2026"

NOTICE = {
    "id": "example-notice",
    "title": {"zh": "示例放假安排", "en": "Example notice"},
    "known_from": "2026-01-01",
    "known_from_basis": "notice",
    "festivals": [{"code": "example", "title": {"zh": "示例假日", "en": "Example"}, "off": ["2031-06-03"]}],
}


def _seen(name: str, by: str, path: str, place: str) -> Step:
    return Step(name=name, by=by, zh="", en="", get=path, save={name: place})


def _made(name: str, by: str, path: str, body: dict[str, Any]) -> Step:
    return Step(name=name, by=by, zh="", en="", post=path, body=body, status=201, save={name: "id"})


FURTHER = (
    _made("calendar", "legal", "/api/calendar/notices", {"body": "{organ.city}", "notice": NOTICE}),
    _seen("notice", "legal", "/api/calendar/notices", "notices.0.id"),
    _made("law", "legal", "/api/rulebooks/adoptions", {"body": "{organ.city}", "file": toy()}),
    _seen("rulebook", "legal", "/api/rulebooks/adoptions", "entries.0.id"),
    _made(
        "asked",
        "intake",
        "/api/consultations",
        {
            "kind": "inter-organ",
            "body": "{organ.city}",
            "releasing": "{organ.water}",
            "consulted": ["{organ.bureau}"],
            "information": {"text": "示例：拟发布的检查情况"},
            "letter": {"text": "示例：征求意见函"},
            "sent_on": "{today}",
        },
    ),
)
"""A calendar notice and a rulebook that wait for a second signature, and a consultation of the bureau."""

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
    found: dict[str, str] = {}
    with served(data) as service:
        client = Client(service.url)
        for name in (*INSTRUMENTS, "questionnaire"):
            found[name] = walked(client, tokens, instrument_story(name))["matter"]
        found |= walked(client, tokens, (*worked_case(), *FURTHER))
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
