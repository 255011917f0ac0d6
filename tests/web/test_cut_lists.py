"""A list that is cut says so, and leads to the rest of it."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest

from application.access import Role
from application.accounts import NewGrant
from application.actors import LOCAL_OPERATOR
from domain.identity import ActorId, BodyId
from interfaces.api import workload
from interfaces.web.pages import approvals, lists, own, registering, searching
from tests.support.browsing import Seen, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def to(page: Seen, path: str, condition: str) -> list[tuple[str, dict[str, list[str]]]]:
    """Every link of *page* to *path* that asks for *condition*, with all that it asks for."""
    asked = [(one, parse_qs(urlsplit(one).query)) for one in page.links if urlsplit(one).path == path]
    return [(one, given) for one, given in asked if condition in given]


def test_what_waits_is_cut_with_a_word_and_a_way_to_the_rest(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(worked: Worked) -> None:
        officer, head = str(worked.people["investigator-1"].account), ActorId(worked.people["head"].account)
        bureau = NewGrant(role=Role.RESPONDENT, body=BodyId(UUID(worked.the("organ.bureau"))))
        await worked.service.accounts.grant(head, bureau, by=LOCAL_OPERATOR)
        every = (await worked.sees("investigator-1", "/api/work/waiting"))["total"]
        assert every > 1
        further = {who: (await worked.sees(who, "/api/work", limit=1))["next"] for who in ("manager", "approver")}
        begun = {who: cursor for who, cursor in further.items() if cursor is not None}
        then = {who: await worked.sees(who, "/api/work", cursor=cursor) for who, cursor in begun.items()}
        assert then
        for who, cursor in begun.items():
            links = (await (await signed_in(worked, who)).get(f"/today?cursor={cursor}")).links
            assert {one["id"] for one in then[who]["tasks"]} <= {one.rpartition("/")[2] for one in links}
        at = {who: await signed_in(worked, who) for who in ("investigator-1", "manager", "head")}
        whole = await at["investigator-1"].get("/today")
        assert to(whole, "/docket", "turns") == [], "where nothing is cut nothing is said"
        assert len(matters(await at["head"].get("/own"))) == 2

        monkeypatch.setattr(workload, "PAGE", 1)
        monkeypatch.setattr(own, "LISTED", 1)
        monkeypatch.setattr(approvals, "LOOKED_THROUGH", 1)
        page = await at["investigator-1"].get("/today")
        assert f"等他人办理的还有 {every - 1} 件" in page.words
        ((rest, shown),) = to(page, "/docket", "turns")
        assert shown["handler"] == [officer]
        assert "investigator" not in shown["turns"]
        listed = [one for one in (await at["investigator-1"].get(rest)).links if one in whole.links]
        assert len({one for one in listed if one.count("/") == 2}) >= every
        first = await at["head"].get("/own")
        ((rest, _),) = to(first, "/own", "cursor")
        second = await at["head"].get(rest)
        assert len({*matters(first), *matters(second)}) == 2
        assert "本页列出 1 件，后面还有" in first.words, "on paper nothing leads on: it says so"
        assert "本页列出 1 件，前面还有" in second.words
        assert "其余在“我的工作”中" in (await at["manager"].get("/approvals")).words

    in_worked(database, tmp_path, story, until="assign-handlers")


def test_what_is_over_and_what_is_found_are_cut_with_a_word_and_a_way_to_the_rest(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        (case,) = (await worked.sees("investigator-1", "/api/docket", kinds="case"))["entries"]
        found = f"/search?q={case['grounds'][0]}"
        at = await signed_in(worked, "investigator-1")
        desk = await signed_in(worked, "manager")
        organ = worked.the("organ.bureau")
        for path, cut in (("/today", "closed_from"), (found, "search")):
            assert to(await at.get(path), "/docket", cut) == [], path
        monkeypatch.setattr(lists, "CLOSED", 1)
        monkeypatch.setattr(searching, "MOST", 1)
        ((rest, _),) = to(await at.get("/today"), "/docket", "closed_from")
        assert f"/cases/{worked.the('case')}" in (await at.get(rest)).links
        page = await at.get(found)
        ((rest, asked),) = to(page, "/docket", "search")
        assert asked["search"] == case["grounds"][:1]
        assert f"/cases/{case['id']}" in (await at.get(rest)).links
        assert "只列出前 1 项" in (await at.get("/search?q=示例")).words
        monkeypatch.setattr(registering, "ALIKE", 1)
        for _ in range(2):
            said = {"what": "又一封来信。", "organ": organ, "protection": "anonymous"}
            await worked.client.post("/api/reports", json=said, headers={"Idempotency-Key": str(uuid4())})
        await worked.follow()
        page = await desk.get(f"/inbox/register?organ={organ}")
        assert f"/inbox?organ={organ}" in page.links

    in_worked(database, tmp_path, story)


def matters(page: Seen) -> set[str]:
    """The matters that the list of one's own leads to."""
    return {one for one in page.links if re.fullmatch(r"/own/[0-9a-f-]{36}", one)}
