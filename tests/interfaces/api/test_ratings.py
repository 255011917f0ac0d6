"""A reporter rates the outcome by the code: once, sealed, counted for those who serve the desk, and rounded for everybody."""

from pathlib import Path
from typing import Any

from tests.interfaces.api.test_period_reports import sheets
from tests.support.browsing import Browser, Seen, browser, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

WORDS = "说明了理由，但是没有答复收费的问题。"


RATED = "report.outcome-rated.v1"


async def filed(worked: Worked) -> dict[str, Any]:
    """A report without a name at the desk of the city."""
    body = {"what": "窗口不收件。", "organ": worked.the("organ.bureau"), "protection": "anonymous"}
    answer = await worked.people["public"].post("/api/reports", body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def declined(worked: Worked) -> dict[str, Any]:
    one = await filed(worked)
    reasons = {"reasons": {"text": "不属于责任追究的情形。"}}
    path = f"/api/reports/{one['id']}"
    version = await worked.sees_version("manager", path)
    answer = await worked.people["manager"].post(f"{path}/decline-report", reasons, version=version)
    assert answer.status_code == 200, answer.text
    return one


async def pressed(at: Browser, button: str) -> Seen:
    """The form of the page sent by one of its two buttons."""
    assert at.page is not None
    return await at.post("/my-report/rate", {**at.page.form("/my-report/rate").fields, button: "yes"})


def rules(answer: Any) -> list[str]:
    return [reason["rule"] for reason in answer.json()["reasons"]]


def test_an_outcome_is_rated_by_the_code_once_and_found_by_its_rating(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        waiting, public = await filed(worked), worked.people["public"]
        early = await public.post("/api/reporter/rating", {"rating": "partly"}, **code(waiting))
        assert rules(early) == ["outcome-not-there-yet"]
        status = (await worked.client.get("/api/reporter/report", headers=code(waiting))).json()
        assert ("may_rate" in status and status["may_rate"], status["rating"]) == (False, None)
        one = await declined(worked)
        status = (await worked.client.get("/api/reporter/report", headers=code(one))).json()
        assert (status["may_rate"], status["triage"]) == (True, None)
        assert status["next"]["zh"].startswith("办理到此结束")
        assert status["next"]["en"].startswith("Nothing more follows.")
        given = {"rating": "partly", "words": WORDS}
        for wrong in ({"rating": "splendid"}, {"rating": "partly", "words": ""}, {"words": WORDS}):
            assert (await public.post("/api/reporter/rating", wrong, **code(one))).status_code == 400
        assert (await public.post("/api/reporter/rating", given, **code(one))).status_code == 201
        status = (await worked.client.get("/api/reporter/report", headers=code(one))).json()
        assert (status["may_rate"], status["rating"]) == (False, "partly")
        again = await public.post("/api/reporter/rating", {"rating": "satisfied"}, **code(one))
        assert rules(again) == ["outcome-already-rated"]
        await worked.follow()
        for who, reports in (("manager", [one["id"]]), ("investigator-1", None)):
            answer = await worked.people[who].get("/api/ratings")
            if reports is None:
                assert answer.status_code == 404
                continue
            (figure,) = answer.json()["by_rating"]
            assert (figure["code"], figure["count"]) == ("partly", 1)
            rows = await worked.sees(who, "/api/reports", **figure["rows"])
            assert [entry["id"] for entry in rows["entries"]] == reports
        read = await worked.sees("manager", f"/api/reports/{one['id']}")
        assert read["report"]["rating"] == "partly"
        assert WORDS not in str(read)
        page = await (await signed_in(worked, "manager")).get(f"/reports/{one['id']}")
        assert "举报人评价办理结果：部分满意。另有说明。" in page.words
        at = await signed_in(worked, "manager")
        opened = [(await at.get(link)).words for link in page.links if "/documents/" in link]
        assert sum(WORDS in words for words in opened) == 1
        figures = await worked.sees("public", "/api/figures")
        assert figures["by_rating"] == [], "one rating is published nowhere"

    def code(one: dict[str, Any]) -> dict[str, str]:
        return {"Reporter-Code": one["code"]}

    in_worked(database, tmp_path, story, until="triage")


def test_ratings_stand_in_the_report_of_a_period_rounded_and_are_reconciled_for_whoever_lists_reports(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        year = {"since": f"{worked.today.year}-01-01", "until": f"{worked.today.year}-12-31"}
        rated = []
        for rating in ("partly", "partly", "satisfied", "partly"):
            rated.append(await declined(worked))
            headers = {"Reporter-Code": rated[-1]["code"]}
            answer = await worked.people["public"].post("/api/reporter/rating", {"rating": rating}, **headers)
            assert answer.status_code == 201, answer.text
        await worked.follow()
        manager, approver = worked.people["manager"], worked.people["approver"]
        for extra in ({}, {"as_of": worked.today.isoformat()}):
            counts, matters = sheets((await manager.get("/api/dashboard/report", **year, **extra)).content)
            assert counts["Outcomes rated", ""] == 3, "four, to the nearest multiple of three"
            by_rating = {of: count for (name, of), count in counts.items() if name == "By rating"}
            assert by_rating == {"satisfied": 0, "partly satisfied": 3, "not satisfied": 0}, "one alone is nothing"
            assert not any(one["id"] in str(matters) for one in rated), "no report is listed"
        counts, _ = sheets((await approver.get("/api/dashboard/report", **year)).content)
        assert not [name for name, _ in counts if name in {"Outcomes rated", "By rating"}], "who lists no reports"
        found = (await manager.get("/api/dashboard/reconciliation", **year)).json()["figures"]
        (figure,) = [one for one in found if one["figure"] == "by_rating"]
        assert (figure["shown"], figure["recorded"], figure["apart"]) == (4, 4, [])
        for part, count in zip(figure["parts"], (3, 1), strict=True):
            rows = await worked.sees("manager", "/api/reports", **part["rows"])
            assert (len(rows["entries"]), part["agrees"]) == (count, True)
        without = (await approver.get("/api/dashboard/reconciliation", **year)).json()["figures"]
        assert "by_rating" not in {one["figure"] for one in without}
        for language, said in (("zh", "部分满意"), ("en", "partly satisfied")):
            page = await (await signed_in(worked, "manager", language)).get("/statistics/reconciliation")
            assert said in page.words
            assert any("rated=partly" in link for link in page.links)
        page = await (await signed_in(worked, "approver")).get("/statistics/reconciliation")
        assert "举报人对结果的评价" not in page.words

    in_worked(database, tmp_path, story, until="triage")


def test_a_reporter_rates_on_the_page_after_reading_it_once_more(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        one, at = await declined(worked), browser(worked)
        await at.get("/my-report")
        shown = await at.send("/my-report", {"code": one["code"]})
        assert "办理到此结束" in shown.words
        await at.send("/my-report/rate", {"words": WORDS}, status=400)
        assert at.page is not None
        assert at.page.form("/my-report/rate").fields["words"] == [WORDS], "what was written is not lost"
        review = await at.send("/my-report/rate", {"rating": "not-satisfied", "words": WORDS})
        assert WORDS in review.words
        assert "不能更改" in review.words
        back = await pressed(at, "change")
        assert back.form("/my-report/rate").fields["words"] == [WORDS]
        await at.send("/my-report/rate", {"rating": "not-satisfied"})
        done = await pressed(at, "sure")
        assert "已收到您的评价" in done.words
        assert "您的评价：不满意" in done.words
        assert not any(form.get("action") == "/my-report/rate" for form in done.all("form"))
        await worked.follow()
        staff = await signed_in(worked, "manager")
        listed = await staff.get("/docket?kinds=report&rated=not-satisfied")
        assert f"/reports/{one['id']}" in listed.links
        assert "举报人评价：不满意" in listed.words
        assert "rated=not-satisfied" in (await staff.get("/statistics")).text

    in_worked(database, tmp_path, story, until="triage")


def test_a_reporter_whose_case_is_over_is_told_so_and_no_day_of_it(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        status = await worked.client.get("/api/reporter/report", headers={"Reporter-Code": worked.the("code")})
        told = status.json()
        assert told["zh"] == "所在的案件已经办结。"
        assert (told["may_rate"], told["triage"]) == (True, None)
        headers = {"Reporter-Code": worked.the("code")}
        rated = await worked.people["public"].post("/api/reporter/rating", {"rating": "partly"}, **headers)
        assert rated.status_code == 201, rated.text
        await worked.follow()
        report, case = (f"/api/{kind}s/{worked.the(kind)}" for kind in ("report", "case"))
        for who, follows in (("intake", True), ("manager", True), ("investigator-1", False)):
            seen = (await worked.sees(who, report))["report"].get("rating")
            names = {one["name"] for one in (await worked.sees(who, f"{report}/history"))["entries"]}
            assert (seen == "partly", RATED in names) == (follows, follows), who
        for who, opens in (("manager", True), ("investigator-1", False)):
            entries = (await worked.sees(who, f"{case}/history"))["entries"]
            assert RATED not in {one["name"] for one in entries}
            assert any("documents" in one for one in entries if one["kind"] == "report") is opens, (
                "what 403 would answer"
            )

    in_worked(database, tmp_path, story)
