"""The application log holds codes, ids, dates and numbers, whatever it is given."""

import io
import json
import logging
from collections.abc import Iterator
from uuid import UUID

import pytest
import structlog

from interfaces.log_setup import FIELDS, WITHHELD, configure

CANARY = "某甲的陈述"


@pytest.fixture
def output() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    stream = io.StringIO()
    configure(stream)
    yield stream
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    structlog.reset_defaults()


def entries(output: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.getvalue().splitlines()]


def test_listed_fields_pass_and_others_are_dropped(output: io.StringIO) -> None:
    structlog.get_logger().info("command_refused", rules=("a-rule",), stream=UUID(int=5), body=CANARY, token="t")
    (entry,) = entries(output)
    assert entry["rules"] == ["a-rule"]
    assert entry["stream"] == str(UUID(int=5))
    assert set(entry) == {"event", "level", "timestamp", "rules", "stream"}


@pytest.mark.parametrize(
    "value", [CANARY, "two words", "line\nbreak", "\x1b[31m", "x" * 121, {"a": 1}, b"raw", [CANARY]]
)
def test_a_value_that_could_be_text_is_withheld(output: io.StringIO, value: object) -> None:
    structlog.get_logger().info("noted", code=value)
    (entry,) = entries(output)
    assert entry["code"] in (WITHHELD, [WITHHELD])


def test_a_defect_says_where_and_never_what(output: io.StringIO) -> None:
    try:
        int(CANARY)
    except ValueError:
        structlog.get_logger().exception("command_failed")
    (entry,) = entries(output)
    assert entry["error"] == "ValueError"
    assert "test_log_setup.py:" in str(entry["frames"])
    assert CANARY not in output.getvalue()


def test_a_librarys_words_stay_out(output: io.StringIO) -> None:
    logging.getLogger("some.library").warning("could not store %s", CANARY)
    (entry,) = entries(output)
    assert (entry["event"], entry["library"], entry["level"]) == ("library_noted", "some.library", "warning")
    assert CANARY not in output.getvalue()


def test_a_command_at_a_terminal_is_not_told_what_a_library_warns_of() -> None:
    output = io.StringIO()
    configure(output, libraries=logging.ERROR)
    logging.getLogger("some.library").warning("the connection is bad")
    assert entries(output) == []
    logging.getLogger("some.library").error("the connection is bad")
    assert [entry["library"] for entry in entries(output)] == ["some.library"]


def test_no_listed_field_is_a_name_or_a_text() -> None:
    assert not FIELDS & {"name", "body", "text", "statement", "token", "cookie", "headers", "message", "path", "query"}
