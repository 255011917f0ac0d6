"""A file that a command is to read and that is not there is a wrong argument, in every command alike."""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from interfaces.cli import main
from interfaces.cli.arguments import code_or_file, day, file_or_input, file_to_read, folder_to_read
from interfaces.cli.exit_codes import USAGE

READ = (file_to_read, folder_to_read, code_or_file, file_or_input)
WRITTEN = {("backup", "file"), ("backup", "keys"), ("backup", "root_key_copy")} | {
    ("export case", "file"),
    ("export report", "file"),
}
"""Arguments that name a file which the command makes."""
SAMPLES: dict[object, str] = {UUID: "00000000-0000-4000-8000-000000000001", day: "2026-01-05"}


def leaves(parser: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> Iterator[tuple[str, list[argparse.Action]]]:
    """Every command with its arguments."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield " ".join(words), parser._actions
    for choice in below:
        for name, further in choice.choices.items():
            yield from leaves(further, (*words, name))


COMMANDS = dict(leaves(main.parser()[0]))
NAMED = [(command, action) for command, actions in COMMANDS.items() for action in actions if action.type in READ]


def line(command: str, named: argparse.Action, word: str, present: Path) -> list[str]:
    """A command line in which *word* stands for one argument, and everything else that is required is well formed."""
    given = command.split()
    for action in COMMANDS[command]:
        if action is named:
            given += [*action.option_strings[:1], word]
        elif action.required and not isinstance(action, argparse._SubParsersAction):
            sample = str(present) if action.type in READ else SAMPLES.get(action.type, "x")
            given += [*action.option_strings[:1], sample]
    return given


@pytest.mark.parametrize(("command", "named"), NAMED, ids=[f"{command} {named.dest}" for command, named in NAMED])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_file_that_is_not_there_is_a_wrong_argument(
    command: str, named: argparse.Action, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    present, absent = tmp_path / "present.toml", tmp_path / "absent.toml"
    present.write_text("")
    assert main.run(["--lang", lang, *line(command, named, str(absent), present)]) == USAGE
    shown = capsys.readouterr()
    assert shown.out == ""
    assert ("找不到" if lang == "zh" else "there is no") in shown.err
    assert str(absent) in shown.err


def test_every_argument_that_names_a_file_is_read_by_that_rule_or_is_written() -> None:
    named = {
        (command, action.dest)
        for command, actions in COMMANDS.items()
        for action in actions
        if action.type is Path or "FILE" in str(action.metavar) or "FOLDER" in str(action.metavar)
    }
    assert named - {(command, action.dest) for command, action in NAMED} == WRITTEN


def test_a_folder_for_a_file_and_a_file_for_a_folder_are_wrong_arguments(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file.csv"
    file.write_text("")
    assert main.run(["import", "leads", str(tmp_path)]) == USAGE
    assert main.run(["rulebook", "list", "--rulebooks", str(file)]) == USAGE
    assert str(file) in capsys.readouterr().err


def test_what_comes_through_a_pipe_is_a_file_to_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert file_to_read(str(pipe)) == pipe
