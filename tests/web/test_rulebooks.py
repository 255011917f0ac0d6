"""A rulebook in the browser: its impact first, then proposed, signed by another person; and an official text."""

import re
from pathlib import Path

from application.access import Role
from application.accounts import NewGrant
from domain.identity import BodyId
from tests.interfaces.api.test_rulebook_impacts import FILE, ONE_ONLY, PERSONS
from tests.support.browsing import browser, signed_in
from tests.support.office import BUREAU, CITY
from tests.support.postgres import Database
from tests.support.toy_rulebook import TEXT, toy
from tests.support.worked_matter import Worked, in_worked
from tests.web.test_approvals import NOTICE


def test_a_rulebook_is_tried_proposed_and_signed_and_its_text_is_added(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        legal, approver = await signed_in(worked, "legal"), await signed_in(worked, "approver", "en")
        await legal.get("/rulebooks/propose")
        faulty = await legal.send("/rulebooks/propose", {"file": "x = ["}, status=422)
        assert "不是规则文件" in faulty.words
        shown = await legal.send("/rulebooks/propose", {"file": FILE.replace(PERSONS, ONE_ONLY)})
        assert "没有可以重新推导的" in shown.words
        shown = await legal.send("/rulebooks/propose", {"file": toy()})
        await legal.post("/rulebooks/propose", {**shown.form("/rulebooks/propose").fields, "send": ["yes"]})
        listed = await legal.get("/rulebooks")
        assert "待签署" in listed.words
        assert "某市示例事项管理办法" in listed.words, "a draft is called by its title"
        under = dict(re.findall(r"<h2>(使用中|草案|效力不明|已废止)[^<]*</h2>(.*?)</table>", listed.text, re.DOTALL))
        assert list(under) == ["使用中", "草案", "效力不明", "已废止"], "what is in force comes first"
        standings = {title: set(re.findall(r'data-label="效力">([^<]+)<', rows)) for title, rows in under.items()}
        assert standings == {"使用中": {"有效"}, "草案": {"草案"}, "效力不明": {"效力不明"}, "已废止": {"已废止"}}
        replaced = [rows for rows in (under["使用中"], under["已废止"]) if "施行至2019年5月15日" in rows]
        assert replaced == [under["已废止"]], "an edition that a later one replaced is not in use"
        link = next(one for one in listed.links if one.startswith("/rulebooks/adoptions/"))
        assert listed.links.count(link) == 1, "what waits for a signature stands once"
        assert "还没有依该规则决定并结案的程序" in listed.words, "0 of 0 is no number"
        checked = re.search(r'<ul class="plain"><li><span class="tag [a-z]+">.*?</ul>', (await legal.get(link)).text)
        assert checked is not None
        assert re.search("处理方式的范围：定律 “从重不变轻”、“从轻不变重”[^<]* 不适用", checked[0]), checked[0]
        assert not re.search(r"[a-z]+\[|L[0-9]| [a-z]+(-[a-z]+)+ ", re.sub("<[^>]+>", "", checked[0])), (
            "in words, not in codes"
        )
        await approver.get(f"{link}?after=nothing", status=400)
        waiting = await approver.get(link)
        assert "nothing to judge again" in waiting.words
        signed = await approver.post(link, {**waiting.form(link).fields, "act": ["sign"]})
        assert "it replaces nothing" in signed.words
        assert "Toy measures" in (await approver.get("/rulebooks")).words
        await legal.get("/rulebooks/add-text")
        assert "没有找到条文" in (await legal.send("/rulebooks/add-text", {"text": "没有"}, status=422)).words
        assert "已加入" in (await legal.send("/rulebooks/add-text", {"text": TEXT})).words
        await approver.get("/rulebooks/add-text", status=403)
        await browser(worked).get("/rulebooks", status=401)

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_what_somebody_proposes_for_their_second_body_stays_that_bodys_after_the_look_ahead(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        both = [NewGrant(role=Role.LEGAL_OFFICER, body=BodyId(body)) for body in (CITY, BUREAU)]
        await worked.person("of-two", *both)
        at = await signed_in(worked, "of-two")
        for path, field, content in (("/rulebooks/propose", "file", toy()), ("/calendar/propose", "notice", NOTICE)):
            blank = await at.get(path)
            first = blank.form(path).fields["body"]
            other = next(one for one in blank.form(path).options["body"] if one not in first)
            shown = await at.send(path, {"body": other, field: content})
            assert shown.form(path).fields["body"] == [other], path

    in_worked(database, tmp_path, story, until="policy-is-signed")
