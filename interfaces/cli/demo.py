"""``wenze demo``: an invented office with cases in it, ready to be tried; ``--walk`` works one case through the API."""

import argparse

from interfaces.cli.arguments import Subparsers
from interfaces.cli.wording import text


def add(subparsers: Subparsers) -> None:
    """Declare the command and its arguments."""
    parser = subparsers.add_parser(
        "demo",
        help=text(
            "演示：虚构机关与案件，即装即用", "the demonstration: an invented office with cases, ready to be tried"
        ),
    )
    parser.add_argument(
        "--walk",
        action="store_true",
        help=text("经接口逐步办理一件完整案件后退出", "work one whole case through the API, step by step, and exit"),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=text("标准输出每行一个 JSON 对象", "one JSON object a line on standard output"),
    )
    parser.add_argument(
        "--reset",
        action="store_true",
        help=text("先清除数据文件夹中的演示数据库", "erase the demonstration's database in the data folder first"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the demonstration."""
    from interfaces.demo import showing  # noqa: PLC0415 - other commands load no driver

    if arguments.walk:
        return showing.walk(as_json=arguments.json, reset=arguments.reset)
    return showing.show(as_json=arguments.json, reset=arguments.reset)
