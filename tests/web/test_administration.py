"""The administrator's pages: accounts with a form for each act, the set-up check, units, templates; nobody else's."""

import asyncio
import re
from datetime import date
from pathlib import Path
from typing import Any

from application.adapters.checks.finding import notable
from interfaces.setup_check import ADVICE
from interfaces.web.pages.administration import MENDED_ON
from tests.support.browsing import Seen, browser, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

SECRET = "invented long password 2026"


def test_an_account_is_added_given_a_role_and_a_password_and_disabled(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "admin")
        await at.get("/administration/people")
        wrong = await at.send("/administration/people", {"name": "Not A Name"}, status=400)
        assert "Not A Name" in wrong.text
        lost = {"name": "somebody", "party": "no number"}
        kept = await at.send("/administration/people", lost, status=400)
        assert next(one for one in kept.forms if "party" in one.fields).fields["party"] == ["no number"]
        await at.get("/administration/people")
        taken = await at.send("/administration/people", {"name": "manager"}, status=409)
        assert "manager" in taken.words
        made = await at.send("/administration/people", {"name": "newcomer"})
        path = made.forms[-1].action
        assert "没有在任岗位" in made.words

        grant = next(one for one in made.forms if one.fields.get("act") == ["grant-role"])
        city = worked.the("organ.city")
        typed = {"role": "investigator", "body": city, "valid_from": "2026-02-02", "valid_until": "2026-02-01"}
        refused = await at.post(path, {**grant.fields, **typed}, status=422)
        again = next(one for one in refused.forms if one.fields.get("act") == ["grant-role"])
        assert {name: again.fields[name] for name in typed} == {name: [value] for name, value in typed.items()}
        granted = await at.post(path, {**grant.fields, "role": "investigator", "body": city})
        assert "已授予岗位" in granted.words
        assert "调查" in granted.words
        form = next(one for one in granted.forms if one.fields.get("act") == ["set-password"])
        short = await at.post(path, {**form.fields, "password": "short"}, status=422)
        assert "short" not in short.words
        form = next(one for one in short.forms if one.fields.get("act") == ["set-password"])
        assert "已设定口令" in (await at.post(path, {**form.fields, "password": SECRET})).words
        newcomer = browser(worked)
        assert "退出" in (await newcomer.sign_in("newcomer", SECRET)).words

        shown = await at.get(path)
        revoke = next(one for one in shown.forms if one.fields.get("act") == ["revoke-role"])
        assert "已收回岗位" in (await at.post(path, revoke.fields)).words
        shown = await at.get(path)
        disable = next(one for one in shown.forms if one.fields.get("act") == ["disable"])
        assert "已停用" in (await at.post(path, disable.fields)).words
        await newcomer.get("/today", status=401)
        await at.post(path, {**disable.fields, "act": ["add"]}, status=400)
        await at.get("/administration/accounts/00000000-0000-4000-8000-000000000009", status=404)
        for who in ("manager", "auditor", "head"):
            other = await signed_in(worked, who)
            for page in ("/administration/people", path, "/administration/setup", "/administration"):
                await other.get(page, status=403)
            await other.get("/templates", status=403)
            await other.get("/")
        await browser(worked).get("/administration/setup", status=401)

    in_worked(database, tmp_path, story, until="triage")


def test_whatever_the_set_up_check_leads_to_has_a_name_on_its_page() -> None:
    assert {advice.page for advice in ADVICE.values()} - {None} == {*MENDED_ON}


def test_the_set_up_check_writes_a_day_as_people_do() -> None:
    said = ADVICE["calendar-ends-soon"].of(notable("calendar-ends-soon", date(2026, 12, 24)))
    assert "2026年12月24日" in said.zh
    assert "24 December 2026" in said.en


def test_the_set_up_check_says_what_doctor_says_and_shows_no_key(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        listed = await worked.sees("legal", "/api/templates")
        at = await signed_in(worked, "admin", "en")
        page = await at.get("/administration/setup")
        found = await asyncio.to_thread(worked.service.examine)
        assert "appeal-handlers-too-few" in {finding.code for finding in found}, "the bureau reviews its own decisions"
        for finding in found:
            assert ADVICE[finding.code].of(finding).en in page.words
            assert finding.code not in page.words, "a code is for programs"
            mended = ADVICE[finding.code].page
            assert mended is None or mended in page.links
        assert "used by this program" in page.words
        assert not re.search(r"[0-9a-f]{32}", re.sub(r'(?:name="token"|name="key") value="[^"]*"', "", page.text))
        legal = await signed_in(worked, "legal", "en")
        _by_phase(await legal.get("/templates"), listed)
        seen = await legal.get("/templates/preview?template=notice")
        assert "invented example" in seen.words
        assert "Example Bureau (invented)" in seen.words
        (sheet,) = [one for one in seen.links if one.endswith("preview/sheet?template=notice")]
        office = await legal.client.get(f"{sheet}&form=docx")
        assert office.content.startswith(b"PK")
        await legal.get("/templates/preview?template=none-such", status=404)
        await legal.get("/templates/preview", status=400)
        shown = await (await signed_in(worked, "legal")).get("/templates")
        assert "〔行为开始〕至〔行为结束〕，〔单位〕〔说明〕，属于“〔情形〕”的情形" in shown.words
        assert not re.search(r"\{\w+\}|〔[a-z_]+〕", shown.words), "what is filled in is called by its name"
        assert {"〔立案日期〕", "〔提出复核、申诉的日期〕", "〔职级〕"} <= {*re.findall("〔[^〕]+〕", shown.words)}, (
            "as in that event"
        )
        english = await at.get("/templates?kind=notice")
        assert [one for one in english.links if one.startswith("/templates/preview?")] == [
            "/templates/preview?template=notice"
        ], "one that is asked for stands alone"
        assert "From [conduct from] to [conduct to], [organ]" in english.words
        await at.get("/templates?kind=none-such", status=404)
        for path in ("/templates/preview?template=notice", "/templates/preview/sheet?template=notice&form=docx"):
            await (await signed_in(worked, "manager")).get(path, status=403)
        units = await at.get("/administration/units")
        assert "示例市土地局" in units.text

    in_worked(database, tmp_path, story, until="triage")


def _by_phase(page: Seen, listed: dict[str, Any]) -> None:
    """The templates stand under the phases of the procedure, each once, with a way to each phase, as the API has them."""
    phases = [(one["code"], one["papers"]) for one in listed["phases"]]
    assert [one for one in page.links if one.startswith("#phase-")] == [f"#phase-{code}" for code, _ in phases]
    assert [one["id"] for one in page.all("h2") if one.get("id")] == [f"phase-{code}" for code, _ in phases]
    codes = [code for _, papers in phases for code in papers]
    assert [one.partition("=")[2] for one in page.links if one.startswith("/templates/preview?")] == codes
    assert sorted(codes) == sorted(one["code"] for one in listed["templates"])
