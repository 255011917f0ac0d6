"""``wenze export``: a case file as one archive, or the report of a period, written to a file."""

import argparse
import asyncio
import hashlib
import os
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from application.errors import NotFound, PressRefused
from interfaces.cli.arguments import Subparsers, day
from interfaces.cli.exit_codes import DONE, REFUSED, USAGE
from interfaces.cli.wording import say, text

FORMS = ("xlsx", "pdf", "docx")
"""What a report can be written as; the ending of the file says which."""


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    exporting = subparsers.add_parser(
        "export", help=text("导出案卷或者一段时期的报告", "export a case file or a period's report")
    )
    kinds = exporting.add_subparsers(dest="what", metavar=text("内容", "what"), required=True)
    words = text(
        "导出案卷：索引、事件、文书、证据和校验和", "the file of a case: index, events, documents, evidence, digests"
    )
    case = kinds.add_parser("case", help=words)
    case.add_argument("case", type=UUID, metavar="ID", help=text("案件的编号", "id of the case"))
    _file(case, text("要写的 zip 文件，不得已存在", "zip file to write; must not exist"))
    until = text("只含截至当日的记录", "only what was recorded up to and including that day")
    case.add_argument("--until", type=day, metavar="DATE", help=until)
    words = text(
        "导出一段时期的报告；整年即年度责任追究情况", "the report of a period; a full year is the annual section"
    )
    report = kinds.add_parser("report", help=words)
    _file(
        report,
        text("要写的 .xlsx、.pdf 或 .docx 文件，不得已存在", ".xlsx, .pdf or .docx file to write; must not exist"),
    )
    days = (
        ("--since", text("首日（含）", "first day, included"), True),
        ("--until", text("末日（含）", "last day, included"), True),
        ("--as-of", text("数据截至；默认今天", "as recorded up to that day; today by default"), False),
    )
    for option, help_text, required in days:
        report.add_argument(option, type=day, metavar="DATE", required=required, help=help_text)
    body = text("只含该机关的案件（编号）；默认全部", "only the matters of that body (id); all by default")
    report.add_argument("--body", type=UUID, metavar="ID", help=body)


def _file(parser: Any, help_text: str) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=help_text)


def run(arguments: argparse.Namespace) -> int:
    """Write the file and print its digest and name."""
    from interfaces.problems import Trouble, problem  # noqa: PLC0415 - with all that the service needs

    file: Path = arguments.file
    if file.exists():
        say(
            f"文件 {file} 已存在，没有覆盖。请换一个文件名。",
            f"The file {file} exists and was not overwritten. Name another.",
        )
        return REFUSED
    if not file.parent.is_dir():
        say(
            f"没有文件夹 {file.parent}。请先建立，或者换一处。",
            f"There is no folder {file.parent}. Make it first, or name another place.",
        )
        return REFUSED
    if arguments.what == "report" and file.suffix.removeprefix(".") not in FORMS:
        say("文件名应以 .xlsx、.pdf 或 .docx 结尾。", "The name of the file ends in .xlsx, .pdf or .docx.")
        return USAGE
    try:
        content = asyncio.run(_made(arguments))
    except NotFound:
        say("没有这一案件，或者到该日尚无记录。", "There is no such case, or nothing was recorded by that day.")
        return REFUSED
    except PressRefused as refused:
        told, about = problem(refused.code), ", ".join(refused.about)
        say(f"{told.zh}{told.remedy_zh}（{about}）", f"{told.en} {told.remedy_en} ({about})")
        return REFUSED
    except Trouble as trouble:
        option = f"--{(trouble.place or '').replace('_', '-')}"
        say(
            f"{option} 的日期不合适：时期的末日不早于首日，截至日不晚于今天。",
            f"The day of {option} does not fit: a period ends after it begins, and is recorded up to today at the latest.",
        )
        return USAGE
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
    print(f"{hashlib.sha256(content).hexdigest()}  {file}")
    return DONE


async def _made(arguments: argparse.Namespace) -> bytes:
    from application.casework.around import LEGAL_ZONE  # noqa: PLC0415 - loads the driver, which most commands do without
    from interfaces import exporting, settings  # noqa: PLC0415 - as above
    from interfaces.period_report import Period  # noqa: PLC0415 - as above

    chosen = settings.read()
    if arguments.what == "case":
        return await exporting.export_case(chosen, arguments.case, until=arguments.until)
    period = Period(
        since=arguments.since,
        until=arguments.until,
        as_of=arguments.as_of or datetime.now(LEGAL_ZONE).date(),
        form=arguments.file.suffix.removeprefix("."),
    )
    return await exporting.export_report(chosen, period, body=arguments.body)
