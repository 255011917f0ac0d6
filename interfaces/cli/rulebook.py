"""``wenze rulebook``: what is installed, what it says, whether it holds; a skeleton from a text; bringing one into use."""

import argparse
from pathlib import Path

import msgspec

from application.adapters.rulebook_files import RulebookFileRefused, packaged, packaged_file, with_folder
from application.rulebook_texts import belonging_to, decode
from domain.recommendation.mutants import mutants
from domain.recommendation.policy_proving import prove_policy
from domain.recommendation.proving import prove
from domain.rulebook.catalogue import Catalogue, RulebookRefused, parse, parse_policy
from domain.rulebook.draft import draft
from domain.rulebook.lint.check import clean
from domain.rulebook.lint.finding import LintFinding, error
from domain.rulebook.lint.places import Lines
from domain.rulebook.schema import Rulebook
from domain.rulebook.skeleton import toml
from domain.rulebook.text import Piece, documents, pieces
from interfaces.cli import rulebook_diff, rulebook_office, rulebook_try
from interfaces.cli import rulebook_wording as wording
from interfaces.cli.arguments import Parser, Subparsers, code_or_file, file_to_read, folder_to_read
from interfaces.cli.exit_codes import DONE, REFUSED
from interfaces.cli.rulebook_choice import is_policy, named, unknown
from interfaces.cli.wording import text


def add(subparsers: Subparsers) -> None:
    """Declare the command and its actions."""
    parser = subparsers.add_parser("rulebook", help=text("规则：列出、查看、检查", "rulebooks: list, show, check"))
    actions = parser.add_subparsers(dest="action", metavar=text("动作", "action"), required=True, parser_class=Parser)
    folder = text("另加规则（data/、policies/）", "further rulebooks (data/) and policies (policies/)")
    which = text("规则，例如 qingyuan-fault-liability 或其 @版本", "a rulebook: instrument or instrument@edition")
    listing = actions.add_parser("list", help=text("列出已收录的规则和裁量基准", "what is installed"))
    show = actions.add_parser("show", help=text("查看一部规则的全部代码", "every code of one rulebook"))
    show.add_argument("id", metavar="ID", help=which)
    checking = actions.add_parser(
        "check", help=text("检查规则，可对照官方文本", "check, also against the official text")
    )
    checking.add_argument("id", metavar="ID|FILE.toml", type=code_or_file, nargs="?", help=which)
    checking.add_argument("--text", type=file_to_read, metavar="FILE", help=text("官方文本", "the official text"))
    checking.add_argument(
        "--mutants",
        action="store_true",
        help=text("逐条改动规则，看检查能否发现（较慢）", "also change each rule (slow)"),
    )
    checking.add_argument("--quiet", action="store_true", help=text("不列说明", "leave information out"))
    differing = rulebook_diff.declare(actions, which)
    trying = rulebook_try.declare(actions, which)
    drafting = actions.add_parser("draft", help=text("由官方文本起草规则骨架", "a skeleton from an official text"))
    drafting.add_argument("text", type=file_to_read, metavar="TEXT", help=text("官方文本", "the official text"))
    drafting.add_argument(
        "--which", type=int, default=1, metavar="N", help=text("文本中第几部文件", "which instrument of the text")
    )
    drafting.add_argument("--rulebooks", type=folder_to_read, metavar="FOLDER", help=folder)
    for each in (listing, show, checking, differing, trying, *rulebook_office.declare(actions)):
        each.add_argument("--json", action="store_true", help=text("以一行 JSON 给出", "one line of JSON"))
        each.add_argument("--rulebooks", type=folder_to_read, metavar="FOLDER", help=folder)


def run(arguments: argparse.Namespace) -> int:
    """Carry out the action."""
    try:
        folder = getattr(arguments, "rulebooks", None)
        catalogue = with_folder(folder, checked=False) if folder else packaged()
    except RulebookFileRefused as refused:
        wording.tell("refused", refused.name, refused.place, refused.why)
        return REFUSED
    if arguments.action in rulebook_office.ACTIONS:
        return rulebook_office.carry_out(catalogue, arguments)
    if arguments.action == "list":
        return _list(catalogue, as_json=arguments.json)
    if arguments.action == "diff":
        return rulebook_diff.carry_out(catalogue, arguments)
    if arguments.action == "try":
        return rulebook_try.carry_out(catalogue, arguments)
    if arguments.action == "draft":
        return _draft(catalogue, arguments.text, arguments.which)
    if arguments.action == "show":
        return _show(catalogue, arguments.id, as_json=arguments.json)
    return _check(catalogue, arguments)


