"""``wenze doctor`` as typed: words in both languages, and an exit code that a script can trust."""

import json
import re
from pathlib import Path

import pytest

from application.adapters.checks import appeals, calendar, database, machine, printing
from interfaces import setup_check
from interfaces.cli import main
from interfaces.cli.exit_codes import DONE, REFUSED


def test_a_migrated_folder_passes_and_an_empty_one_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WENZE_DATA", str(tmp_path / "data"))
    assert main.run(["doctor", "--json"]) == REFUSED
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (first["code"], first["grave"]) == ("migrations-missing", True)
    assert first["remedy_zh"]
    assert first["remedy_en"]
    assert main.run(["migrate"]) == DONE
    assert main.run(["doctor", "--lang", "en"]) == DONE
    assert "REFUSED" not in capsys.readouterr().out


def test_every_finding_has_its_advice_and_no_advice_is_left_over() -> None:
    sources = "".join(
        Path(module.__file__ or "").read_text(encoding="utf-8")
        for module in (appeals, calendar, database, machine, printing)
    )
    made = set(re.findall(r"(?:grave|notable)\(\s*\"([a-z0-9-]+)\"", sources))
    made |= {f"{name.replace('_', '-')}-off" for name in database.MUST_BE_ON}
    made |= {f"key-{reason}" for reason in ("missing", "loose-permissions", "foreign-owner", "unreadable")}
    assert made == set(setup_check.ADVICE)


def test_every_advice_can_be_filled_in_both_languages() -> None:
    for advice in setup_check.ADVICE.values():
        zh, en = (set(re.findall(r"{\d}", part)) for part in (advice.zh, advice.en))
        assert zh == en
        assert set(re.findall(r"{\d}", advice.remedy_zh + advice.remedy_en)) <= zh
