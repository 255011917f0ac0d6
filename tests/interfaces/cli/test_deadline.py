"""``wenze deadline`` as a person types it."""

from pathlib import Path

import msgspec
import pytest

from application.adapters.calendar_files import deadline_rules
from domain.calendar.deadline import StepKind
from domain.calendar.period import Unit
from domain.calendar.rules import Basis
from interfaces.calendar_faults import SENTENCES
from interfaces.cli import main
from interfaces.cli.exit_codes import DONE, USAGE
from interfaces.deadline_words import WORDS

VECTORS = [
    ("5wd", "2011-04-28", "2011-05-06"),
    ("5wd", "2011-05-30", "2011-06-07"),
    ("5wd", "2011-09-28", "2011-10-10"),
    ("5wd", "2011-09-29", "2011-10-11"),
    ("5wd", "2012-01-19", "2012-01-31"),
    ("5wd", "2013-02-07", "2013-02-19"),
    ("15wd", "2011-09-26", "2011-10-20"),
    ("20wd", "2025-01-24", "2025-02-27"),
    ("20wd", "2025-09-26", "2025-10-30"),
    ("7wd", "2025-09-26", "2025-10-13"),
    ("20wd", "2026-02-12", "2026-03-18"),
    ("5wd", "2019-04-26", "2019-05-06"),
    ("30d", "2025-09-08", "2025-10-09"),
    ("30d", "2025-08-29", "2025-09-28"),
    ("1m", "2025-08-31", "2025-09-30"),
    ("1m", "2025-12-31", "2026-02-02"),
    ("15d", "2026-09-10", "2026-09-28"),
    ("6m", "2012-08-31", "2013-02-28"),
]


def answer(capsys: pytest.CaptureFixture[str], line: str) -> list[str]:
    assert main.run(["deadline", *line.split(), "--lang", "en"]) == DONE
    return capsys.readouterr().out.splitlines()


def refusal(capsys: pytest.CaptureFixture[str], line: str) -> str:
    assert main.run(["deadline", *line.split(), "--lang", "en"]) == USAGE
    shown = capsys.readouterr()
    assert shown.out == ""
    return shown.err


@pytest.mark.parametrize(("period", "event", "due"), VECTORS)
def test_the_due_date_stands_alone_on_the_first_line(
    capsys: pytest.CaptureFixture[str], period: str, event: str, due: str
):
    lines = answer(capsys, f"--period {period} --from {event}")
    assert lines[0] == due
    assert not any("provisional" in line for line in lines)


@pytest.mark.parametrize(("period", "event", "due"), VECTORS)
def test_the_working_as_json_is_one_line_under_the_date(
    capsys: pytest.CaptureFixture[str], period: str, event: str, due: str
):
    first, second = answer(capsys, f"--period {period} --from {event} --json")
    assert first == due
    assert msgspec.json.decode(second)["due"] == due


def test_the_working_lists_each_skipped_and_each_made_up_day_with_its_notice(capsys: pytest.CaptureFixture[str]):
    lines = answer(capsys, "--period 5wd --from 2011-09-28")
    skipped = [line.split()[0] for line in lines if "not counted —" in line]
    made_up = [line.split()[0] for line in lines if "made-up" in line]
    assert skipped == [f"2011-10-0{day}" for day in range(1, 8)]
    assert made_up == ["2011-10-08", "2011-10-09"]
    assert all("国办发明电〔2010〕40号" in line for line in lines if line[2:].startswith("2011-10-0"))


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("--period 1m --from 2025-12-31 --no-roll", "2026-01-31"),
        ("--period 5wd --from 2019-04-22", "2019-04-28"),
        ("--period 5wd --from 2019-04-22 --as-known-on 2019-03-22", "2019-04-28"),
        ("--period 5wd --from 2019-04-22 --as-known-on 2019-03-21", "2019-04-29"),
        ("--period 3wd --from 2015-09-01 --as-known-on 2015-05-12", "2015-09-04"),
        ("--period 3wd --from 2015-09-01 --as-known-on 2015-05-13", "2015-09-07"),
        ("--period 2wd --from 2020-01-30 --as-known-on 2020-01-26", "2020-02-01"),
        ("--period 2wd --from 2020-01-30", "2020-02-04"),
        # Wed 10 Sep counts, 11 to 17 do not: 8, 9, 10, 18, 19
        ("--period 5wd --from 2025-09-05 --pause 2025-09-10..2025-09-17", "2025-09-19"),
        ("--period 5wd --from 2025-09-05 --pause 2025-09-10..2025-09-12 --pause 2025-09-11..2025-09-17", "2025-09-19"),
        ("--period 10d --from 2025-09-01 --pause 2025-09-03..2025-09-05", "2025-09-15"),
        ("--period 1m --from 2025-08-31 --pause 2025-09-10..2025-09-12 --no-roll", "2025-10-02"),
        # 30 d end on Wed 8 Oct, a holiday; the extension runs from there, not from the 9th
        ("--period 30d --from 2025-09-08 --extend 30d", "2025-11-07"),
        ("--period 6m --from 2025-08-31 --extend 6m --cap 12m --no-roll", "2026-08-28"),
        ("--rule D-03 --from 2025-09-26", "2025-10-30"),
        ("--rule D-03 --from 2025-09-26 --extend 20wd", "2025-11-27"),
        ("--rule D-09 --from 2025-05-05", "2026-01-31"),
        ("--rule D-10 --from 2025-03-31", "2025-06-30"),
        ("--rule D-20-6 --from 2012-08-31", "2013-02-28"),
        ("--rule D-22 --from 2012-02-29", "2013-02-28"),
    ],
)
def test_a_variant_changes_the_answer_as_the_law_says(capsys: pytest.CaptureFixture[str], line: str, due: str):
    assert answer(capsys, line)[0] == due


