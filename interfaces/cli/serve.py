"""``wenze serve``: the whole service on this machine, until it is stopped."""

import argparse

from interfaces import settings
from interfaces.cli.arguments import Subparsers
from interfaces.cli.exit_codes import DONE
from interfaces.cli.wording import say, text


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    subparsers.add_parser(
        "serve",
        help=text("启动服务（数据库、接口、投影）", "start the service (database, API, projections)"),
    )


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command is run with its arguments
    """Serve until told to stop."""
    from interfaces.processes.running import service_on  # noqa: PLC0415 - other commands load no driver

    with service_on(settings.read()) as service:
        service.run(_told)
    return DONE


def _told(url: str) -> None:
    say(f"服务已就绪：{url}（按 Ctrl-C 停止）", f"Ready at {url} (Ctrl-C stops it)")
