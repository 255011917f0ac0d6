"""The argument parser in both languages, and what a command module hands to it."""

import argparse
import sys
from typing import Any, NoReturn, Protocol

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

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, text(f"{self.prog}：参数有误（{message}）\n", f"{self.prog}: wrong arguments ({message})\n"))


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
