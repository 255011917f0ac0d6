"""The command line as a person meets it."""

import re
import subprocess
import sys

import pytest

from application.adapters import archive, migrations, postgres_faults, restore
from application.errors import StoreUnavailable
from domain.refusal import Reason, Refused
from interfaces.cli import faults, main, wording
from interfaces.cli.exit_codes import DONE, REFUSED, UNAVAILABLE, USAGE


def test_help_comes_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["--help", "--lang", "zh"]) == DONE
    assert "用法：wenze" in capsys.readouterr().out
    assert main.run(["--lang=en", "--help"]) == DONE
    assert "usage: wenze" in capsys.readouterr().out


def test_an_unknown_command_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["no-such-command", "--lang", "en"]) == USAGE
    assert "no-such-command" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US"}, "zh"),
    ],
)
def test_the_terminal_chooses_the_language(environment: dict[str, str], spoken: str) -> None:
    assert wording.from_environment(environment) == spoken


def codes_of(*families: type[Exception]) -> set[str]:
    """The codes of the leaves of each family of faults."""
    leaves = {leaf for family in families for leaf in family.__subclasses__()}
    return {str(vars(leaf)["code"]) for leaf in leaves}


def test_every_fault_of_the_database_and_of_backups_has_a_sentence() -> None:
    families = (postgres_faults.DatabaseFault, migrations.MigrationFault, archive.ArchiveFault, restore.RestoreFault)
    assert codes_of(*families) <= set(faults.SENTENCES)


def test_every_sentence_can_be_filled() -> None:
    for sentence in faults.SENTENCES.values():
        assert sentence.zh.format("a", "b", "c").count("{") == 0
        assert set(re.findall(r"{\d}", sentence.zh)) == set(re.findall(r"{\d}", sentence.en))


def test_a_lost_database_is_said_plainly(capsys: pytest.CaptureFixture[str]) -> None:
    wording.choose("en")
    assert faults.tell(StoreUnavailable()) == UNAVAILABLE
    assert "Everything acknowledged is stored" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("spoken", "said", "day"),
    [
        ("zh", "采用日期早于今天。自今天或以后的日期起采用。", "2026年1月1日"),
        ("en", "It would apply from a day that has passed.", "1 January 2026"),
    ],
)
def test_what_a_rule_refuses_is_said_in_its_words(
    spoken: wording.Language, said: str, day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    wording.choose(spoken)
    reasons = (Reason(rule="adoption-backdated", about=("2026-01-01",)), Reason(rule="adoption-not-proposed"))
    assert faults.tell(Refused(reasons)) == REFUSED
    first, second = capsys.readouterr().err.splitlines()
    assert said in first
    assert day in first
    assert second


def test_the_command_line_loads_no_driver_and_no_server() -> None:
    probe = (
        "import sys; from interfaces.cli import main; main.parser();"
        "print(*sorted({'psycopg', 'litestar', 'granian', 'openpyxl', 'cryptography'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == ""
