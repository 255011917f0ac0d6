"""``wenze doctor``: says what would lose a report or a deadline, and what to do about it."""

import argparse
import json

import msgspec

from interfaces.cli.arguments import Subparsers
from interfaces.cli.exit_codes import DONE, REFUSED
from interfaces.cli.wording import language, say, text


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "doctor",
        help=text(
            "检查会丢失线索或期限的问题，并说明怎么办",
            "find what would lose a report or a deadline, and say the remedy",
        ),
    )
    parser.add_argument(
        "--json", action="store_true", help=text("以 JSON 输出，每行一项", "print JSON, one finding a line")
    )


def run(arguments: argparse.Namespace) -> int:
    """Print every finding; refuse when one is grave."""
    from interfaces import bootstrap, settings, setup_check  # noqa: PLC0415 - loads the driver, which most commands do without

    with bootstrap.open_database(chosen := settings.read()) as database:
        findings = bootstrap.examine(chosen, database)
    for finding in findings:
        said = setup_check.ADVICE[finding.code].of(finding)
        if arguments.json:
            shown = {"code": finding.code, "grave": finding.grave, "about": finding.about}
            print(json.dumps(shown | msgspec.structs.asdict(said), ensure_ascii=False))
        else:
            mark = text("拒绝", "REFUSED") if finding.grave else text("注意", "note")
            sentence, remedy = (said.zh, said.remedy_zh) if language() == "zh" else (said.en, said.remedy_en)
            print(f"[{mark}] {finding.code}: {sentence}\n    {remedy}")
    grave = sum(finding.grave for finding in findings)
    if grave:
        say(f"{grave} 项必须先处理。", f"{grave} must be put right first.")
        return REFUSED
    say("没有会丢失线索或期限的问题。", "Nothing found that would lose a report or a deadline.")
    return DONE
