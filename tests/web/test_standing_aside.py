"""A respondent asks in the browser that an officer stand aside, and reads what became of it; next steps and contact stand on their page."""

from pathlib import Path

from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.printing import typefaces
from tests.support.worked_matter import END, Worked, in_worked
from tests.web.test_pages import holds_to_the_rules


def test_a_respondent_asks_that_an_investigator_stand_aside(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        track, case = worked.the("proceeding.clerk"), f"/api/cases/{worked.the('case')}"
        path, officer = f"/own/{track}/recusal", worked.the("account.investigator-1")
        clerk = await signed_in(worked, "clerk")
        own = await clerk.get(f"/own/{track}")
        assert path in own.links
        assert "接下来 由没有参与调查的人员逐点核对您的意见" in own.words
        blank = await clerk.get(path)
        holds_to_the_rules(blank, clerk, path)
        offered = [one for one in blank.form(path).options["officer"] if one]
        assert set(offered) == {officer, worked.the("account.investigator-2")}, "whom they met, and nobody else"
        given = {"officer": officer, "ground": "interest", "reasons": "与举报人有亲属关系。"}
        missing = await clerk.send(path, {**given, "ground": ""}, status=400)
        assert missing.form(path).fields["reasons"] == [given["reasons"]], "nothing typed is lost"
        other = {**given, "officer": worked.the("account.decider")}
        await clerk.send(path, other, status=400)
        await clerk.get(path)
        asked = await clerk.send(path, given)
        assert "等待决定" in asked.words
        assert (await worked.sees("manager", case))["case"]["recusals_raised"][-1]["source"] == "respondent"

        raised = (await worked.sees("manager", case))["case"]["recusals_raised"][-1]["recusal"]
        decided = {"recusal": raised, "granted": True, "reasons": {"text": "属实，应当回避。"}}
        version = await worked.sees_version("approver", case)
        answer = await worked.people["approver"].post(f"{case}/decide-recusal", decided, version=version)
        assert answer.status_code == 200, answer.text
        told = await clerk.get(path)
        assert "已决定：应当回避" in told.words
        assert officer not in told.form(path).options["officer"]
        deputy = await signed_in(worked, "deputy")
        assert "应当回避" not in (await deputy.get(f"/own/{worked.the('proceeding.deputy')}/recusal")).words.replace(
            "认为其他人员应当回避的", ""
        ), "what another respondent asked is theirs"
        await deputy.get(path, status=404)

    in_worked(database, tmp_path, story, until="verify-clerk")


def test_what_comes_next_tells_of_a_review_only_where_one_is_left(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        for who, track, review in (("bureau", "organ", False), ("deputy", "deputy", True)):
            page = await (await signed_in(worked, who)).get(f"/own/{worked.the(f'proceeding.{track}')}")
            words = page.words.partition("接下来")[2].partition("办理机关和您的权利")[0]
            assert "本事项已经办结" in words
            assert ("复核、申诉" in words) is review, who

    in_worked(database, tmp_path, story, until=END)


def test_the_notice_tells_whom_to_turn_to_and_so_does_the_page(database: Database, tmp_path: Path) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "bureau")
        page = await at.get(f"/own/{worked.the('proceeding.organ')}")
        assert "告知书写明的联系方式：联系人：示例联系人（虚构），电话000-0000000。" in page.words

    in_worked(database, tmp_path, story, until="serve-notice-organ")
