"""A sheet of paper leads nowhere: it names its matter and whom it concerns, and a step in place of the button that takes it."""

import re
from pathlib import Path

from tests.support.browsing import Seen, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def head(page: Seen) -> list[str]:
    """What the head of the printed page says: the matter, then whom it concerns."""
    found = re.search(r'<p class="on-paper of-matter">(.*?)</p>', page.text)
    return found[1].split(" · ") if found is not None else []


def test_a_sheet_names_its_matter_and_whom_it_concerns(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        case, clerk, organ = (worked.the(one) for one in ("case", "proceeding.clerk", "proceeding.organ"))
        manager, of_bureau = await signed_in(worked, "manager"), "示例市土地局（演示）"
        person = re.search("<h1>(.*?)</h1>", (await manager.get(f"/proceedings/{clerk}")).text)
        assert person is not None
        for path, named in (
            (f"/cases/{case}/clock", of_bureau),
            (f"/cases/{case}/papers", of_bureau),
            (f"/cases/{case}/as-of", of_bureau),
            (f"/cases/{case}/assign-investigators", of_bureau),
            (f"/proceedings/{organ}/papers", of_bureau),
            (f"/proceedings/{organ}/like-cases", of_bureau),
            (f"/proceedings/{clerk}/what-if", person[1]),
        ):
            matter, *parties = head(await manager.get(path))
            assert re.fullmatch("(案件|对象程序)〔2026〕[0-9]+号", matter), path
            assert parties == [named], path
        decider, said = await signed_in(worked, "decider", "en"), r"Proceeding 2026-[0-9]+ \(a person\)"
        for reader, page, heading in (
            (manager, "papers", "对象程序〔2026〕[0-9]+号（个人）"),
            (decider, "papers", said),
            (decider, "revoke-decision", said),
        ):
            (only,) = head(await reader.get(f"/proceedings/{clerk}/{page}"))
            assert re.fullmatch(heading, only), f"{only}: no name is opened for the number alone"
        for path in (f"/own/{clerk}", f"/own/{clerk}/statement", f"/own/{clerk}/statement/receipt"):
            own, *parties = head(await (await signed_in(worked, "clerk")).get(path))
            assert own.startswith("对象程序〔2026〕"), path
            assert set(parties) <= {person[1]}, path
        assert head(await manager.get(f"/cases/{case}")) == [], "its own page says it as its heading"
        assert head(await manager.get("/docket")) == []

        history = (await manager.get(f"/cases/{case}")).text
        lines = re.findall(
            r'<span><span class="hint">关于(.*?)：</span>(.*?)(?: <span class="who">(.*?)</span>|<)', history
        )
        assert lines, "whom a line is about is no speaker"
        assert not [who for who, *_ in lines if who.startswith("（")]
        entries = (await worked.sees("legal", f"/api/cases/{case}/history"))["entries"]
        found = [one for one in entries if "found" in one]
        assert re.search("认定要件、个人情况和情节 [0-9]+ 项：", history)
        row, folds = re.search(r"<div><p>认定要件.*?</div>", history), "<details.*?</details>"
        assert row is not None
        shown, folded = re.sub(folds, "", row[0]), "".join(re.findall(folds, row[0]))
        for one in found:
            told = f"{one['found']['zh']} <a"
            assert one["zh"] in history or told in (shown if one["found"]["status"] == "established" else folded)
        assert re.search("<summary>不成立 [0-9]+ 项：</summary>", folded)
        assert re.search('<span class="tag yes">成立 [0-9]+ 项</span>', shown), "in the words of the other answers"
        assert not [one for one in lines if one[2] and one[2] in one[1]], "who acted is named once"
        reviewer = (await (await signed_in(worked, "reviewer")).get(f"/proceedings/{clerk}")).text
        assert re.search(r'<span class="on-paper hint">（存卷：[^<（]*理由', reviewer), "that reasons exist is said"

        clock = (await manager.get(f"/cases/{case}/clock")).words
        named = re.search(r"起算 作出决定之日 · \S+ 长度 决定载明的日期：(\S+)", clock)
        assert named is not None, "an order's day is no day from which something runs"
        assert f"最后一天是{named[1]}" in clock
        assert "本人仍可做到" not in (await manager.get(f"/proceedings/{clerk}/what-if")).words, "it is over"
        papers = (await manager.get(f"/proceedings/{organ}/papers")).links
        paper = (await manager.get(next(one for one in papers if one.startswith("/papers/")))).text
        numbers = [int(one) for one in re.findall(r'<(?:h3|li) id="s[0-9]+"><span class="hint">([0-9]+)</span>', paper)]
        assert numbers == list(range(1, len(numbers) + 1)), "no number is left out at a heading"
        notes = re.search(r'<section class="on-paper"><h3>各句的依据</h3><ol>(.*?)</ol>', paper)
        assert notes is not None
        told = re.findall("<li>(.*?)</li>", notes[1])
        assert len(set(told)) == len(told) > 0, "each source once"
        cited = {int(each) for one in re.findall("〔依据 ([0-9, ]+)〕", paper) for each in one.split(", ")}
        assert cited == set(range(1, len(told) + 1))

    in_worked(database, tmp_path, story)


def test_a_waiver_says_what_is_waived_and_what_waits_for_a_signature_is_named(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        clerk, said = worked.the("proceeding.clerk"), "放弃的是就告知书所列的事实、理由和拟作的处理进行陈述申辩"
        form = await (await signed_in(worked, "clerk")).get(f"/proceedings/{clerk}/waive-statement")
        assert said in form.words
        assert re.search(r"在\d+年\d+月\d+日以前（含当日）、作出决定之前，仍可以提交", form.words)

        organ = worked.the("proceeding.organ")
        draft = {"matter": organ, "about": "proceeding", "template": "deliberation-record", "statements": []}
        answer = await worked.people["reviewer"].post("/api/papers", draft)
        assert answer.status_code == 201, answer.text
        await worked.follow()
        today = await (await signed_in(worked, "approver")).get("/today")
        listed = re.search(r'<ul class="on-paper">(.*?)</ul>', today.text)
        assert listed is not None
        assert re.search("<li>集体讨论记录 · 对象程序〔2026〕[0-9]+号</li>", listed[1]), listed[1]

    in_worked(database, tmp_path, story, until="respondent-does-not-see-report")


def test_the_inbox_names_the_step_and_not_the_button(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        page = await (await signed_in(worked, "manager")).get("/inbox")
        steps = re.findall(r'<span class="on-paper">(.*?)</span><a class="button act', page.text)
        assert "分办" in steps
        assert set(re.findall(r'<a class="button([^"]*)"[^>]*>办理</a>', page.text)) <= {" act", " act primary"}

    in_worked(database, tmp_path, story, until="report")