def _list(catalogue: Catalogue, *, as_json: bool) -> int:
    ids = {book.key: catalogue.content_id_of(book) for book in catalogue.rulebooks}
    if as_json:
        listed = [{"rulebook": key, "content_id": content_id} for key, content_id in ids.items()]
        policies = [f"{policy.policy}@{policy.version}" for policy in catalogue.policies]
        print(msgspec.json.encode({"rulebooks": listed, "policies": policies}).decode())
        return DONE
    for line in wording.listing(catalogue, ids):
        print(line)
    return DONE


def _show(catalogue: Catalogue, which: str, *, as_json: bool) -> int:
    books = named(catalogue, which)
    if not books:
        unknown(catalogue, which)
        return REFUSED
    if as_json:
        print(msgspec.json.encode(books[-1], order="sorted").decode())
        return DONE
    for line in wording.shown(books[-1]):
        print(line)
    return DONE


def _draft(catalogue: Catalogue, path: Path, which: int) -> int:
    try:
        written = decode(path.read_bytes())
    except OSError as fault:
        wording.tell("unreadable", fault.filename)
        return REFUSED
    found = documents(written or "")
    if not found:
        wording.tell("unreadable" if written is None else "no-articles", path)
        return REFUSED
    if len(found) > 1:
        for at, document in enumerate(found, 1):
            wording.tell("one-of-several", at, len(found), document.line, document.title or "?")
    if not 1 <= which <= len(found):
        wording.tell("no-such-instrument", which, len(found))
        return REFUSED
    known = {measure.label.zh: measure.code for book in catalogue.rulebooks for measure in book.measures}
    print(toml(draft(found[which - 1], known)), end="")
    return DONE


def _check(catalogue: Catalogue, arguments: argparse.Namespace) -> int:
    try:
        found = _found(catalogue, arguments.id, arguments.text, with_mutants=arguments.mutants)
    except OSError as fault:
        wording.tell("unreadable", fault.filename)
        return REFUSED
    if found is None:
        return REFUSED
    if arguments.json:
        whole = [
            {"rulebook": key, "clean": clean(findings), "findings": [wording.as_json(each) for each in findings]}
            for key, findings in found.items()
        ]
        print(msgspec.json.encode({"checked": whole}).decode())
    else:
        for key, findings in found.items():
            for line in wording.report(key, findings, quiet=arguments.quiet):
                print(line)
    return DONE if all(clean(findings) for findings in found.values()) else REFUSED


def _found(
    catalogue: Catalogue, which: str | None, path: Path | None, *, with_mutants: bool
) -> dict[str, tuple[LintFinding, ...]] | None:
    """Findings by rulebook; None when the command was told why it cannot be carried out."""
    official: tuple[Piece, ...] = ()
    written = ""
    if path is not None:
        decoded = decode(path.read_bytes())
        written = decoded or ""
        official = pieces(written)
        if not official:
            wording.tell("unreadable" if decoded is None else "no-articles", path)
            return None
    if which is not None and which.endswith(".toml"):
        return _file(catalogue, Path(which), official)
    books = named(catalogue, which) if which else catalogue.rulebooks
    if which is None and path is not None:
        book = belonging_to(written, official, catalogue)
        if book is None:
            wording.tell("no-title", path)
            return None
        books = (book,)
    if not books:
        unknown(catalogue, which or "")
        return None
    found = {book.key: prove(book, catalogue, pieces=official, content=_content(book)) for book in books}
    if with_mutants:
        for book in books:
            found[book.key] = (*found[book.key], *mutants(book, catalogue))
    return found


def _file(catalogue: Catalogue, path: Path, official: tuple[Piece, ...]) -> dict[str, tuple[LintFinding, ...]]:
    content = path.read_bytes()
    try:
        if is_policy(content):
            policy = parse_policy(content)
            return {policy.name: prove_policy(policy, catalogue, content=content)}
        book = parse(content)
    except RulebookRefused as refused:
        finding = error("R1", "not-a-rulebook", refused.place, refused.place, refused.why)
        return {path.name: (msgspec.structs.replace(finding, line=Lines(content).line(refused.place)),)}
    return {book.key: prove(book, catalogue.having(book), pieces=official, content=content)}


def _content(book: Rulebook) -> bytes | None:
    file = packaged_file(book)
    return file.read_bytes() if file is not None else None