def test_a_last_day_on_a_made_up_sunday_says_why_it_does_not_roll(capsys: pytest.CaptureFixture[str]):
    lines = answer(capsys, "--period 30d --from 2025-08-29")
    assert [line.split()[:2] for line in lines if "made-up" in line] == [["2025-09-28", "Sun"]]


@pytest.mark.parametrize(("event", "shown"), [("2025-08-31", 1), ("2025-08-30", 0)])
def test_only_a_missing_corresponding_day_is_told(capsys: pytest.CaptureFixture[str], event: str, shown: int):
    lines = answer(capsys, f"--period 1m --from {event}")
    assert lines[0] == "2025-09-30"
    assert sum("no such day" in line for line in lines) == shown


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("--period 5wd --from 2011-09-28", ["201", "203"]),
        ("--period 1m --from 2025-12-31", ["201", "203", "203"]),
        ("--period 1m --from 2025-08-31", ["201", "202", "203"]),
    ],
)
def test_the_working_cites_the_rules_of_counting_that_it_used(
    capsys: pytest.CaptureFixture[str], line: str, rules: list[str]
):
    cited = [each for each in answer(capsys, line) if each.startswith("counting:")]
    assert [each.partition("civil-code@2021-01-01#")[2][:3] for each in cited] == rules


def test_beyond_the_last_notice_the_answer_is_provisional(capsys: pytest.CaptureFixture[str]):
    lines = answer(capsys, "--period 20wd --from 2026-12-20")
    assert sum(line.startswith("provisional") for line in lines) == 2


def test_a_local_arrangement_is_added_from_a_file_for_its_jurisdiction_alone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    notice = tmp_path / "local.toml"
    notice.write_text(
        """
        id = "example-2024"
        title = { zh = "示例节日安排", en = "Example festival arrangement" }
        jurisdiction = "532500"
        known_from = 2024-06-01
        known_from_basis = "notice"
        [[festivals]]
        code = "example"
        title = { zh = "示例节", en = "Example festival" }
        off = [2024-07-30]
        """,
        encoding="utf-8",
    )
    line = f"--period 2wd --from 2024-07-29 --notice {notice}"
    assert answer(capsys, line)[0] == "2024-07-31"
    assert answer(capsys, f"{line} --jurisdiction 530000")[0] == "2024-07-31"
    lines = answer(capsys, f"{line} --jurisdiction 532501")
    assert lines[0] == "2024-08-01"
    assert any("Example festival arrangement" in each for each in lines)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--from 2025-01-01", "--period"),
        ("--period 5wd", "--from"),
        ("--period 5wd --rule D-01 --from 2025-01-01", "either"),
        ("--period 0wd --from 2025-01-01", "0wd"),
        ("--period 5wd --from 2025-02-30", "2025-02-30"),
        ("--period 5wd --from 20250130", "20250130"),
        ("--period 5wd --from 2025-01-01 --pause 2025-01-05", "2025-01-05"),
        ("--period 5wd --from 2025-01-01 --pause 2025-01-05..2025-01-04", "2025-01-04"),
        ("--period 5wd --from 2025-01-01 --pause 0001-01-01..9999-12-31", "0001-01-01"),
        ("--period 5wd --from 2025-01-01 --pause 1900-01-01..2999-12-31", "ten years"),
        ("--period 9999y --from 2025-01-01", "9999"),
        ("--period 5wd --from 9990-01-01", "2999-12-31"),
        ("--period 5wd --from 1899-12-31", "1900-01-01"),
        ("--period 5wd --from 2025-01-01 --as-known-on 9999-12-31", "2999-12-31"),
        ("--period 5wd --from 2025-01-01 --jurisdiction Yunnan", "Yunnan"),
        ("--period 5wd --from 2025-01-01 --cap 12m", "--extend"),
        ("--period 6m --from 2025-01-31 --extend 7m --cap 12m", "12m"),
        ("--rule D-99 --from 2025-01-01", "D-99"),
        ("--rule D-25 --from 2025-01-01", "D-25"),
        ("--rule D-02 --from 2019-05-15", "2019-05-15"),
        ("--rule D-01 --from 2025-01-01 --extend 5wd", "D-01"),
        ("--rule D-03 --from 2025-01-01 --extend 21wd", "21wd"),
        ("--period 5wd --from 2025-01-01 --notice no-such-file.toml", "no-such-file.toml"),
    ],
)
def test_what_cannot_be_answered_is_said_with_its_place(capsys: pytest.CaptureFixture[str], line: str, said: str):
    message = refusal(capsys, line)
    assert said in message
    assert "{" not in message


def test_every_step_unit_basis_and_doubt_has_words_in_both_languages():
    assert set(WORDS.steps) == set(StepKind)
    assert set(WORDS.units) == set(Unit)
    assert set(WORDS.bases) == set(Basis)
    for table in (WORDS.steps, WORDS.units, WORDS.bases, WORDS.doubts, WORDS.frame, SENTENCES):
        assert all(title.zh and title.en for title in table.values())


def test_every_rule_is_listed(capsys: pytest.CaptureFixture[str]):
    listed = [line.split()[0] for line in answer(capsys, "--list")]
    assert listed == [rule.id for rule in deadline_rules().rules]
