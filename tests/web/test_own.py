"""A respondent's own pages: what is asked and by when, what they said and what became of it, and the appeal."""

import re
from pathlib import Path
from typing import Any
from uuid import UUID

from domain.identity import ActorId
from interfaces.demo.script import worked_case
from tests.support.browsing import signed_in
from tests.support.pictures import jpeg
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

REPORT = "/proceedings/{}/report-rectification"


def test_a_measure_is_asked_for_with_its_day_once_the_decision_was_served(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        track = worked.the("proceeding.deputy")
        await worked.follow()
        assert "measure" not in await running(worked), "a decision is told with its service, not before"
        desk = await signed_in(worked, "decider")
        assert "决定送达 尚未送达" in (await desk.get(f"/proceedings/{track}")).words
        await take(worked, "serve-decision-deputy-respondent")
        await worked.follow()
        assert "measure" in await running(worked)
        assert "measure" not in {one["deadline"]["kind"] for one in await clocks(worked, "head")}, "nobody else's"
        assert not await clocks(worked, "manager"), "who is no respondent has none"
        await worked.sees("intake", "/api/own/clocks", status=404)
        (left,) = (await worked.sees("deputy", "/api/own/clocks"))["reviews"]
        assert (left["proceeding"], left["track"], left["step"], left["sure"]) == (track, "T1", "first", False)
        assert left["due_on"], "what lapses first, though the text leaves it open; the sure way has no last day"
        assert (await worked.sees("head", "/api/own/clocks"))["reviews"] == [], "told with its service, not before"
        listed = (await (await signed_in(worked, "manager")).get("/own")).links
        assert not [one for one in listed if one.startswith("/own/")], "nor a matter of their own"
        at = await signed_in(worked, "deputy")
        for page in (await at.get("/own"), await at.get(f"/own/{track}")):
            assert REPORT.format(track) in page.links
            assert re.search(r"责令\S+ \S+ 最后一天是\d+年\d+月\d+日 · 还剩 \d+ 天", page.words), page.words
            assert re.search(r"作出决定之日 \d+年\d+月\d+日 · 决定载明的日期", page.words), "from what it runs"
        assert f"/own/{track}/appeal" in page.links
        assert re.search(r"本事项由示例\S+办理。", page.words), "who handles it"
        assert "应当回避" in page.words, "the right that the notice prints"
        assert re.search(r"最后一天是\S+。 ?自\d+年\d+月\d+日的次日起算，\d+ ?\S+。", page.words), (
            "counted before their eyes"
        )
        assert f"/own/{track}/appeal?track=T3&step=first" in page.links
        form = await at.get(f"/own/{track}/appeal")
        for ways in (page, form):
            assert "怎样算出来的" in ways.words, "with the days that were passed over"
            assert re.search(r"期限内 还剩 \d+ 天", ways.words), "how much time is left for each way"
        listed = (await at.get("/own")).words
        assert re.search(r"可以提出复核或申诉： ?\S+ 规定没有写明.*最后一天是", listed), listed
        row = next(part for part in page.text.split("<tr>") if "处理决定书" in part)
        assert len(re.findall(r"<td[^>]*>\d+年\d+月\d+日</td>", row)) == 2, "the day of service and the day that counts"
        served = re.search(
            r"决定送达 \d+年\d+月\d+日送达，视为送达日\d+年", (await desk.get(f"/proceedings/{track}")).words
        )
        assert served

    in_worked(database, tmp_path, story, until="decide-head")


async def clocks(worked: Worked, who: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await worked.sees(who, "/api/own/clocks"))["entries"]
    return found


async def running(worked: Worked) -> set[str]:
    return {one["deadline"]["kind"] for one in await clocks(worked, "deputy") if one["deadline"]["state"] == "running"}


async def take(worked: Worked, name: str) -> None:
    await worked.take(next(step for step in worked_case() if step.name == name))


def test_what_was_said_to_each_fact_stands_with_its_ruling_on_both_sides(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        track, said = worked.the("proceeding.clerk"), "口径由领导提出。"
        clerk, reviewer = await signed_in(worked, "clerk"), await signed_in(worked, "bureau-reviewer")
        page = await clerk.get(f"/own/{track}")
        assert said in page.words, "their own words"
        assert re.search(
            r"本事项由示例市人民政府\S* ?办理。 ?对您是否处理、怎样处理，由示例市土地局\S*决定。", page.words
        ), page.words
        assert "部分采纳" not in page.words, "the ruling is told with the decision"
        shown = await reviewer.get(f"/proceedings/{track}")
        assert said not in shown.text, "words open one by one, each on record"
        row = next(part for part in shown.text.split("<tr>") if "部分采纳" in part)
        links = re.findall(r'href="(/documents/[^"]+)"', row)
        assert said in (await reviewer.get(links[0].replace("&amp;", "&"))).words
        opened = [await reviewer.get(one.replace("&amp;", "&")) for one in links]
        assert any("答复申辩意见第1条" in one.words for one in opened), "the point by its place, not by its id"
        assert "职责" in row, "the fact that it is about"

    in_worked(database, tmp_path, story, until="verify-clerk")


def test_an_appeal_is_prefilled_read_once_more_and_filed_with_a_receipt(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        track = worked.the("proceeding.head")
        path = f"/own/{track}/appeal"
        at = await signed_in(worked, "head")
        form = await at.get(path)
        counts = form.words
        assert "处理不当" in counts
        assert "原处理事实清楚" not in counts, "of the grounds only those for which a decision is changed"
        assert "处理决定，理由如下" in form.text
        assert "期间不停止执行" in form.words
        assert "最后一天是" in form.words or "没有规定期限" in form.words
        assert {"hindrance", "hindrance_ended_on", "agent"} <= set(form.form(path).names), (
            "a late appeal can be excused"
        )
        province = worked.the("organ.province")
        wrong = await at.send(path, {"track": "", "points.0.text": "处理畸重。"}, status=400)
        assert "处理畸重。" in wrong.text, "nothing typed is lost"
        empty = await at.post(path, {**wrong.form(path).fields, "points.0.text": [""], "track": ["T3"]}, status=400)
        assert 'id="grounds-wrong"' in empty.text, "an appeal has one ground at least"
        at.page = wrong
        more = await at.post(path, {**wrong.form(path).fields, "more": ["yes"]})
        assert {f"points.{place}.text" for place in range(6)} <= set(more.form(path).names), (
            "more rows without a script"
        )
        assert "处理畸重。" in more.text
        author, drafts = ActorId(worked.people["head"].account), worked.service.appeal_drafts
        writing = {**more.form(path).fields, "points.4.text": ["示例：还没有写完。"], "points.4.against": ["procedure"]}
        await at.post(path, {**writing, "act": ["keep"], "other": ["x"]}, status=204)  # the script
        kept = await drafts.of(author, UUID(track))
        assert kept is not None
        assert kept.fields["points.4.text"] == "示例：还没有写完。"
        assert not {"other", "token", "key", "act"} & {*kept.fields}, "nothing else than what the form says"
        for language, said in (("en", "Only you can see it"), ("zh", "只有您能看到")):
            at.language = language
            back = await at.get(path)
            assert said in back.words
            fields = back.form(path).fields
            assert (fields["points.4.text"], fields["points.4.against"]) == (["示例：还没有写完。"], ["procedure"])
        saved = await at.post(path, {**fields, "points.4.text": [""], "points.1.text": ["示例。"], "act": ["save"]})
        assert "已于" in saved.words, "the same without scripts"
        assert "示例。" in saved.text
        assert "还没有写完" not in saved.text
        assert await drafts.of(ActorId(worked.people["deputy"].account), UUID(track)) is None
        await (await signed_in(worked, "deputy")).get(path, status=404)
        await at.post(path, {**fields, "points.0.text": ["长" * 200_000], "act": ["keep"]}, status=413)
        assert "示例。" in (await at.get(path)).text, "what was kept before stays"
        at.page = wrong
        given = {"track": "T3", "points.0.text": "处理畸重。", "points.0.against": "measure", "forum": province}
        given["agent"] = "授权委托书：由亲属代为申请（虚构）。"
        seen = await at.send(path, given | {"points.2.text": "没有听取申辩。", "points.2.against": "procedure"})
        assert "请核对申请" in seen.words
        assert "第1项理由 · 针对：处理过重 处理畸重。 第2项理由 · 针对：程序 没有听取申辩。" in seen.words
        assert "示例省人民政府" in seen.words
        chosen = seen.words.partition("这一途径的期限")[2]
        assert "没有规定期限" in chosen, "by when, as on the page before"
        assert not await filed(worked), "nothing is filed before it was read once more"
        changed = await at.post(path, {**seen.form(path).fields, "change": ["yes"]})
        assert all(words in changed.text for words in ("处理畸重。", "没有听取申辩。"))
        seen = await at.send(path)
        sending = seen.form(f"{path}/send").fields
        refused = await at.upload(f"{path}/send", sending, {"grounds.file": ("x.exe", b"MZ", "x/y")}, status=415)
        assert "请重新选择" in refused.words
        receipt = await at.upload(f"{path}/send", sending, {"grounds.file": ("x.jpg", jpeg(), "image/jpeg")})
        assert "已经提出，并已记录在案" in receipt.words
        assert "共2项理由。" in receipt.words
        assert re.search(r"<code>[0-9a-f]{64}</code>", receipt.text)
        assert re.search(r"事项 对象程序〔\d{4}〕\d+号 处理机关 \S", receipt.words), (
            "it says of which matter it is a receipt"
        )
        assert await drafts.of(author, UUID(track)) is None, "what was filed is no draft"
        at.page = seen
        again = await at.upload(f"{path}/send", sending, {"grounds.file": ("x.jpg", jpeg(), "image/jpeg")})
        assert "已经提出，并已记录在案" in again.words, "sent twice is one appeal"
        (entry,) = await filed(worked)
        (event, *_) = [one.event for one in await worked.service.events.read(UUID(entry["stream"]))]
        assert [one.against.value for one in event.points] == ["measure", "procedure"]
        assert event.grounds not in {one.text for one in event.points}, "the file is the application"
        assert event.agent is not None, "an agent files the grounds one by one as well"
        assert "由代理人提出。" in receipt.words
        await (await signed_in(worked, "deputy")).get(path, status=404)

    in_worked(database, tmp_path, story, until="head-reads-the-decision")


async def filed(worked: Worked) -> list[dict[str, Any]]:
    history = await worked.sees("manager", f"/api/proceedings/{worked.the('proceeding.head')}/history")
    return [one for one in history["entries"] if one["name"] == "appeal.filed.v1"]
