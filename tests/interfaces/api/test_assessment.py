"""Evaluation and assessment over HTTP: the public answers, the grade feeds the assessment, a lead goes into a case."""

from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

SATISFIED, BASICALLY, DISSATISFIED = "satisfied", "basically-satisfied", "dissatisfied"
ITEMS = [
    {"code": code, "group": group, "points": points}
    for code, group, points in (
        ("1", "organisation", "20"),
        ("2", "disclosure", "40"),
        ("3", "carriers", "15"),
        ("4", "systems", "15"),
        ("5", "supervision", "10"),
    )
]


def text(words: str) -> dict[str, str]:
    return {"text": words}


async def evaluation(worked: Worked, *, closes: str) -> str:
    """An evaluation of the bureau that the public can answer until *closes*, from long ago."""
    started = await worked.does(
        "manager",
        "/api/evaluations",
        {
            "kind": "regular",
            "body": worked.the("organ.city"),
            "organs": [worked.the("organ.bureau")],
            "plan": text("评议计划"),
            "planned_on": "2012-03-01",
        },
        status=201,
    )
    path = f"/api/evaluations/{started['id']}"
    scheme = {
        "scheme": text("评议方案"),
        "questions": ["content", "timeliness"],
        "public_share": "60",
        "basic_counts": "60",
        "satisfied_from": "80",
        "basic_from": "60",
        "opens_on": "2012-03-05",
        "closes_on": closes,
        "set_on": "2012-03-01",
        "seats": [["1", "congress"]],
    }
    await worked.does("manager", f"{path}/set-scheme", scheme)
    return path


async def assessment(worked: Worked) -> str:
    """An assessment of the bureau with its scheme issued and the bureau checked."""
    started = await worked.does(
        "intake",
        "/api/assessments",
        {
            "kind": "regular",
            "body": worked.the("organ.city"),
            "organs": [worked.the("organ.bureau")],
            "period_from": "2011-05-01",
            "period_to": "2012-12-31",
            "plan": text("考核计划"),
            "group": text("考核组名单"),
            "planned_on": "2012-11-01",
        },
        status=201,
    )
    path = f"/api/assessments/{started['id']}"
    issued = {"scheme": text("方案"), "rules": text("细则"), "items": ITEMS, "issued_on": "2012-11-01"}
    await worked.does("intake", f"{path}/issue-scheme", issued)
    check = {
        "organs": [worked.the("organ.bureau")],
        "manner": "on-site",
        "record": text("检查记录"),
        "checked_on": "2012-12-20",
    }
    await worked.does("intake", f"{path}/check-organs", check)
    return path


async def answers(worked: Worked, path: str, marks: dict[str, str], key: str | None = None, **other: Any) -> int:
    """The status of one answer of the public."""
    body = {"organ": worked.the("organ.bureau"), "marks": marks} | other
    asked = path.replace("evaluations", "questionnaires")
    answer = await worked.people["public"].post(f"{asked}/answers", body, key=key or str(uuid4()))
    return answer.status_code


