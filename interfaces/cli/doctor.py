"""``wenze doctor``: says what would lose a report or a deadline, and what to do about it."""

import argparse
import json
from importlib.resources import files

import msgspec

from interfaces.cli.arguments import Subparsers
from interfaces.cli.exit_codes import DONE, REFUSED
from interfaces.cli.wording import language, say, text


class Advice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a finding means and what to do, in both languages."""

    zh: str
    en: str
    remedy_zh: str
    remedy_en: str


ADVICE = msgspec.toml.decode(files("interfaces.cli").joinpath("doctor.toml").read_bytes(), type=dict[str, Advice])
"""By the code of the finding."""


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
    from interfaces import bootstrap, settings  # noqa: PLC0415 - loads the driver, which most commands do without

    with bootstrap.open_database(chosen := settings.read()) as database:
        findings = bootstrap.examine(chosen, database)
    for finding in findings:
        advice = ADVICE[finding.code]
        zh, en = advice.zh.format(*finding.about), advice.en.format(*finding.about)
        remedy_zh, remedy_en = advice.remedy_zh.format(*finding.about), advice.remedy_en.format(*finding.about)
        if arguments.json:
            shown = {"code": finding.code, "grave": finding.grave, "about": finding.about}
            shown |= {"zh": zh, "en": en, "remedy_zh": remedy_zh, "remedy_en": remedy_en}
            print(json.dumps(shown, ensure_ascii=False))
        else:
            mark = text("拒绝", "REFUSED") if finding.grave else text("注意", "note")
            sentence, remedy = (zh, remedy_zh) if language() == "zh" else (en, remedy_en)
            print(f"[{mark}] {finding.code}: {sentence}\n    {remedy}")
    grave = sum(finding.grave for finding in findings)
    if grave:
        say(f"{grave} 项必须先处理。", f"{grave} must be put right first.")
        return REFUSED
    say("没有会丢失线索或期限的问题。", "Nothing found that would lose a report or a deadline.")
    return DONE
