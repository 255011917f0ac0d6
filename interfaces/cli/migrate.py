"""``wenze migrate``: brings the database to the schema of this release."""

import argparse

from interfaces.cli.arguments import Subparsers
from interfaces.cli.exit_codes import DONE
from interfaces.cli.wording import say, text


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    subparsers.add_parser(
        "migrate", help=text("把数据库升级到本版本的结构", "bring the database to the schema of this release")
    )


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - the command takes none
    """Apply what is missing, and name it on standard output, one a line."""
    from interfaces import bootstrap, settings  # noqa: PLC0415 - loads the driver, which most commands do without

    with bootstrap.owned_database(settings.read()) as owner:
        applied = bootstrap.migrate(owner)
    for name in applied:
        print(name)
    say(f"已应用 {len(applied)} 项。", f"{len(applied)} applied.")
    return DONE
