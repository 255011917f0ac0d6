"""``wenze rebuild``: makes read models anew from the log, beside those in use."""

import argparse
import asyncio
import sys

from interfaces.cli.arguments import Subparsers
from interfaces.cli.exit_codes import DONE, REFUSED, USAGE
from interfaces.cli.wording import say, text


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "rebuild", help=text("从事件日志重建读模型，完成后切换", "make read models anew from the log, then switch")
    )
    parser.add_argument(
        "name", nargs="*", metavar=text("名称", "NAME"), help=text("读模型；默认全部", "a read model; all by default")
    )
    parser.add_argument(
        "--drop-old",
        action="store_true",
        help=text("完成后删除不再使用的旧表", "afterwards drop tables that nothing reads any more"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Rebuild; progress goes to standard error, name and number of events to standard output."""
    from interfaces import bootstrap, projecting, settings  # noqa: PLC0415 - loads the driver, which most commands do without
    from projections.read_models import NAMES  # noqa: PLC0415 - as above
    from projections.running.rebuilding import RebuildRefused  # noqa: PLC0415 - as above

    unknown = [name for name in arguments.name if name not in NAMES]
    if unknown:
        known = ", ".join(NAMES)
        say(
            f"没有这样的读模型：{', '.join(unknown)}；有：{known}",
            f"no read model {', '.join(unknown)}; there are: {known}",
        )
        return USAGE
    with bootstrap.prepared_database(settings.read()) as database:
        try:
            names = tuple(arguments.name) or NAMES
            folded = asyncio.run(projecting.rebuild(database.runtime, names, report=_progress))
        except RebuildRefused as refused:
            _refusal(refused.code, refused.name, refused.position, refused.error)
            return REFUSED
        for name, events in folded.items():
            print(name, events)
        if arguments.drop_old:
            asyncio.run(projecting.drop_old(database.runtime))
    return DONE


def _progress(name: str, done: int, total: int) -> None:
    """One line that grows on a terminal, one line a step elsewhere."""
    ends = "\r" if sys.stderr.isatty() and done < total else "\n"
    print(f"{name}: {done}/{total}", end=ends, file=sys.stderr, flush=True)


def _refusal(code: str, name: str, position: int | None, error: str | None) -> None:
    if code == "rebuild-running":
        say(f"{name} 正由另一个命令重建。请等它完成。", f"Another command is rebuilding {name}. Wait until it is done.")
        return
    say(
        f"{name} 的重建停在日志第 {position} 号事件（{error}）；现用的数据未受影响。请升级程序后再试，或报告该缺陷。",
        f"Rebuilding {name} stopped at event {position} of the log ({error}); the data in use is untouched. "
        "Update the program and try again, or report the defect.",
    )