def test_the_public_answers_without_account_while_it_is_asked(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        path = await evaluation(worked, closes="2999-12-31")
        shown = await worked.sees("public", path.replace("evaluations", "questionnaires"))
        assert [one["code"] for one in shown["questions"]] == ["content", "timeliness"]
        assert [one["organ"] for one in shown["organs"]] == [worked.the("organ.bureau")]
        key = str(uuid4())
        assert await answers(worked, path, {"content": SATISFIED}, key) == 201
        assert await answers(worked, path, {"content": SATISFIED}, key) == 201, "the same again is the same answer"
        assert await answers(worked, path, {"content": DISSATISFIED}, key) == 422
        assert await answers(worked, path, {"weather": SATISFIED}) == 400
        assert await answers(worked, path, {}) == 400
        assert await answers(worked, path, {"content": SATISFIED}, organ=worked.the("organ.water")) == 422
        counted = await worked.does("manager", f"{path}/count-answers", {}, status=409)
        assert [one["rule"] for one in counted["reasons"]] == ["evaluation-still-open"]
        statuses = [await answers(worked, path, {"content": SATISFIED}) for _ in range(20)]
        assert statuses[-1] == 429, "one address cannot flood it"
        over = await evaluation(worked, closes="2012-03-31")
        assert await answers(worked, over, {"content": SATISFIED}) in {404, 429}
        hidden = await worked.people["public"].get(over.replace("evaluations", "questionnaires"))
        assert hidden.status_code == 404

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_evaluation_feeds_the_assessment_and_a_lead_goes_into_a_case(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        bureau, city, office = worked.the("organ.bureau"), worked.the("organ.city"), worked.the("organ.province")
        polled = await evaluation(worked, closes="2012-03-31")
        await worked.does("manager", f"{polled}/count-answers", {})
        marks = [["content", BASICALLY], ["timeliness", DISSATISFIED]]
        panel = {"seat": "1", "organ": bureau, "marks": marks, "record": text("评议表"), "given_on": "2012-04-05"}
        await worked.does("intake", f"{polled}/note-panel-answer", panel)
        seen = await worked.sees("manager", polled)
        assert seen["suggested"] == [
            {
                "organ": bureau,
                "score": "30",
                "public": None,
                "panel": "30",
                "by_standard": "evaluated-dissatisfied",
            },
        ]
        grade = {"organ": bureau, "grade": "evaluated-dissatisfied", "graded_on": "2012-04-05"}
        await worked.does("manager", f"{polled}/grade-organ", grade)

        path = await assessment(worked)
        points = [
            {"of": code, "value": value} for code, value in zip("12345", ("12.5", "25", "9", "8", "5"), strict=True)
        ]
        await worked.does(
            "intake", f"{path}/score-organ", {"organ": bureau, "points": points, "scored_on": "2012-12-20"}
        )
        strange = {"evaluation": str(uuid4()), "opinion": text("综合"), "considered_on": "2012-12-20"}
        refused = await worked.does("intake", f"{path}/consider-evaluation", strange, status=409)
        assert [one["rule"] for one in refused["reasons"]] == ["assessment-evaluation-unknown"]
        taken = strange | {"evaluation": polled.rpartition("/")[2]}
        await worked.does("intake", f"{path}/consider-evaluation", taken)
        approval = {"approved_by": office, "approval": text("审定"), "approved_on": "2013-01-08"}
        assert (await worked.people["intake"].post(f"{path}/approve-results", approval, version=1)).status_code == 403
        await worked.does("manager", f"{path}/approve-results", approval)
        seen = await worked.sees("manager", path)
        assert seen["results"] == [{"organ": bureau, "total": "59.5", "grade": "grade-failing"}]
        assert [one["measure"] for one in seen["missing"]] == ["order-to-rectify", "circulated-criticism"]
        assert seen["assessment"]["considered"]["results"] == [{"organ": bureau, "grade": "evaluated-dissatisfied"}]

        order = {"organ": bureau, "measure": "order-to-rectify", "document": text("责令"), "taken_on": "2013-01-08"}
        await worked.does("manager", f"{path}/take-consequence", order | {"due_on": "2013-03-29"})
        await worked.follow()
        listed = (await worked.sees("manager", "/api/deadlines", matter=path.rpartition("/")[2]))["entries"]
        clock, following = (shown["deadline"] for shown in listed)
        assert (following["kind"], following["due_on"], following["rule"]) == ("next-assessment", "2014-12-31", "D-26")
        assert (clock["kind"], clock["due_on"], clock["colour"]) == ("rectification", "2013-03-29", "red")
        (late,) = (await worked.sees("manager", path))["breaches"]
        assert (late["provision"], late["since"]) == ("supervision-decision-ignored", "2013-03-30")
        raised = {"breach": late["id"], "account": text("逾期未整改")}
        made = await worked.does("manager", f"{path}/raise-lead", raised)
        report = made["created"]["report/1"]
        filed = (await worked.sees("manager", f"/api/reports/{report}"))["report"]["filed"]
        assert (filed["source"], filed["organ"]) == ("assessment", bureau)
        taken_up = await worked.people["manager"].post(
            f"/api/reports/{report}/accept-report", {"body": city}, version=1
        )
        assert taken_up.status_code == 200, taken_up.text
        opened = await worked.does(
            "manager",
            "/api/cases",
            {
                "body": city,
                "instrument": "qingyuan-fault-liability",
                "summary": text("考核不合格后逾期未整改"),
                "reports": [report],
                "organ": bureau,
            },
            status=201,
        )
        assert (await worked.sees("manager", f"/api/cases/{opened['id']}"))["case"]["reports"] == [report]
        told = await worked.sees("manager", f"{path}/history", lang="zh")
        assert any("59.5分" in entry["zh"] for entry in told["entries"])

    in_worked(database, tmp_path, story, until="policy-is-signed")
