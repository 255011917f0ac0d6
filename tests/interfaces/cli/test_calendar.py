"""``wenze calendar`` on a database: what is proposed is listed, and waits for a second signature."""

from datetime import date
from pathlib import Path

import pytest

from application.adapters.calendar_files import shipped_notices
from interfaces.cli.main import run
from tests.support.made_up import an_id
from tests.support.postgres import Database

NOTICE = """
id = "example-2027"
title = { zh = "示例安排", en = "Example arrangement" }
known_from = 2026-11-20
known_from_basis = "notice"

[[festivals]]
code = "new-year"
title = { zh = "元旦", en = "New Year" }
off = [2027-01-01]
"""


@pytest.fixture
def notice(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WENZE_DATABASE_URL", database.app)
    monkeypatch.setenv("WENZE_DATA", str(tmp_path))
    file = tmp_path / "notice.toml"
    file.write_text(NOTICE, "utf-8")
    return file


def test_a_proposed_notice_is_listed_and_does_not_hold_yet(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["calendar", "import", str(notice), "--preview"]) == 0
    assert run(["calendar", "import", str(notice)]) == 2
    capsys.readouterr()
    assert run(["calendar", "list"]) == 0
    before = capsys.readouterr().out.splitlines()
    assert len(before) == len(shipped_notices())
    assert run(["calendar", "import", str(notice), "--body", str(an_id("body"))]) == 0
    content = capsys.readouterr().out.splitlines()[-1]
    assert run(["calendar", "list"]) == 0
    after = capsys.readouterr().out.splitlines()
    assert after == [*before, f"proposed example-2027 {content}"]
    assert run(["calendar", "show", "example-2027"]) == 0
    assert date(2027, 1, 1).isoformat() in capsys.readouterr().out
    assert run(["calendar", "show", "nothing"]) == 1


def test_a_target_for_reminders_is_added_and_a_webhook_gets_its_secret(
    notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert notice.exists()
    target = ["calendar", "target", "--body", str(an_id("body"))]
    assert run([*target, "--mail", "office@example.invalid"]) == 0
    assert run([*target, "--webhook", "https://example.invalid/reminders"]) == 0
    mail, webhook = capsys.readouterr().out.splitlines()
    assert len(mail.split()) == 1
    assert len(webhook.split()[1]) == 64
    assert run([*target, "--webhook", "http://example.invalid"]) == 2


def test_a_file_that_cannot_be_read_is_told_with_its_place(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notice.write_text('id = "x"', "utf-8")
    assert run(["calendar", "import", str(notice), "--preview"]) == 2
    assert "notice.toml" in capsys.readouterr().err
