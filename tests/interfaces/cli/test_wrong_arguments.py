"""Wrong arguments are told in the language asked for, with what to do, whatever is wrong with them."""

import argparse
import ast
import re
from pathlib import Path

import pytest

from interfaces.cli import main
from interfaces.cli.exit_codes import USAGE
from interfaces.cli.wrong_arguments import PATTERNS, told

SAID_BY_THE_LIBRARY = re.compile(
    r"\b(argument|arguments|required|invalid|expected|choose|choices|unrecognized|allowed|ignored|ambiguous|fromisoformat)\b"
)
WRONG = [
    ("no-such-command", "no-such-command"),
    ("", "命令"),
    ("rulebook", "动作"),
    ("rulebook list --bogus", "--bogus"),
    ("--bogus rulebook list", "--bogus"),
    ("rulebook list one too many", "one too many"),
    ("rulebook list --json=yes", "yes"),
    ("rulebook show", "ID"),
    ("rulebook diff toy toy --on", "--on"),
    ("rulebook diff toy toy --on yesterday", "yesterday"),
    ("rulebook diff toy toy --on 9999-12-31", "2999-12-31"),
    ("account add officer --until 0001-01-01", "1900-01-01"),
    ("rulebook draft pyproject.toml --which two", "two"),
    ("rulebook propose pyproject.toml --body me", "me"),
    ("account add officer --role emperor", "emperor"),
    ("account token officer --days 367", "367"),
    ("account add officer --generate --password-stdin", "--generate"),
    ("assess absent.toml", "absent.toml"),
    ("export report there.csv --from x", "x"),
]


@pytest.mark.parametrize(("line", "about"), WRONG, ids=[line or "nothing" for line, _ in WRONG])
def test_what_is_wrong_is_said_in_each_language(line: str, about: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = {}
    for lang in ("zh", "en"):
        assert main.run([*line.split(), "--lang", lang]) == USAGE
        shown = capsys.readouterr()
        assert shown.out == ""
        said[lang] = shown.err.splitlines()[-1]
        assert "--help" in said[lang]
    assert about in said["zh"]
    assert not SAID_BY_THE_LIBRARY.search(said["zh"].partition("（")[2])
    assert re.search(r"[\u4e00-\u9fff]", said["zh"].partition("（")[2].rpartition("）")[0])
    assert "fromisoformat" not in said["en"]
    assert "_days" not in said["en"]


def test_an_argument_that_nobody_knows_is_an_error_of_the_command_that_got_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main.run(["rulebook", "list", "--josn", "--lang", "zh"]) == USAGE
    said = capsys.readouterr().err
    assert said.startswith("用法：wenze rulebook list")
    assert said.endswith("wenze rulebook list：参数有误（没有这样的参数：--josn）。说明：wenze rulebook list --help\n")


def test_every_sentence_that_the_library_can_say_has_a_pattern() -> None:
    """What is raised as ``ArgumentError`` or told by ``error`` in this version of the library."""
    tree = ast.parse(Path(argparse.__file__).read_text("utf-8"))
    said = [
        each.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("_", "ngettext")
        for each in call.args
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    assert "unrecognized arguments: %s" in said
    for sentence in set(said) - FOR_PROGRAMMERS:
        filled = re.sub(r"%(\(\w+\))?[sr]", "7", sentence)
        assert told(filled) is not None, sentence


def test_both_languages_name_the_same() -> None:
    for pattern in PATTERNS:
        groups = re.compile(pattern.said).groups
        assert {*re.findall(r"{(\d)}", pattern.zh)} == {*re.findall(r"{(\d)}", pattern.en)}
        assert len(re.findall(r"{(\d)}", pattern.zh)) <= groups


FOR_PROGRAMMERS = {
    "usage: ",
    "argument %(argument_name)s: %(message)s",
    ".__call__() not defined",
    "conflicting subparser: %s",
    "conflicting subparser alias: %s",
    'argument "-" with mode %r',
    "cannot merge actions - two groups are named %r",
    "'required' is an invalid argument for positionals",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
    "conflicting option string: %s",
    "conflicting option strings: %s",
    "mutually exclusive arguments must be optional",
    "positional arguments",
    "options",
    "show this help message and exit",
    "cannot have multiple subparser arguments",
    "subcommands",
    "%r is not callable",
    "%(prog)s: error: %(message)s\n",
}
"""Headings, and mistakes in the declaration of arguments, which no user can make."""
