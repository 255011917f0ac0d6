"""The report of a period: the figures of the dashboard, the same bytes each time, within the reader's scope."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from tests.support.postgres import Database
from tests.support.printing import typefaces
from tests.support.worked_matter import END, Worked, in_worked


def test_a_period_report_says_what_the_dashboard_says_and_is_the_same_each_time(
    database: Database, tmp_path: Path
) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        year = {"since": f"{worked.today.year}-01-01", "until": f"{worked.today.year}-12-31"}
        manager = worked.people["manager"]
        found = (await manager.get("/api/dashboard", **year)).json()
        for form in ("xlsx", "pdf"):
            first = await manager.get("/api/dashboard/report", **year, form=form)
            again = await manager.get("/api/dashboard/report", **year, form=form)
            assert first.status_code == 200, first.text
            assert first.content == again.content
        sheet = load_workbook(BytesIO((await manager.get("/api/dashboard/report", **year)).content)).active
        assert sheet is not None
        rows = list(sheet.iter_rows(min_row=3, values_only=True))
        counts = {row[1]: row[4] for row in rows if not row[3]}
        assert counts["Decisions"] == found["decided"]["count"]
        measures = {row[3]: row[4] for row in rows if row[1] == "Decisions, by measure"}
        assert sum(measures.values()) == sum(one["count"] for one in found["by_measure"])
        wrong = await manager.get("/api/dashboard/report", since=year["until"], until=year["since"])
        assert wrong.status_code == 400
        assert (await worked.people["clerk"].get("/api/dashboard/report", **year)).status_code == 403

    in_worked(database, tmp_path, story, until=END)
