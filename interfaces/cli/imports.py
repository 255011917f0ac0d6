"""``wenze import``: spreadsheets become leads. The local operator is on record as the actor."""

import argparse
import asyncio
import hashlib
from datetime import date
from pathlib import Path

from application.imports.sheet import FileUnreadable
from interfaces.cli import imports_wording as wording
from interfaces.cli.arguments import Subparsers
from interfaces.cli.exit_codes import DONE, REFUSED
from interfaces.cli.imports_result import Result
from interfaces.cli.wording import text


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("import", help=text("从表格导入", "import from a spreadsheet"))
    kinds = parser.add_subparsers(dest="kind", metavar=text("内容", "what"), required=True)
    leads = kinds.add_parser("leads", help=text("导入线索（CSV 或 XLSX）", "import leads (CSV or XLSX)"))
    add = leads.add_argument
    add("file", type=Path, metavar="FILE", help=text("CSV 或 XLSX 文件", "CSV or XLSX file"))
    add("--mapping", type=Path, metavar="FILE", help=text("标题映射文件", "mapping of the headings"))
    add("--preview", action="store_true", help=text("只预览，不写入", "show what each row becomes; write nothing"))
    add(
        "--all-or-nothing",
        action="store_true",
        help=text("有一行不合格则全部不导入", "import nothing when one row is refused"),
    )
    add("--json", action="store_true", help=text("最后一行输出一个 JSON 对象", "one JSON object as the last line"))


def run(arguments: argparse.Namespace) -> int:
    """Import; the code is 1 when a row was refused or the file cannot be used."""
    try:
        result = asyncio.run(_leads(arguments))
    except FileUnreadable as wrong:
        wording.tell_file(wrong)
        return REFUSED
    for line in wording.report(result):
        print(line)
    if arguments.json:
        print(result.as_json(), flush=True)
    return REFUSED if result.refused else DONE


async def _leads(arguments: argparse.Namespace) -> Result:
    # Loaded here: every other command does without the driver.
    from application.actors import LOCAL_OPERATOR  # noqa: PLC0415
    from application.adapters import spreadsheets  # noqa: PLC0415
    from application.imports.leads import lead_of  # noqa: PLC0415
    from application.imports.reading import read, suitable  # noqa: PLC0415
    from interfaces import importing, settings  # noqa: PLC0415

    content = spreadsheets.file_content(arguments.file)
    sheets = spreadsheets.sheets_of(content)
    shipped = spreadsheets.shipped_mappings("leads")
    if arguments.mapping:
        mapping = spreadsheets.mapping_from(arguments.mapping, "leads")
    else:
        mapping = suitable(sheets, shipped) or shipped[0]
    today: date = importing.legal_today()
    reading = read(sheets, mapping, today)
    leads = tuple(lead_of(record, mapping) for record in reading.records)
    result = Result(reading=reading, preview=arguments.preview)
    if reading.faults and arguments.all_or_nothing:
        return result.with_nothing_kept()
    async with importing.lead_import(settings.read(), actor=LOCAL_OPERATOR, today=today) as desk:
        planned = await desk.plan(leads)
        if arguments.preview:
            return result.with_plan(planned)
        origin = f"sha256:{hashlib.sha256(content).hexdigest()}"
        filed = await desk.file(planned, mapping.defaults, origin, wording.Progress(len(planned)))
        return result.with_filed(filed)
