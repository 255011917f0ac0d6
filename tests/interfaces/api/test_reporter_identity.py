"""Who reported is opened by one who gave reasons, once a second person agreed; what became of each request can be read."""

from pathlib import Path
from typing import Any

from application.reads import ReadOutcome
from tests.support.browsing import signed_in
from tests.support.identities import agreed, answered, asked
from tests.support.office import BUREAU, CITY, Office, in_office
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

NAME = "示例举报人甲"


async def filed(office: Office, organ: str = str(BUREAU), intake: str = str(CITY)) -> str:
    report = {
        "what": "窗口不收件。",
        "organ": organ,
        "intake": intake,
        "protection": "confidential",
        "reporter": {"name": NAME, "phone": "000-1"},
    }
    return f"/api/reports/{(await office.does('intake', '/api/reports', report))['id']}"


def test_nobody_opens_who_reported_alone(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        report = await filed(office)

        async def opens(who: str) -> int:
            answer = await office.people[who].get(f"{report}/reporter", purpose="reporter.contact")
            assert (NAME in answer.text) is (answer.status_code == 200)
            return answer.status_code

        assert await opens("intake") == 409
        await asked(office, report, "intake")
        assert await opens("intake") == 409
        for who, status in (("decider", 404), ("intake", 403), ("clerk", 404)):
            assert await answered(office, report, "intake", who) == status, who
        await asked(office, report, "custodian")
        assert await answered(office, report, "custodian", "custodian") == 409, "nobody answers their own request"
        assert await answered(office, report, "intake", "custodian", why_not="留言即可。") == 200
        assert await answered(office, report, "intake", "manager") == 409, "it was answered"
        assert await opens("intake") == 409
        told = await office.sees("intake", f"{report}/identity")
        refused = next(one for one in told["openings"] if one["officer"] == office.account("intake"))
        assert (refused["refusal"], refused["answered_by"]) == ("留言即可。", office.account("custodian"))
        assert "until" not in refused
        await agreed(office, report, "intake")
        assert await opens("intake") == 200
        assert await opens("custodian") == 409, "an agreement is for the one who asked"
        told = await office.sees("manager", f"{report}/identity")
        outcomes = [one["outcome"] for one in told["reads"] if one["actor"] == office.account("intake")]
        assert outcomes == [ReadOutcome.SERVED, *[ReadOutcome.DENIED] * 3], "each opening and each refusal"
        assert NAME not in str(told)
        for who, status in (("decider", 404), ("clerk", 404), ("public", 401)):
            await office.sees(who, f"{report}/identity", status=status)

    in_office(database, tmp_path, story)


def test_a_request_waits_in_the_approvals_of_whoever_may_answer_it(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        report = await filed(office, office.the("organ.bureau"), office.the("organ.city"))

        async def waiting(who: str) -> list[dict[str, Any]]:
            await office.follow()
            found: list[dict[str, Any]] = (await office.sees(who, "/api/work/approvals"))["identities"]
            return found

        async def askers(who: str) -> list[str]:
            return sorted(one["officer"] for one in await waiting(who))

        await asked(office, report, "custodian")
        await asked(office, report, "intake")
        assert await askers("manager") == sorted(office.account(who) for who in ("custodian", "intake"))
        assert await askers("custodian") == [office.account("intake")], "never of the one who asked"
        for who in ("intake", "approver", "investigator-1", "bureau-manager", "province-manager"):
            assert await askers(who) == [], who
        (one,) = await waiting("custodian")
        assert one["reasons"] == "需要请来信人补充材料。"
        assert one["clock"]["kind"] == "identity-answer"
        assert one["due_on"] == one["clock"]["due_on"] > one["asked_on"]
        entry = await office.sees("manager", "/api/docket", search=one["id"])
        assert entry["entries"][0]["clock"]["kind"] == "triage", "a report has the day of its desk"
        assert await answered(office, report, "custodian", "manager") == 200
        assert await answered(office, report, "intake", "custodian", why_not="留言即可。") == 200
        assert await waiting("manager") == await waiting("custodian") == []

    in_worked(database, tmp_path, story, until="triage")


def test_the_page_of_who_reported_asks_answers_and_opens(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        report = (await filed(office, office.the("organ.bureau"), office.the("organ.city"))).removeprefix("/api")
        page = f"{report}/reporter"
        intake = await signed_in(office, "intake")
        assert page in (await intake.get(report)).links
        assert f"{report}/ask-identity" in (await intake.get(page)).links
        await intake.post(page, intake.page.form("/sign-out").fields if intake.page else {}, status=409)
        await intake.get(f"{report}/ask-identity")
        await intake.send(f"{report}/ask-identity", {"reasons": "请其补充材料。"})
        manager = await signed_in(office, "manager", "en")
        assert "waits for a second person" in (await manager.get(report)).words
        shown = await manager.get(page)
        assert "请其补充材料。" in shown.words, "the second person reads why"
        await office.follow()
        for to, said in (("/approvals", "请其补充材料。"), ("/today", "Requests to see who reported")):
            listed = await manager.get(to)
            assert page in listed.links, to
            assert said in listed.words, to
            assert any(link.startswith(f"{report}#c-") for link in listed.links), "the day has its working"
            assert page not in (await intake.get(to)).links, "not of the one who asked"
        agree = next(one for one in shown.links if "/agree-identity" in one)
        await manager.get(agree)
        await manager.send(agree.partition("?")[0])
        await office.follow()
        assert page not in (await manager.get("/approvals")).links
        shown = await intake.get(page)
        assert NAME not in shown.words, "to look at the page opens nothing"
        opened = await intake.send(page)
        for said in (NAME, "000-1", "这次打开已记入查阅记录"):
            assert said in opened.words, said
        assert NAME not in (await manager.get(page)).words
        await (await signed_in(office, "clerk")).get(page, status=404)

    in_worked(database, tmp_path, story, until="triage")
