"""Score sheets: points come in once, from any kind of sheet, and a row that cannot be taken says why."""

from pathlib import Path
from uuid import uuid4

import httpx

from tests.interfaces.api.test_assessment import assessment
from tests.interfaces.api.test_imports import XLSX, counts
from tests.support.postgres import Database
from tests.support.spreadsheets import csv_bytes, xlsx_bytes
from tests.support.worked_matter import Worked, in_worked

HEADINGS = ("被考核单位", "1 组织推进", "2", "载体建设", "4", "5")


async def sent(
    worked: Worked, who: str, path: str, content: bytes, *, kind: str = "text/csv", query: str = ""
) -> httpx.Response:
    headers = worked.people[who]._headers() | {"Content-Type": kind, "Idempotency-Key": str(uuid4())}
    return await worked.client.post(f"{path}/scores{query}", content=content, headers=headers)


async def name_of(worked: Worked, organ: str) -> str:
    snapshot = await worked.service.registers.snapshot()
    return next(term.name for term in snapshot.organs(worked.service.around.today()) if str(term.organ) == organ)


def test_a_sheet_is_taken_once_and_a_changed_one_corrects(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        bureau = await name_of(worked, worked.the("organ.bureau"))
        path = await assessment(worked)
        row = (bureau, "12.5", "25", "9", "8", "5.00")
        sheet = csv_bytes([row], HEADINGS)
        preview = await sent(worked, "intake", path, sheet, query="/preview")
        assert counts(preview) == (1, 1, 0, 0)
        assert (await worked.sees("intake", path))["results"] == []
        assert counts(await sent(worked, "intake", path, sheet)) == (1, 1, 0, 0)
        assert (await worked.sees("intake", path))["results"][0]["total"] == "59.5"
        numbers = (bureau, 12.5, 25, 9, 8, 5)
        same = await sent(worked, "manager", path, xlsx_bytes([numbers], HEADINGS, title="评分表"), kind=XLSX)
        assert counts(same) == (1, 0, 1, 0)
        better = await sent(worked, "intake", path, csv_bytes([(bureau, "13", *row[2:])], HEADINGS))
        assert counts(better) == (1, 1, 0, 0)
        assert better.json()["corrected"] == 1
        assert (await worked.sees("intake", path))["results"][0] == {
            "organ": worked.the("organ.bureau"),
            "total": "60",
            "grade": "grade-qualified",
        }

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_a_row_that_cannot_be_taken_says_why_and_keeps_nobody_else_out(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        bureau = await name_of(worked, worked.the("organ.bureau"))
        water = await name_of(worked, worked.the("organ.water"))
        path = await assessment(worked)
        rows = [
            (bureau, "12.5", "25", "9", "8", "5"),
            ("不存在的单位", "12.5", "25", "9", "8", "5"),
            (water, "12.5", "25", "9", "8", "5"),
            (bureau, "１", "2", "3", "4", "5"),
            (bureau, "", "2", "3", "4", "5"),
        ]
        whole = await sent(worked, "intake", path, csv_bytes(rows, HEADINGS), query="?all_or_nothing=true")
        assert counts(whole) == (5, 0, 0, 5)
        some = await sent(worked, "intake", path, csv_bytes(rows, HEADINGS))
        assert counts(some) == (5, 1, 0, 4)
        assert [(one["line"], one["code"]) for one in some.json()["faults"]] == [
            (6, "cell-missing"),
            (3, "organ-unknown"),
            (4, "assessment-of-other-organ"),
            (5, "organ-twice"),
        ]
        bad = await sent(worked, "intake", path, csv_bytes([(bureau, "21", "zwei", "9", "8", "5")], HEADINGS))
        assert {one["code"] for one in bad.json()["faults"]} == {
            "assessment-points-over-full",
            "assessment-points-unreadable",
        }
        other = await sent(worked, "intake", path, csv_bytes([(bureau, "1")], ("单位", "1")))
        assert (other.status_code, other.json()["code"]) == (422, "import-unreadable")
        assert (await sent(worked, "auditor", path, csv_bytes(rows, HEADINGS))).status_code == 403
        assert (await sent(worked, "investigator-1", path, csv_bytes(rows, HEADINGS))).status_code in {403, 404}

    in_worked(database, tmp_path, story, until="policy-is-signed")
