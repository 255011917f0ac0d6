"""What a page says of a matter is what stands: a decision as it read and as it was varied, an appeal that ended, a step that is over."""

import re
from pathlib import Path

from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

VARIED = "经复核、申诉变更，现在予以处理"


def test_a_decision_is_told_as_it_read_and_as_an_appeal_left_it(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        track, appeal = f"/proceedings/{worked.the('proceeding.head')}", f"/appeals/{worked.the('appeal')}"
        for who, paths in {"decider": (track, f"{track}/replay"), "province-handler-1": (appeal,)}.items():
            at = await signed_in(worked, who)
            for path in paths:
                words = (await at.get(path)).words
                assert re.search(rf"诫勉谈话、通报批评 ?{VARIED}：\S*诫勉谈话(?!、通报批评)", words), path
        told = (await (await signed_in(worked, "province-handler-1")).get(appeal)).words
        assert "结果：变更" in told
        assert "由示例省人民政府（演示）办理" not in told, "nobody has it any more"
        own = (await (await signed_in(worked, "head")).get(f"/own/{worked.the('proceeding.head')}")).words
        assert "诫勉谈话 （经复核、申诉变更后）" in own

    in_worked(database, tmp_path, story)


def test_what_is_over_is_not_asked_for(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        clerk, head = worked.the("proceeding.clerk"), worked.the("proceeding.head")
        form = await (await signed_in(worked, "clerk")).get(f"/own/{clerk}/statement")
        assert "不再收取" in form.words
        assert "最后一天是" not in form.words
        assert not [given for _, given in form.tags if given.get("name") == "act"], "nothing is sent in vain"
        own = await (await signed_in(worked, "head")).get(f"/own/{head}")
        assert 'data-label="是否采纳"' not in own.text, "who makes no statement is asked nothing fact by fact"
        desk = await (await signed_in(worked, "investigator-1")).get(f"/proceedings/{head}")
        assert "对象已表示不作陈述申辩" in desk.words
        assert "待答复" not in desk.words
        assert not [link for link in desk.links if "/answer-question" in link]
        case = await (await signed_in(worked, "manager")).get(f"/cases/{worked.the('case')}")
        assert f"/reports/{worked.the('report')}" in case.links

    in_worked(database, tmp_path, story)


def test_a_milestone_that_is_not_reached_has_no_day(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        page = await (await signed_in(worked, "manager")).get(f"/cases/{worked.the('case')}")
        steps = re.search(r'<ol class="milestones">(.*?)</ol>', page.text, re.DOTALL)
        assert steps is not None
        decided = next(one for one in steps[1].split("<li") if ">决定<" in one)
        assert "进行中" in decided, "one respondent is not decided yet"
        assert not re.search(r"\d+年", decided)

    in_worked(database, tmp_path, story, until="approved-decision-head")
