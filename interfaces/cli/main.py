"""``wenze``: finds the command, runs it, and turns whatever happens into words and an exit code."""

import argparse
import importlib
import logging
import os
import pkgutil
import signal
import sys
from collections.abc import Sequence
from typing import cast

import structlog

from application.errors import StoreUnavailable
from interfaces import cli, log_setup
from interfaces.cli import faults, wording
from interfaces.cli.arguments import Command, Parser, Subparsers
from interfaces.cli.exit_codes import DEFECT, USAGE
from interfaces.cli.wording import say, text
from interfaces.settings import SettingRefused


def commands() -> dict[str, Command]:
    """Every command by module name. A module of this package with ``add`` is a command."""
    found = {}
    for module in sorted(pkgutil.iter_modules(cli.__path__), key=lambda each: each.name):
        loaded = importlib.import_module(f"{cli.__name__}.{module.name}")
        if hasattr(loaded, "add") and hasattr(loaded, "run"):
            found[module.name] = cast("Command", loaded)
    return found


def parser() -> tuple[Parser, Subparsers]:
    """The whole command line, in the chosen language, and its commands."""
    top = Parser(
        prog="wenze",
        description=text(
            "问责：政务公开与电子政务责任追究案件办理。", "Wenze: accountability casework for government bodies."
        ),
    )
    top.add_argument(
        "--lang",
        choices=wording.LANGUAGES,
        help=text("语言；默认随终端", "language; by default the terminal's"),
    )
    subparsers = Subparsers(top)
    for command in commands().values():
        before = set(subparsers.parsers)
        command.add(subparsers)
        for name in set(subparsers.parsers) - before:
            subparsers.parsers[name].set_defaults(run=command.run)
    return top, subparsers


def run(argv: Sequence[str] | None = None) -> int:
    """Run one command; the answer is its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    wording.choose(_language(words))
    # Whoever is at a terminal is told in words what went wrong; what a library warns of is for the log of a service.
    log_setup.configure(libraries=logging.ERROR)
    try:
        arguments = parser()[0].parse_args(words)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else USAGE
    return carry_out(arguments)


def carry_out(arguments: argparse.Namespace) -> int:
    """Run the parsed command, and turn whatever it raises into words and an exit code."""
    try:
        return cast("int", arguments.run(arguments))
    except SettingRefused as refused:
        faults.tell_setting(refused)
        return USAGE
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:
        # The reader of our output has gone; without this the interpreter complains once more when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except Exception as error:  # noqa: BLE001 - the last place before the terminal: told, logged, and never a bare trace
        explained = faults.tell(error)
        if explained is None and _database_lost(error):
            explained = faults.tell(StoreUnavailable())
        if explained is None:
            structlog.get_logger().exception("command_failed", command=arguments.command)
            say("程序出错，日志中有出错位置。", "The program failed; the log entry above says where.")
        return DEFECT if explained is None else explained


def _database_lost(error: Exception) -> bool:
    """Whether *error* means that the database went away. Commands without a database never load a driver."""
    if "psycopg" not in sys.modules:
        return False
    return bool(importlib.import_module("interfaces.bootstrap").database_lost(error))


def _language(words: list[str]) -> wording.Language:
    """The language asked for anywhere on the line, which is taken out of it; else the terminal's."""
    for place, word in enumerate(words):
        name, _, value = word.partition("=")
        if word == "--":
            break
        if name != "--lang":
            continue
        chosen = value or (words[place + 1] if place + 1 < len(words) else "")
        for known in wording.LANGUAGES:
            if chosen == known:
                del words[place : place + (1 if value else 2)]
                return known
    return wording.from_environment(os.environ)


if __name__ == "__main__":
    sys.exit(run())
