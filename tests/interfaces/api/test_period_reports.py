"""The report of a period: the figures of the dashboard with the matters behind them, the same bytes each time."""

import re
import subprocess
from collections import Counter
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from openpyxl import load_workbook

from application.adapters.rulebook_files import packaged
from interfaces.period_report import WORDS, _lines, label_of_part
from interfaces.web.wording import Texts
from projections.dashboard.behind import Behind, in_parts
from projections.dashboard.ratings import BY_RATING
from projections.numbers.reads import numbers
from tests.support.postgres import Database
from tests.support.printing import office_program, typefaces
from tests.support.worked_matter import END, Worked, in_worked

MONTHS = ("November 2025", "December 2025", "January 2026", "February 2026")
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
        head = UUID(worked.the("proceeding.head"))
        async with worked.service.read() as connection:
            number = (await numbers(connection, [head]))[head]
        for column, texts in ((4, Texts("zh")), (5, Texts("en"))):
            assert texts.matter("proceeding", head, number) in {row[column] for row in decided}
        assert not re.search(r"[0-9a-f]{8}-|\b\d{4}-\d{2}\b(?!-)", str(matters)), "no ids, and months in words"
        record = (await manager.get("/api/dashboard/reconciliation", **year)).json()
        catalogue = await worked.service.around.catalogue()
        codes = set()
        for figure in record["figures"]:
            name = WORDS.figures[figure["figure"]].name.en
            shown = {of: count for (one, of), count in counts.items() if one == name}
            lines = Counter(row[3] or "" for row in matters if row[1] == name)
            if figure["figure"] != BY_RATING:
                parts = (
                    figure["parts"] if in_parts(figure["figure"]) else [{"code": "", "recorded": figure["recorded"]}]
                )
                told = {
                    label_of_part(part["code"], catalogue).en if part["code"] else "": part["recorded"]
                    for part in parts
                }
                assert shown == told
                assert lines == Counter(told)
                codes |= {part["code"] for part in parts} - {""}
        assert not {cell for row in matters for cell in row} & codes, "in words, not in codes"
        by_ground = {of for (one, of) in counts if one == WORDS.figures["measures_by_ground"].name.en}
        assert by_ground
        assert all(", " in of for of in by_ground)
        assert (await worked.people["clerk"].get(PATH, **year)).status_code == 403

    in_worked(database, tmp_path, story, until=END)


def test_a_month_in_which_nothing_was_decided_says_none_and_what_has_parts_is_told_by_them() -> None:
    listed = tuple(
        Behind(figure=figure, code=day.strftime("%Y-%m"), kind="case", matter=uuid4(), day=day)
        for figure, day in (
            ("opened_by_month", date(2025, 11, 3)),
            ("decided_by_month", date(2025, 12, 1)),
            ("decided_by_month", date(2026, 2, 1)),
        )
    )
    lines = [one for one in _lines(listed, None, None, packaged()) if one.figure.endswith("_by_month")]
    assert [(one.figure, one.of.en if one.of else "", one.count) for one in lines] == [
        *(("opened_by_month", month, count) for month, count in zip(MONTHS, (1, 0, 0, 0), strict=True)),
        *(("decided_by_month", month, count) for month, count in zip(MONTHS, (0, 1, 0, 1), strict=True)),
    ]
    for name, figure in WORDS.figures.items():
        assert in_parts(name) == ("{of}" in figure.said.zh) == ("{of}" in figure.said.en), name


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

    async def story(worked: Worked) -> tuple[bytes, int, Any, list[tuple[Any, ...]]]:
        year = {"since": f"{worked.today.year}-01-01", "until": f"{worked.today.year}-12-31"}
        manager, asked = worked.people["manager"], {**year, "as_of": worked.today.isoformat()}
        content = (await manager.get(PATH, **asked)).content
        counts, matters = sheets(content)
        assert matters == sheets((await manager.get(PATH, **year)).content)[1], "also the names, worked out of the log"
        printed = await manager.get(PATH, **asked, form="pdf")
        assert printed.content == (await manager.get(PATH, **asked, form="pdf")).content
        office = await manager.get(PATH, **asked, form="docx")
        assert office.content[:2] == b"PK"
        assert office.content == (await manager.get(PATH, **asked, form="docx")).content
        parts = [row for row in load_workbook(BytesIO(content))["数字"].iter_rows(values_only=True) if row[2]]
        return printed.content, worked.today.year, counts["Decisions", ""], parts

    content, year, decisions, parts = in_worked(database, tmp_path, story, until=END)
    told = subprocess.run(["pdftotext", "-", "-"], input=content, check=True, capture_output=True).stdout
    said = "".join(told.decode().split())
    assert f"{year}年信息公开和电子政务责任追究情况" in said
    assert f"作出处理决定{decisions}件" in said
    assert "按涉嫌情形；一案有几种情形的" in said
    assert "举报人评价了处理结果的线索0件" in said
    assert "数据截至" in said
    grounds = [row for row in parts if row[0] == WORDS.figures["measures_by_ground"].name.zh]
    assert grounds
    for row in grounds:
        assert "".join(f"{row[2]}：{row[4]}件。".split()) in said
    assert "：0件" not in said.partition("举报人评价")[0]
