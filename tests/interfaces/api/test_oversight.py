"""The access log: in either order, narrowed by what an auditor asks for."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_the_log_is_read_from_either_end_and_narrowed(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        entered = await worked.people["manager"].post("/api/parties", {"name": "示例某丁", "kind": "citizen"})
        outsider = entered.json()["id"]
        for _ in range(2):  # somebody who is not of the case: refused, and on record
            await worked.sees("manager", "/api/parties", purpose="a.b", ids=outsider, **{"in": worked.the("case")})

        async def asked(**query: Any) -> list[tuple[int, str, str]]:
            found = await worked.sees("auditor", "/api/audit/reads", thing=outsider, **query)
            return [(one["position"], one["kind"], one["outcome"]) for one in found["entries"]]

        everything = await asked()
        assert [one[1:] for one in everything] == [("person", "denied"), ("person", "denied"), ("audit", "served")]
        newest = await asked(newest="true", limit=2)
        assert [kind for _, kind, _ in newest] == ["audit", "audit"]
        beyond = await asked(newest="true", after=newest[-1][0], limit=2)
        assert [kind for _, kind, _ in beyond] == ["person", "person"]
        assert beyond[0][0] > beyond[1][0], "the latest first"
        assert len(await asked(outcome="denied")) == 2
        assert {kind for _, kind, _ in await asked(kind="audit")} == {"audit"}
        today = worked.service.around.today()
        assert len(await asked(since=today.isoformat(), until=today.isoformat(), outcome="denied")) == 2
        assert await asked(until=(today - timedelta(days=1)).isoformat()) == []
        assert await asked(since=(today + timedelta(days=1)).isoformat()) == []
        assert len(await asked(until="9999-12-31", outcome="denied")) == 2

    in_worked(database, tmp_path, story, until="statement-clerk")


def test_the_page_shows_the_latest_first_and_keeps_what_was_asked(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "auditor", "en")
        page = await at.get("/access-log?actor=&thing=&kind=&outcome=&since=&until=")
        log = page.words[page.words.rindex("Purpose") :]
        assert log.index("Access log") < log.index("Document"), "the latest first"
        narrowed = await at.get("/access-log?outcome=denied")
        assert [one["value"] for one in narrowed.all("option") if "selected" in one and one["value"]] == ["denied"]

    in_worked(database, tmp_path, story, until="statement-clerk")
