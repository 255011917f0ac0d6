"""The stream that tells an open list of changes: it says that something moved, and nothing more."""

import asyncio
from pathlib import Path

import pytest

from interfaces.demo.script import worked_case
from interfaces.web.pages import live
from tests.support.browsing import browser, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_the_stream_says_that_a_list_moved_and_nothing_of_what(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "FRESH_SECONDS", 0.05)
    monkeypatch.setattr(live, "LASTS_SECONDS", 3.0)

    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "legal")
        for path in ("/today", "/docket"):
            found = [one for one in (await at.get(path)).all("div") if one.get("id") == "list"]
            assert [one["data-live"] for one in found] == ["/lists/changes"], path

        async def listen() -> str:
            return (await at.client.get("/lists/changes")).text

        quiet = asyncio.create_task(listen())
        assert "moved" not in await quiet
        told = asyncio.create_task(listen())
        await asyncio.sleep(0.3)
        await worked.take(next(step for step in worked_case() if step.name == "open-case"))
        await worked.follow()
        text = await told
        assert "event: moved\ndata: -\n\n" in text
        assert worked.the("report") not in text
        await at.send("/sign-out")
        for nobody in (at, browser(worked)):
            answer = await nobody.client.get("/lists/changes")
            assert (answer.status_code, answer.content) == (204, b""), "which ends the stream without an error"

    in_worked(database, tmp_path, story, until="triage")
