"""The report of a period: the figures of the dashboard with the matters behind them, the same bytes each time."""

import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.support.postgres import Database
from tests.support.printing import office_program, typefaces
from tests.support.worked_matter import END, Worked, in_worked

PATH = "/api/dashboard/report"


def sheets(content: bytes) -> tuple[dict[tuple[str, str], Any], list[tuple[Any, ...]]]:
    """Counts by figure and part (in English), and the lines of the matters."""
    book = load_workbook(BytesIO(content))
    rows = list(book["数字"].iter_rows(values_only=True))
    start = next(number for number, row in enumerate(rows) if row[0] == "指标")
    counts = {(row[1], row[3] or ""): row[4] for row in rows[start + 1 :]}
    return counts, list(book["清单"].iter_rows(min_row=2, values_only=True))


def test_a_period_report_says_what_the_dashboard_says_and_lists_what_is_behind_it(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        year = {"since": f"{worked.today.year}-01-01", "until": f"{worked.today.year}-12-31"}
        manager = worked.people["manager"]
        found = (await manager.get("/api/dashboard", **year)).json()
        first = await manager.get(PATH, **year)
        assert first.status_code == 200, first.text
        assert first.content == (await manager.get(PATH, **year)).content
        counts, matters = sheets(first.content)
        assert counts["Decisions", ""] == found["decided"]["count"] > 0
        measures = {of: count for (name, of), count in counts.items() if name == "Decisions, by measure"}
        assert sum(measures.values()) == sum(one["count"] for one in found["by_measure"]) > 0
        for (name, _), count in counts.items():
            assert isinstance(count, int | float | None), name
        decided = [row for row in matters if row[0] == "作出决定"]
        assert len(decided) == counts["Decisions", ""]
        assert worked.the("proceeding.head") in {row[3] for row in decided}
        names = "".join(str(row) for row in matters)
        assert worked.the("report") not in names
        assert (await worked.people["clerk"].get(PATH, **year)).status_code == 403

    in_worked(database, tmp_path, story, until=END)


def test_as_of_a_day_it_says_what_was_recorded_by_then_whatever_came_later(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        year = {"since": f"{worked.today.year}-01-01", "until": f"{worked.today.year}-12-31"}
        manager = worked.people["manager"]
        before = (worked.today - timedelta(days=1)).isoformat()
        live, _ = sheets((await manager.get(PATH, **year)).content)
        today = await manager.get(PATH, **year, as_of=worked.today.isoformat())
        assert sheets(today.content)[0] == live
        past = await manager.get(PATH, **year, as_of=before)
        counts, matters = sheets(past.content)
        assert (counts["Cases opened", ""], matters) == (0, [])
        assert past.content == (await manager.get(PATH, **year, as_of=before)).content

    in_worked(database, tmp_path, story, until="two-investigators")


def test_days_that_do_not_fit_are_refused_with_their_place(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        manager, today = worked.people["manager"], worked.today
        swapped = await manager.get(PATH, since="2026-12-31", until="2026-01-01")
        assert (swapped.status_code, swapped.json()["place"]) == (400, "until")
        tomorrow = (today + timedelta(days=1)).isoformat()
        early = await manager.get(PATH, since="2026-01-01", until="2026-12-31", as_of=tomorrow)
        assert (early.status_code, early.json()["place"]) == (400, "as_of")

    in_worked(database, tmp_path, story, until="open-case")


def test_a_year_is_the_worded_section_of_the_annual_report(database: Database, tmp_path: Path) -> None:
    typefaces()
    office_program()

    async def story(worked: Worked) -> tuple[bytes, int, Any]:
        year = {"since": f"{worked.today.year}-01-01", "until": f"{worked.today.year}-12-31"}
        manager, asked = worked.people["manager"], {**year, "as_of": worked.today.isoformat()}
        counts, _ = sheets((await manager.get(PATH, **asked)).content)
        printed = await manager.get(PATH, **asked, form="pdf")
        assert printed.content == (await manager.get(PATH, **asked, form="pdf")).content
        office = await manager.get(PATH, **asked, form="docx")
        assert office.content[:2] == b"PK"
        assert office.content == (await manager.get(PATH, **asked, form="docx")).content
        return printed.content, worked.today.year, counts["Decisions", ""]

    content, year, decisions = in_worked(database, tmp_path, story, until=END)
    told = subprocess.run(["pdftotext", "-", "-"], input=content, check=True, capture_output=True).stdout
    said = "".join(told.decode().split())
    assert f"{year}年信息公开和电子政务责任追究情况" in said
    assert f"作出处理决定{decisions}件" in said
    assert "按涉嫌情形；一案有几种情形的" in said
    assert "举报人评价了处理结果的线索0件" in said
    assert "数据截至" in said
