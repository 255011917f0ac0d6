"""Publication logs over HTTP: what they say is observed once, and late, missing and stale items become leads."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.support.office import BUREAU, CITY, Office, in_office
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

LOG = """机关名称,信息名称,文号,形成日期,公开日期
示例市土地局（演示）,收费标准的通知,1号,2012-01-16,2012-03-08
示例市土地局（演示）,机构职能,,2012-01-16,2012-02-16
示例市土地局（演示）,采购结果,,2012-01-17,
没有这个机关,某通知,,2012-01-17,
"""
CHECKS = """机关名称,栏目名称,检查日期,最后更新日期,情况
示例市土地局（演示）,办事指南,2012-03-08,2011-06-30,有
示例市土地局（演示）,领导信息,2012-03-08,2012-03-01,有
"""


async def imported(office: Office, content: bytes, ending: str = "", **query: Any) -> dict[str, Any]:
    person = office.people["intake"]
    headers = person._headers() | {"Content-Type": "text/csv", "Idempotency-Key": str(uuid4())}
    path = f"/api/imports/publications{ending}"
    answer = await office.client.post(path, content=content, params=query, headers=headers)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_log_is_observed_once_and_what_is_late_or_missing_stands(
    encoding: str, database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        city, bureau = worked.the("organ.city"), worked.the("organ.bureau")
        before = await imported(worked, LOG.encode(encoding), "/preview")
        assert (before["created"], before["refused"], before["matters"]) == (3, 1, [])
        first = await imported(worked, LOG.encode(encoding))
        assert (first["rows"], first["created"], first["unchanged"], first["refused"]) == (4, 3, 0, 1)
        assert [fault["code"] for fault in first["faults"]] == ["organ-unknown"]
        assert first["breaches"] == 2
        again = await imported(worked, LOG.encode("utf-16"))
        assert (again["created"], again["unchanged"]) == (0, 3)
        (matter,) = first["matters"]
        seen = await worked.sees("manager", f"/api/duties/{matter}")
        assert seen["placed"]["organ"] == bureau
        assert seen["version"] == 2
        assert sorted(each["timing"] for item in seen["items"] for each in item["under"]) == [
            "in-time",
            "late",
            "missing",
        ]
        checked = await imported(worked, CHECKS.encode(encoding))
        assert (checked["created"], checked["breaches"]) == (2, 3)
        seen = await worked.sees("manager", f"/api/duties/{matter}")
        assert {one["provision"] for one in seen["breaches"]} == {"proactive-release", "guide-and-catalogue"}
        worked.versions[UUID(matter)] = seen["version"]
        await worked.follow()
        late = next(one for one in seen["breaches"] if one["provision"] == "proactive-release")
        made = await worked.does(
            "manager", f"/api/duties/{matter}/raise-lead", {"breach": late["id"], "account": {"text": "逾期公开"}}
        )
        report = made["created"]["report/1"]
        filed = (await worked.sees("manager", f"/api/reports/{report}"))["report"]["filed"]
        assert (filed["source"], filed["since"], filed["intake"]) == ("publication-monitoring", "2012-02-17", city)
        await worked.follow()
        overdue = await worked.sees("manager", "/api/deadlines", kind="publication", states=["overdue", "late"])
        assert [one["deadline"]["due_on"] for one in overdue["entries"]] == ["2012-02-16", "2012-02-17"]
        published = LOG.replace("采购结果,,2012-01-17,", "采购结果,,2012-01-17,2012-02-20")
        third = await imported(worked, published.encode(encoding))
        assert (third["created"], third["unchanged"], third["breaches"]) == (1, 2, 3)

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_what_an_inspection_found_of_the_same_is_shown_before_a_lead_is_made(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        bureau = worked.the("organ.bureau")
        filed: dict[str, str] = {}
        for problem in ("stale-content", "inspection-failed", "late-answer"):
            body = {"what": "检查通报", "organ": bureau, "protection": "none", "source": "inspection"}
            asked = body | {"problem": problem, "intake": worked.the("organ.city")}
            filed[problem] = (await worked.does("intake", "/api/reports", asked, status=201))["id"]
        (matter,) = (await imported(worked, CHECKS.encode()))["matters"]
        await worked.follow()
        seen = await worked.sees("manager", f"/api/duties/{matter}")
        (stale,) = seen["breaches"]
        assert stale["provision"] == "guide-and-catalogue"
        assert {filed["stale-content"], filed["inspection-failed"]} <= set(stale["alike"])
        assert filed["late-answer"] not in stale["alike"]
        worked.versions[UUID(matter)] = seen["version"]
        lead = {"breach": stale["id"], "account": {"text": "栏目长期未更新"}}
        refused = await worked.does("manager", f"/api/duties/{matter}/raise-lead", lead, status=409)
        assert [one["rule"] for one in refused["reasons"]] == ["lead-alike-not-answered"]
        same = lead | {"same_as": filed["stale-content"]}
        await worked.does("manager", f"/api/duties/{matter}/raise-lead", same)

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_leads_are_made_of_several_breaches_at_once_and_none_twice(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        rows = "".join(f"示例市土地局（演示）,公告{place},,2012-01-16,,\n" for place in range(3))
        (matter,) = (await imported(worked, (LOG.splitlines()[0] + "\n" + rows).encode()))["matters"]
        await worked.follow()
        seen = await worked.sees("manager", f"/api/duties/{matter}")
        ids = [one["id"] for one in seen["breaches"]]
        assert len(ids) == 3
        worked.versions[UUID(matter)] = seen["version"]
        path, asked = f"/api/duties/{matter}/raise-leads", {"breaches": ids, "account": {"text": "逾期公开"}}
        made = await worked.does("manager", path, asked)
        assert sorted(made["created"]) == ["report/1", "report/2", "report/3"]
        assert len(set(made["created"].values())) == 3
        again = await worked.does("manager", path, asked)
        assert "created" not in again
        shown = await worked.sees("manager", f"/api/duties/{matter}")
        assert {report for one in shown["breaches"] for report in one["reports"]} == set(made["created"].values())
        await worked.does("manager", path, asked | {"breaches": []}, status=400)

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_a_duty_is_one_for_each_organ_and_kind(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        body = {"kind": "xiangtan-portal", "body": str(CITY), "organ": str(BUREAU), "since": "2012-01-01"}
        first = await office.does("intake", "/api/duties", body, status=201)
        again = await office.does("intake", "/api/duties", body, status=201)
        assert first["id"] == again["id"]
        await office.does("intake", "/api/duties", body | {"since": "2012-02-01"}, status=409)
        path = f"/api/duties/{first['id']}"
        item = {"title": {"text": "规范性文件"}, "formed_on": "2012-03-02", "published_on": "2012-03-20"}
        await office.does("intake", f"{path}/note-item", item)
        (item,) = (await office.sees("manager", path))["items"]
        assert [(one["rule"], one["publish_by"], one["timing"]) for one in item["under"]] == [
            ("D-08", "2012-03-09", "late"),
            ("D-01", "2012-03-30", "in-time"),
        ]

    in_office(database, tmp_path, story)


def test_one_row_of_an_unknown_organ_refuses_all_when_asked(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        before = await imported(worked, LOG.encode(), "/preview", all_or_nothing=True)
        whole = await imported(worked, LOG.encode(), all_or_nothing=True)
        for answer in (before, whole):
            assert [answer[name] for name in ("rows", "created", "unchanged", "refused")] == [4, 0, 0, 4]
            assert [fault["code"] for fault in answer["faults"]] == ["organ-unknown"]
        assert (await imported(worked, LOG.encode()))["created"] == 3, "nothing had been taken"

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_a_bad_row_refuses_itself_alone_and_a_log_with_a_row_twice_is_taken_once(
    database: Database, tmp_path: Path
) -> None:
    checks = CHECKS + "示例市土地局（演示）,依申请公开,2012-03-08,2012-03-09,有\n"
    twice = (
        LOG.splitlines()[0]
        + "\n"
        + "".join(f"示例市土地局（演示）,机构职能,,2012-01-16,{day}\n" for day in ("2012-02-16", "2012-02-17"))
    )

    async def story(worked: Worked) -> None:
        for ending in ("/preview", ""):
            answer = await imported(worked, checks.encode(), ending)
            assert [answer[name] for name in ("rows", "created", "unchanged", "refused")] == [3, 2, 0, 1]
            (fault,) = answer["faults"]
            assert (fault["line"], fault["code"]) == (4, "duty-updated-after-check")
        for created in (1, 0, 0):
            answer = await imported(worked, twice.encode())
            assert (answer["created"], answer["unchanged"]) == (created, 2 - created)
            assert answer["breaches"] == 2, "late by its last day of publication, and the column"

    in_worked(database, tmp_path, story, until="policy-is-signed")
