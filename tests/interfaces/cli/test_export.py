"""``wenze export``: a case file and a period's report on the machine that holds the data."""

import asyncio
import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from interfaces.cli.exit_codes import DONE, REFUSED, USAGE
from interfaces.cli.main import run
from tests.support.postgres import Database
from tests.support.worked_matter import END, Worked, in_worked

LOCAL_OPERATOR = "00000000-0000-4000-8000-000000000002"


@pytest.fixture
def settled(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Names the worked case's database to the command; called once the case is in it."""

    def settle() -> None:
        monkeypatch.setenv("WENZE_DATABASE_URL", database.app)
        monkeypatch.setenv("WENZE_KEY_FILE", str(tmp_path / "root.key"))

    return settle


def test_case_and_report_are_what_the_service_gives(
    database: Database, tmp_path: Path, settled: Callable[[], None], capsys: pytest.CaptureFixture[str]
) -> None:
    async def story(worked: Worked) -> None:
        settled()
        case, file = worked.the("case"), tmp_path / "case.zip"
        year, today = worked.today.year, worked.today.isoformat()
        served = await worked.people["manager"].get(f"/api/cases/{case}/archive")
        assert served.status_code == 200, served.text
        assert await asyncio.to_thread(run, ["export", "case", case, str(file)]) == DONE
        assert capsys.readouterr().out.endswith(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file}\n")
        assert file.read_bytes() == served.content
        assert zipfile.is_zipfile(file)
        assert file.stat().st_mode & 0o077 == 0, "nobody else on the machine may read it"
        seen = (await worked.sees("auditor", "/api/audit/reads", limit=1000))["entries"]
        assert LOCAL_OPERATOR in {one["actor"] for one in seen if one["purpose"] == "case.export"}
        period = ["--since", f"{year}-01-01", "--until", f"{year}-12-31"]
        report = tmp_path / "report.xlsx"
        body = worked.the("organ.city")
        assert await asyncio.to_thread(run, ["export", "report", str(report), *period, "--body", body]) == DONE
        served = await worked.people["auditor"].get(
            "/api/dashboard/report", since=period[1], until=period[3], as_of=today
        )
        everything = tmp_path / "all.xlsx"
        assert await asyncio.to_thread(run, ["export", "report", str(everything), *period, "--as-of", today]) == DONE
        assert everything.read_bytes() == served.content
        assert load_workbook(report)["清单"].max_row <= load_workbook(everything)["清单"].max_row

    in_worked(database, tmp_path, story, until=END)


def test_what_cannot_be_exported_is_said_with_the_way_out(
    database: Database, tmp_path: Path, settled: Callable[[], None], capsys: pytest.CaptureFixture[str]
) -> None:
    async def story(worked: Worked) -> None:
        settled()

        async def refused(*words: str) -> tuple[int, str]:
            code = await asyncio.to_thread(run, ["export", *words, "--lang", "en"])
            return code, capsys.readouterr().err

        period = ("--since", "2026-01-01", "--until", "2026-12-31")
        there = tmp_path / "there.zip"
        there.write_bytes(b"x")
        code, said = await refused("case", worked.the("case"), str(there))
        assert (code, there.read_bytes()) == (REFUSED, b"x")
        assert "Name another" in said
        code, said = await refused("case", str(uuid4()), str(tmp_path / "a.zip"))
        assert code == REFUSED
        assert "no such case" in said
        code, said = await refused("case", worked.the("case"), str(tmp_path / "b.zip"), "--until", "2000-01-01")
        assert code == REFUSED
        code, said = await refused("case", worked.the("case"), str(tmp_path / "nowhere" / "b.zip"))
        assert code == REFUSED
        assert f"no folder {tmp_path / 'nowhere'}" in said
        code, said = await refused("report", str(tmp_path / "c.odt"), *period)
        assert code == USAGE
        assert ".docx" in said
        code, said = await refused("report", str(tmp_path / "d.xlsx"), *period, "--as-of", "2999-01-01")
        assert code == USAGE
        assert "--as-of" in said

    in_worked(database, tmp_path, story, until="open-case")
    assert sorted(each.name for each in tmp_path.glob("*.*")) == ["root.key", "there.zip"]
