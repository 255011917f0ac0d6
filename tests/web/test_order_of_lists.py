"""What is overdue stands on the first page whatever day the pages are cut by, and nothing is lost or doubled between pages."""

from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from interfaces.api.docket import DocketQuery
from interfaces.web.overdue_first import Listing, overdue_first
from projections.docket.reads import DocketPage
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

FIELDS = ("kinds", "open", "due_to", "due_from", "cursor", "limit")


def listing_of(worked: Worked) -> Listing:
    async def listing(query: DocketQuery) -> DocketPage:
        given = {name: value for name in FIELDS if (value := getattr(query, name)) is not None}
        return msgspec.convert(await worked.sees("manager", "/api/docket", **msgspec.to_builtins(given)), DocketPage)

    return listing


def shown_day(row: dict[str, Any]) -> str:
    clock = row.get("clock")
    return str((clock["due_on"] if clock else row["due_on"]) or "9999")


async def walked(worked: Worked, path: str, of: str, limit: int) -> list[str]:
    """Every row, page by page."""
    found, cursor = [], {}
    while True:
        page = await worked.sees("manager", path, limit=limit, **cursor)
        found += [one["id"] for one in page[of]]
        if page["next"] is None:
            return found
        cursor = {"cursor": page["next"]}


def test_the_order_follows_the_clocks_where_they_differ_from_the_dockets_own_day(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        async with worked.service.read() as connection:
            await connection.execute(
                "UPDATE read_models.deadlines_v1 SET due_on = %s::date - 30 WHERE kind = 'service' AND ended_on IS NULL",
                (worked.today,),
            )
        for path, of in (("/api/work", "tasks"), ("/api/docket", "entries")):
            whole = (await worked.sees("manager", path, limit=200))[of]
            by_shown = [one["id"] for one in sorted(whole, key=shown_day)]
            if of == "entries":
                assert await walked(worked, path, of, 1) != by_shown, "in this office the two orders differ"
            for limit in (1, 2, 3):
                ids = await walked(worked, path, of, limit)
                assert len(ids) == len(set(ids)), (path, limit)
                assert {*ids} == {one["id"] for one in whole}, (path, limit)

        late = {one["id"] for one in whole if one["open"] and shown_day(one) < worked.today.isoformat()}
        assert len(late) > 1, "decisions that nobody served"
        listing, query, seen = listing_of(worked), DocketQuery(limit=len(late)), list[str]()
        while True:
            page = await overdue_first(listing, query, worked.today)
            ids = [str(one.id) for one in page.entries]
            if query.cursor is None:
                assert {*ids[: page.late]} == late, "all that is overdue, on the first page"
                assert not page.more
            seen += ids
            if page.next is None:
                break
            query = replace(query, cursor=page.next)
        assert len(seen) == len(set(seen)), "nothing twice"
        assert {*seen} == {one["id"] for one in whole}, "and nothing lost"
        at = await signed_in(worked, "manager")
        page = await at.get("/docket")
        assert f"已超期的 {len(late)} 件列在最前" in page.words
        rows = [one.rpartition("/")[2] for one in page.links if one.rpartition("/")[2] in {*seen}]
        assert {*rows[: len(late)]} == late

    in_worked(database, tmp_path, story, until="decide-head")
