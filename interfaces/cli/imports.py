"""``wenze import``: spreadsheets become leads, or entries of the registers. The local operator is on record as the actor."""

import argparse
import asyncio
import hashlib
from datetime import date
from uuid import UUID

import msgspec

from application.adapters.scheme_files import packaged_schemes
from application.imports.mapping import Mapping
from application.imports.reading import Reading
from application.imports.sheet import FileUnreadable
from domain.identity import BodyId
from interfaces.cli import imports_wording as wording
from interfaces.cli.arguments import Parser, Subparsers, file_to_read
from interfaces.cli.exit_codes import DONE, REFUSED
from interfaces.cli.wording import text
from interfaces.imported import PublicationsResult, RegisterResult, Result


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    importing = subparsers.add_parser("import", help=text("从表格导入", "import from a spreadsheet"))
    kinds = importing.add_subparsers(dest="kind", metavar=text("内容", "what"), required=True)
    mapped = {}
    for kind, zh, en in (
        ("leads", "导入线索（CSV 或 XLSX）", "import leads (CSV or XLSX)"),
        ("organs", "导入机关登记册", "import the register of organs"),
        ("posts", "导入职务及任职登记册", "import the register of posts and their holders"),
        ("publications", "导入公开日志或检查记录", "import a publication log, or a log of checks"),
    ):
        parser = mapped[kind] = kinds.add_parser(kind, help=text(zh, en))
        parser.add_argument(
            "--mapping", type=file_to_read, metavar="FILE", help=text("标题映射文件", "mapping of the headings")
        )
        _options(parser)
    watched = mapped["publications"]
    body = text("监测的机关（编号）", "the body that watches (id)")
    watched.add_argument("--body", type=UUID, required=True, metavar="ID", help=body)
    duty = text("义务类型", "the kind of duty")
    watched.add_argument("--duty", type=kind_of_duty, default="proactive-release", metavar="KIND", help=duty)
    scores = kinds.add_parser("scores", help=text("导入考核评分表", "import the score sheet of an assessment"))
    scores.add_argument(
        "--assessment", type=UUID, required=True, metavar="ID", help=text("考核的编号", "id of the assessment")
    )
    _options(scores)


def _options(parser: Parser) -> None:
    add = parser.add_argument
    add("file", type=file_to_read, metavar="FILE", help=text("CSV 或 XLSX 文件", "CSV or XLSX file"))
    add("--preview", action="store_true", help=text("只预览，不写入", "show what each row becomes; write nothing"))
    add(
        "--all-or-nothing",
        action="store_true",
        help=text("有一行不合格则全部不导入", "import nothing when one row is refused"),
    )
    add("--json", action="store_true", help=text("最后一行输出一个 JSON 对象", "one JSON object as the last line"))


def kind_of_duty(word: str) -> str:
    """The type of an argument that names a kind of duty of the shipped scheme."""
    kinds = packaged_schemes().duties
    if kinds.kind(word) is not None:
        return word
    known = ", ".join(kind.code for kind in kinds.kinds)
    raise argparse.ArgumentTypeError(
        text(f"没有义务类型 {word}；有：{known}", f"there is no kind of duty {word}; there are: {known}")
    )


def run(arguments: argparse.Namespace) -> int:
    """Import; the code is 1 when a row was refused or the file cannot be used."""
    try:
        result = asyncio.run(_imported(arguments))
    except FileUnreadable as wrong:
        wording.tell_file(wrong)
        return REFUSED
    for line in wording.report(result):
        print(line)
    if arguments.json:
        print(msgspec.json.encode(result.shown()).decode(), flush=True)
    return REFUSED if result.refused else DONE


async def _imported(arguments: argparse.Namespace) -> Result | RegisterResult | PublicationsResult:
    # Loaded here: every other command does without the driver.
    from application.adapters import spreadsheets  # noqa: PLC0415 - as above
    from application.imports.reading import read, suitable  # noqa: PLC0415 - as above
    from interfaces import importing  # noqa: PLC0415 - as above

    content = spreadsheets.file_content(arguments.file)
    if arguments.kind == "scores":
        return await _scored(arguments, content)
    sheets = spreadsheets.sheets_of(content)
    shipped = spreadsheets.shipped_mappings(arguments.kind)
    if arguments.mapping:
        mapping = spreadsheets.mapping_from(arguments.mapping, arguments.kind)
    else:
        mapping = suitable(sheets, shipped) or shipped[0]
    today = importing.legal_today()
    reading = read(sheets, mapping, today)
    if arguments.kind == "publications":
        return await _observed(arguments, reading, hashlib.sha256(content).hexdigest())
    if arguments.kind != "leads":
        return await _entered(arguments, reading, mapping)
    return await _filed(arguments, reading, mapping, hashlib.sha256(content).hexdigest(), today)


async def _scored(arguments: argparse.Namespace, content: bytes) -> RegisterResult:
    from interfaces import score_sheets, settings  # noqa: PLC0415 - as above

    return await score_sheets.take_sheet(
        settings.read(),
        arguments.assessment,
        content,
        preview=arguments.preview,
        whole=arguments.all_or_nothing,
    )


async def _filed(arguments: argparse.Namespace, reading: Reading, mapping: Mapping, digest: str, today: date) -> Result:
    from application.actors import LOCAL_OPERATOR  # noqa: PLC0415 - as above
    from application.imports.leads import lead_of  # noqa: PLC0415 - as above
    from interfaces import importing, settings  # noqa: PLC0415 - as above

    leads = tuple(lead_of(record, mapping) for record in reading.records)
    result = Result(reading=reading, preview=arguments.preview)
    if reading.faults and arguments.all_or_nothing:
        return result.with_nothing_kept()
    async with importing.lead_import(settings.read(), actor=LOCAL_OPERATOR, today=today) as desk:
        planned = await desk.plan(leads, wording.Progress(len(leads)))
        if arguments.preview:
            return result.with_plan(planned)
        progress = wording.Progress(len(planned))
        return result.with_filed(await desk.file(planned, mapping.defaults, f"sha256:{digest}", progress))


async def _observed(arguments: argparse.Namespace, reading: Reading, digest: str) -> PublicationsResult:
    from application.actors import LOCAL_OPERATOR  # noqa: PLC0415 - as above
    from interfaces import importing, settings  # noqa: PLC0415 - as above

    whole = arguments.all_or_nothing
    result = PublicationsResult(reading=reading, preview=arguments.preview, whole=whole)
    if result.none_kept:
        return result
    asked = importing.publication_import(
        settings.read(), actor=LOCAL_OPERATOR, body=BodyId(arguments.body), kind=arguments.duty
    )
    async with asked as desk:
        taken = await desk.take(reading.records, f"sha256:{digest}", write=not arguments.preview, whole=whole)
    return msgspec.structs.replace(result, taken=taken)


async def _entered(arguments: argparse.Namespace, reading: Reading, mapping: Mapping) -> RegisterResult:
    from application.actors import LOCAL_OPERATOR  # noqa: PLC0415 - as above
    from interfaces import importing, settings  # noqa: PLC0415 - as above

    whole = arguments.all_or_nothing
    result = RegisterResult(reading=reading, preview=arguments.preview, whole=whole)
    if reading.faults and whole:
        return result
    async with importing.register_import(settings.read(), actor=LOCAL_OPERATOR) as desk:
        enter = desk.organs if arguments.kind == "organs" else desk.posts
        entered = await enter(reading.records, mapping, write=not arguments.preview, whole=whole)
        return msgspec.structs.replace(result, entered=entered)
