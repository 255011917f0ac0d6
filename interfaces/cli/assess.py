"""``wenze assess FACTS.toml``: the recommendation for facts in a file. Needs no database, server or account."""

import argparse
import difflib
from collections.abc import Iterator

import msgspec

from application.adapters.rulebook_files import RulebookFaulty, RulebookFileRefused, packaged, with_folder
from application.assessing import Assessment, FactsFile, FactsRefused, assess, read
from domain.recommendation.facts import FactStatus
from domain.recommendation.outcome import Step
from interfaces.cli import assess_wording as wording
from interfaces.cli import what_if
from interfaces.cli.arguments import Subparsers, file_to_read, folder_to_read
from interfaces.cli.exit_codes import DONE, REFUSED
from interfaces.cli.pairs import pair
from interfaces.cli.rulebook_wording import report
from interfaces.cli.wording import say, text


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "assess", help=text("按事实文件给出处理建议", "the recommendation for facts in a file")
    )
    parser.add_argument("file", type=file_to_read, metavar="FACTS.toml", help=text("事实文件", "the facts file"))
    parser.add_argument("--json", action="store_true", help=text("以一行 JSON 给出", "give one line of JSON"))
    parser.add_argument(
        "--why", action="store_true", help=text("列出推导的每一步", "show every step of the derivation")
    )
    parser.add_argument(
        "--open",
        action="append",
        default=[],
        metavar="CODE",
        help=text("打开推导中的某一阶段或规则（可重复）", "open one stage or rule of the derivation (repeatable)"),
    )
    parser.add_argument(
        "--what-if",
        action="append",
        nargs="?",
        const=(),
        type=pair,
        metavar="CODE=STATUS",
        help=text(
            "假定某项事实如此，将会改变什么；不写事实则列出单独改变即会改变结论的事实",
            "what would change if a fact were so; without one, which single findings would change what follows",
        ),
    )
    parser.add_argument(
        "--rulebooks",
        type=folder_to_read,
        metavar="FOLDER",
        help=text("另加规则（data/、policies/）", "further rulebooks (data/) and policies (policies/)"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Print one recommendation for each respondent."""
    try:
        catalogue = with_folder(arguments.rulebooks) if arguments.rulebooks else packaged()
        found = assess(asked(read(arguments.file.read_bytes()), arguments.what_if or []), catalogue)
        openable(arguments.open, found)
    except RulebookFileRefused as refused:
        wording.tell(FactsRefused("rulebook-refused", refused.name, refused.place, refused.why))
        return REFUSED
    except RulebookFaulty as faulty:
        for line in report(faulty.key, faulty.findings, quiet=False):
            say(line, line)
        return REFUSED
    except OSError:
        wording.tell(FactsRefused("unreadable", str(arguments.file)))
        return REFUSED
    except FactsRefused as refused:
        wording.tell(refused)
        return REFUSED
    if arguments.json:
        print(msgspec.json.encode(found, order="deterministic").decode())
        return DONE
    for line in wording.lines(found, derivation=arguments.why, opened=frozenset(arguments.open)):
        print(line)
    for line in what_if.lines(found.supposed) if found.supposed else ():
        print(line)
    return DONE


def openable(codes: list[str], found: Assessment) -> None:
    """Raises FactsRefused for a code that no derivation has."""
    nodes = dict.fromkeys(code for each in found.recommendations for code in codes_below(each.derivation))
    for code in codes:
        if code not in nodes:
            near = difflib.get_close_matches(code, nodes, n=3, cutoff=0.4) or list(nodes)[:12]
            raise FactsRefused("node-unknown", "--open", code, ", ".join(near))


def codes_below(step: Step) -> Iterator[str]:
    """The codes of a node and of all below it."""
    yield step.rule
    for inner in step.steps:
        yield from codes_below(inner)


def asked(file: FactsFile, what_if: list[tuple[str, ...]]) -> FactsFile:
    """*file* with what the command line supposes. Raises FactsRefused for a status that is none."""
    known = {status.value: status for status in FactStatus}
    suppose = dict(file.suppose)
    for code, status in (each for each in what_if if each):
        if status not in known:
            raise FactsRefused("status-unknown", code, status, ", ".join(known))
        suppose[code] = known[status]
    return msgspec.structs.replace(file, suppose=suppose, what_if=file.what_if or () in what_if)
