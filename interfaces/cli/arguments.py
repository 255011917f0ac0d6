"""The argument parser in both languages, and what a command module hands to it."""

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, Protocol

from domain.calendar.entered import EARLIEST, LATEST, within
from interfaces.cli import wrong_arguments
from interfaces.cli.exit_codes import USAGE
from interfaces.cli.wording import text


class Parser(argparse.ArgumentParser):
    """An argument parser whose own words are in the chosen language too."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**{**named, "add_help": False, "allow_abbrev": False})
        self._positionals.title = text("参数", "arguments")
        self._optionals.title = text("选项", "options")
        self.add_argument("-h", "--help", action="help", help=text("显示本说明", "show this help"))

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", text("用法：", "usage: "), 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", text("用法：", "usage: "), 1)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As the library's, but an argument that nobody knows is an error of the command that it was given to."""
        known, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return known, unknown

    def error(self, message: str) -> NoReturn:
        """Say in the chosen language what is wrong and where to read what is right, and end."""
        told = wrong_arguments.told(message)
        zh, en = (told.zh, told.en) if told else (message, message)
        self.print_usage(sys.stderr)
        said = text(
            f"{self.prog}：参数有误（{zh}）。说明：{self.prog} --help\n",
            f"{self.prog}: wrong arguments ({en}). Help: {self.prog} --help\n",
        )
        self.exit(USAGE, said)


def day(word: str) -> date:
    """The type of an argument that is a day."""
    found = date.fromisoformat(word)
    if not within(found):
        first, last = EARLIEST.isoformat(), LATEST.isoformat()
        told = text(
            f"日期 {word} 不在 {first} 至 {last} 之内，请更正", f"{word} is not within {first} and {last}; correct it"
        )
        raise argparse.ArgumentTypeError(told)
    return found


def file_to_read(word: str) -> Path:
    """The type of an argument that names a file to be read: it is there, is no folder, and may be read.

    So a wrong name is a wrong argument in every command, whatever the command would have done with the file.
    """
    path = Path(word)
    if path.is_dir():
        raise argparse.ArgumentTypeError(text(f"{word} 是文件夹，应为文件", f"{word} is a folder; name a file"))
    return _readable(path, text(f"找不到文件 {word}，请检查路径", f"there is no file {word}; check the path"))


def folder_to_read(word: str) -> Path:
    """The type of an argument that names a folder whose files are read."""
    path = Path(word)
    if path.exists() and not path.is_dir():
        raise argparse.ArgumentTypeError(text(f"{word} 不是文件夹", f"{word} is not a folder"))
    return _readable(path, text(f"找不到文件夹 {word}，请检查路径", f"there is no folder {word}; check the path"))


def file_or_input(word: str) -> str:
    """The type of an argument that names a file to be read, or standard input as ``-``."""
    return word if word == "-" else str(file_to_read(word))


def code_or_file(word: str) -> str:
    """The type of an argument that names something installed by its code, or a file ``*.toml`` of one's own."""
    return str(file_to_read(word)) if word.endswith(".toml") else word


def _readable(path: Path, missing: str) -> Path:
    if not path.exists():
        raise argparse.ArgumentTypeError(missing)
    if not os.access(path, os.R_OK):
        raise argparse.ArgumentTypeError(
            text(f"无权读取 {path}，请检查权限", f"{path} may not be read; check its permissions")
        )
    return path


class Subparsers:
    """The commands of one parser. ``add`` of a command module calls ``add_parser("name", help=text(zh, en))``."""

    def __init__(self, top: Parser) -> None:
        title = text("命令", "command")
        self._made = top.add_subparsers(dest="command", metavar=title, required=True, parser_class=Parser)
        self.helps: dict[str, str] = {}
        self.parsers: dict[str, Parser] = {}

    def add_parser(self, name: str, *, help: str, **named: Any) -> Parser:  # noqa: A002 - argparse's own word
        """A parser for the command *name*; *help* is its line in the list of commands."""
        self.helps[name] = help
        self.parsers[name] = self._made.add_parser(name, **{"description": help, **named, "help": help})
        return self.parsers[name]


class Command(Protocol):
    """What a command module has."""

    def add(self, subparsers: Subparsers) -> None:
        """Declare the command and its arguments."""
        ...

    def run(self, arguments: argparse.Namespace) -> int:
        """Do the work; the answer is one of ``exit_codes``."""
        ...
