"""``wenze calendar`` on a database: what is proposed is listed, and waits for a second signature."""

import asyncio
from datetime import date
from pathlib import Path

import pytest

from application.actors import LOCAL_OPERATOR
from application.adapters.calendar_files import shipped_notices
from application.adapters.pool import connection_pool
from application.adapters.registers import Registers
from application.adapters.root_key import root_key_of
from domain.identity import OrganId
from domain.registers.records import OrganKind, OrganTerm
from interfaces.cli.main import run
from tests.application.reminders.conftest import Beside
from tests.support.made_up import an_id
from tests.support.postgres import Database
from tests.support.registered import register

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
    asked = ["calendar", "import", str(notice), "--body", str(an_id("body"))]
    for language, said in (("zh", "登记册中没有编号为"), ("en", "the register has no organ")):
        assert run([*asked, "--lang", language]) == 1
        told = capsys.readouterr().err
        assert said in told
        assert "--body" in told
    register(an_id("body"))
    assert run(asked) == 0
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
    assert run([*target, "--mail", "office@example.invalid"]) == 1, "a body that the register does not know"
    register(an_id("body"))
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


def test_an_import_lists_each_deadline_that_it_would_move_with_both_dates(
    database: Database, notice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def filed() -> tuple[str, date]:
        async with connection_pool(database.app) as pool:
            beside = Beside(database, pool, await root_key_of(pool, tmp_path / "root.key"), tmp_path)
            due = await beside.filled(until="filed")
            return str(beside.matter.case), due

    case, due = asyncio.run(filed())
    notice.write_text(NOTICE.replace("2027-01-01", due.isoformat()), "utf-8")
    assert run(["calendar", "import", str(notice), "--preview", "--lang", "en"]) == 0
    shown = capsys.readouterr()
    (line,) = [line for line in shown.out.splitlines() if case in line]
    kind, _, before, _, after = line.split()
    assert (kind, before) == ("decision", due.isoformat())
    assert after > before
    assert "deadlines that change: 1" in shown.err
    assert run(["calendar", "list"]) == 0
    assert "example-2027" not in capsys.readouterr().out, "a preview keeps nothing"


def test_the_next_higher_organ_is_told_only_where_the_register_names_it(
    database: Database, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body, above = OrganId(an_id("body")), OrganId(an_id("above"))
    asked = ["calendar", "target", "--body", str(body), "--next-higher", "--lang", "zh"]
    assert run(asked) == 1
    assert "上一级机关" in capsys.readouterr().err
    first = date(2008, 1, 1)
    organs = (
        OrganTerm(organ=above, valid_from=first, name="某省人民政府", kind=OrganKind.GOVERNMENT),
        OrganTerm(organ=body, valid_from=first, name="某市人民政府", kind=OrganKind.GOVERNMENT, next_higher=above),
    )

    async def entered() -> None:
        async with connection_pool(database.app) as pool:
            await Registers(pool).add(organs=organs, by=LOCAL_OPERATOR)

    asyncio.run(entered())
    assert run(asked) == 0
    assert capsys.readouterr().out.split() == [str(above)]
    assert run(asked) == 0, "asked twice is asked once"
    assert run([*asked, "--mail", "office@example.invalid"]) == 2
