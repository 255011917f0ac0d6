"""``wenze rulebook text``: a file becomes words beside the citations, or is refused with what to do."""

from pathlib import Path

import pytest

from interfaces.cli.main import run
from tests.support.postgres import Database

TEXT = "清远市政府信息公开工作过错责任追究办法（试行）\n\n第一条 示例的目的。\n\n第五条 示例的正文。\n"


def test_a_text_is_added_and_listed(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WENZE_DATABASE_URL", database.app)
    monkeypatch.setenv("WENZE_DATA", str(tmp_path))
    file = tmp_path / "official-text.txt"
    for content, said in ((b"\xff\xff", "GB18030"), (b"nothing", "line of its own"), (b"", "line of its own")):
        file.write_bytes(content)
        assert run(["--lang", "en", "rulebook", "text", "add", str(file)]) == 1
        assert said in capsys.readouterr().err
    assert run(["rulebook", "text", "add", str(tmp_path / "none.txt")]) == 2
    file.write_text(TEXT, "gb18030")
    assert run(["--lang", "en", "rulebook", "text", "add", str(file)]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("qingyuan-fault-liability@2011-05-01")
    assert "  changed: 1, 5, 5/1" in shown.splitlines()[1:], "which they are, not only how many"
    assert run(["rulebook", "text", "list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
