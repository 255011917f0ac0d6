"""A list is saved with its conditions, found again, renamed and deleted by its owner, and by nobody else."""

from pathlib import Path
from uuid import uuid4

from tests.support.browsing import browser, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

SECRET = "检索词不外泄"


def test_a_search_is_saved_opened_renamed_and_deleted_by_its_owner_alone(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "manager")
        await at.get(f"/docket?kinds=case&search={SECRET}&cursor=&lang=zh")
        saved = await at.send("/searches", {"name": "  我的 案件 "})
        assert "已保存" in saved.words
        (link,) = [one for one in saved.links if one.startswith("/docket?")]
        assert link.startswith("/docket?kinds=case&search=")
        assert "lang=" not in link
        assert f"search={SECRET}" in saved.words, "as a reader writes it, not as %E6"
        assert 'value="case" selected' in (await at.get(link)).text, "its conditions come back"
        assert "我的 案件" in saved.words, "blanks are folded"
        (act,) = {form.action for form in saved.forms if form.action.startswith("/searches/")}

        other = await signed_in(worked, "approver")
        assert "还没有保存检索" in (await other.get("/searches")).words
        await other.get("/docket")
        form = other.page.form("/searches").fields if other.page else {}
        mine = {"token": form["token"], "key": [str(uuid4())]}
        await other.post(act, {**mine, "act": "rename", "name": "x"}, status=404)
        await other.post(act, {**mine, "act": "delete"}, status=404)
        assert (await other.get(link)).text, "the address is one that others may open"

        page = await at.get("/searches")
        fields = page.form(act).fields
        assert "已重命名" in (await at.post(act, {**fields, "name": "土地案件"})).words
        again = {**fields, "key": str(uuid4()), "name": "   "}
        assert "请写明名称" in (await at.post(act, again, status=422)).words
        for address in (
            "https://elsewhere.invalid/docket",
            "//elsewhere.invalid/docket",
            "/sign-in",
            "/docket\n",
            "docket",
        ):
            sent = {"token": fields["token"], "key": str(uuid4()), "name": "x", "address": address}
            refused = await at.post("/searches", sent, status=422)
            assert "不是可以保存的列表" in refused.words, address
        await at.post(act, {**fields, "act": "save"}, status=400)
        gone = {**fields, "key": str(uuid4()), "act": "delete"}
        assert "还没有保存检索" in (await at.post(act, gone)).words
        await browser(worked).get("/searches", status=401)

    in_worked(database, tmp_path, story, until="triage")


def test_no_name_and_no_condition_stands_in_the_database(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        body = {"name": SECRET, "address": f"/search?q={SECRET}"}
        made = await worked.people["manager"].post("/api/me/searches", body)
        assert made.status_code == 201
        assert (await worked.people["manager"].post("/api/me/searches", body)).status_code == 201
        assert len((await worked.sees("manager", "/api/me/searches"))["searches"]) == 2
        async with worked.service.read() as connection:
            rows = await (await connection.execute("SELECT content FROM vault.saved_searches")).fetchall()
        for (content,) in rows:
            assert SECRET.encode() not in content

    in_worked(database, tmp_path, story, until="triage")


def test_an_account_keeps_a_hundred_at_most(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        for place in range(100):
            body = {"name": f"{place}", "address": "/docket"}
            assert (await worked.people["manager"].post("/api/me/searches", body)).status_code == 201
        more = await worked.people["manager"].post("/api/me/searches", {"name": "more", "address": "/docket"})
        assert (more.status_code, more.json()["code"]) == (422, "too-many-searches")
        assert (await worked.people["approver"].post("/api/me/searches", body)).status_code == 201

    in_worked(database, tmp_path, story, until="triage")
