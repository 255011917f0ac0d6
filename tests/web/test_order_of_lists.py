"""Lists stand in the order of the clocks behind their rows, over all their pages, whatever days the docket tells itself."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.browsing import signed_in
from tests.support.moved_clocks import turn_clocks_round
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

NEVER = "9999"


def shown_day(row: dict[str, Any]) -> str:
    clock = row.get("clock")
    return str((clock["due_on"] if clock else row["due_on"]) or NEVER)


async def walked(worked: Worked, path: str, of: str, limit: int) -> list[dict[str, Any]]:
    """Every row, page by page."""
    found, cursor = list[dict[str, Any]](), {}
    while True:
        page = await worked.sees("manager", path, limit=limit, **cursor)
        found += page[of]
        if page["next"] is None:
            return found
        cursor = {"cursor": page["next"]}


def test_the_order_follows_the_clocks_over_all_pages(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        async with worked.service.read() as connection:
            await turn_clocks_round(connection, worked.today)
        for path, of in (("/api/work", "tasks"), ("/api/docket", "entries")):
            whole = [one["id"] for one in await walked(worked, path, of, 200)]
            for limit in (1, 2, 3):
                rows = await walked(worked, path, of, limit)
                assert [one["id"] for one in rows] == whole, (path, limit)
                days = [shown_day(one) for one in rows]
                assert days == sorted(days), (path, limit)
                assert days.count(NEVER) < len(days) - 1, "decisions that nobody served"
                own = [one["due_on"] or NEVER for one in rows]
                assert own != sorted(own), "in this office the docket's own days have another order"
        at = await signed_in(worked, "manager")
        page = await at.get("/docket")
        assert "先到期的在前" in page.words
        linked = [one.rpartition("/")[2] for one in page.links]
        assert [one for one in linked if one in set(whole)] == whole

    in_worked(database, tmp_path, story, until="decide-head")


@pytest.mark.parametrize("path", ["/today", "/docket", "/appeals", "/supervision"])
def test_the_lists_say_their_order(database: Database, tmp_path: Path, path: str) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        at = await signed_in(worked, "manager", "en")
        page = await at.get(path)
        assert "nearest last day first" in page.words or "Nothing matches" in page.words

    in_worked(database, tmp_path, story, until="decide-head")
