"""A browser at an address that is none, or one that was kept waiting too long, reads a page; a program reads a problem."""

from pathlib import Path

import pytest

from interfaces.api import app
from tests.support.browsing import Seen, signed_in
from tests.support.office import Office, in_office
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

BROWSER = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


def test_what_no_page_answers_for_is_a_page_for_a_browser(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(office: Office) -> None:
        read = office.client
        nowhere = await read.get("/no-such-page?lang=zh", headers=BROWSER)
        assert (nowhere.status_code, nowhere.headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert "<h1>" in nowhere.text
        program = await read.get("/no-such-page")
        assert (program.status_code, program.headers["content-type"]) == (404, "application/problem+json")
        monkeypatch.setattr(app, "DEADLINE_SECONDS", 0)
        late = await read.get("/figures?lang=en", headers=BROWSER)
        assert (late.status_code, late.headers["content-type"]) == (503, "text/html; charset=utf-8")
        assert int(late.headers["Retry-After"]) > 0
        assert '<html lang="en">' in late.text
        late = await read.get("/figures")
        assert (late.status_code, late.json()["code"]) == (503, "store-unavailable")

    in_office(database, tmp_path, story)


def test_from_an_address_that_is_none_everybody_is_led_back_to_where_they_begin(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        stranger = Seen((await worked.client.get("/no-such-page", headers=BROWSER)).text)
        assert "/sign-in" in stranger.links
        assert "/home" not in stranger.links
        starts = {"manager": "/today", "clerk": "/own", "intake": "/inbox", "auditor": "/today"}
        for who, start in starts.items():
            at = await signed_in(worked, who)
            lost = Seen((await at.client.get("/no-such-page", headers=BROWSER)).text)
            assert "/" not in lost.links, f"{who} is led to the public start"
            assert "/sign-in" not in lost.links, f"{who} is signed in"
            led = await at.client.get("/home")
            assert str(led.url.path) == start, who
            hidden = await at.get("/cases/00000000-0000-4000-8000-000000000000", status=404)
            assert start in hidden.links
            assert "/" not in hidden.links

    in_worked(database, tmp_path, story, until="triage")
