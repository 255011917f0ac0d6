"""``wenze rulebook propose|impact|text``: a rulebook, or an official text, for the database of the settings."""

import argparse
import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from domain.recommendation.policy_proving import prove_policy
from domain.recommendation.proving import prove
from domain.rulebook.catalogue import Catalogue, RulebookRefused
from domain.rulebook.lint.check import clean
from domain.rulebook.policy import Policy
from domain.rulebook.schema import Rulebook
from interfaces.cli import rulebook_wording as wording
from interfaces.cli.arguments import Parser, code_or_file, file_to_read
from interfaces.cli.exit_codes import DONE, REFUSED
from interfaces.cli.rulebook_choice import chosen, policy_in
from interfaces.cli.wording import say, text

ACTIONS = ("propose", "impact", "text")


def declare(actions: Any) -> tuple[Parser, ...]:
    """Declare the actions; those that also answer with JSON are returned."""
    file = wording.frame("a-file")
    proposing = actions.add_parser("propose", help=wording.frame("proposing"))
    proposing.add_argument("file", metavar="FILE.toml", type=code_or_file, help=file)
    proposing.add_argument("--body", type=UUID, metavar="ID", required=True, help=wording.frame("for-body"))
    measuring: Parser = actions.add_parser("impact", help=wording.frame("measuring"))
    measuring.add_argument("file", metavar="FILE.toml", type=code_or_file, help=file)
    texts = actions.add_parser("text", help=wording.frame("texts"))
    acts = texts.add_subparsers(dest="act", metavar=text("动作", "action"), required=True, parser_class=Parser)
    adding = acts.add_parser("add", help=wording.frame("adding-text"))
    adding.add_argument("file", type=file_to_read, metavar="FILE", help=wording.frame("a-text"))
    acts.add_parser("list", help=wording.frame("listing-texts"))
    return (measuring,)


def carry_out(catalogue: Catalogue, arguments: argparse.Namespace) -> int:
    """A rulebook's file is checked first: one with an error goes no further."""
    if arguments.action == "text":
        return _add_text(arguments.file) if arguments.act == "add" else _list_texts()
    try:
        policy = policy_in(arguments.file)
    except RulebookRefused:
        return REFUSED
    if policy is not None:
        return _policy(catalogue, policy, arguments)
    book = chosen(catalogue, arguments.file)
    if book is None:
        return REFUSED
    content = Path(arguments.file).read_bytes() if arguments.file.endswith(".toml") else None
    found = prove(book, catalogue.having(book), content=content)
    if not clean(found):
        for line in wording.report(book.key, found, quiet=True):
            print(line)
        return REFUSED
    if arguments.action == "propose":
        return _propose(book, arguments.body)
    return asyncio.run(_impact(book, as_json=arguments.json))


def _policy(catalogue: Catalogue, policy: Policy, arguments: argparse.Namespace) -> int:
    found = prove_policy(policy, catalogue, content=Path(arguments.file).read_bytes())
    if not clean(found):
        for line in wording.report(policy.name, found, quiet=True):
            print(line)
        return REFUSED
    if arguments.action == "propose":
        if not policy.sample and policy.body != str(arguments.body):
            wording.tell("another-body", policy.body)
            return REFUSED
        return _propose(policy, arguments.body)
    return asyncio.run(_policy_impact(policy, as_json=arguments.json))


def _propose(thing: Rulebook | Policy, body: UUID) -> int:
    from interfaces import rulebook_acts, settings  # noqa: PLC0415 - loads the driver, which most commands do without

    print(asyncio.run(rulebook_acts.propose(settings.read(), thing, body)))
    wording.tell("proposed", thing.key if isinstance(thing, Rulebook) else thing.name)
    return DONE


def _add_text(file: Path) -> int:
    from application.official_texts import ClauseState  # noqa: PLC0415 - as above
    from interfaces import rulebook_acts, settings  # noqa: PLC0415 - as above
    from interfaces.problems import KINDS, Trouble  # noqa: PLC0415 - as above

    try:
        content = file.read_bytes()
    except OSError as fault:
        wording.tell("unreadable", fault.filename)
        return REFUSED
    try:
        found = asyncio.run(rulebook_acts.add_text(settings.read(), content))
    except Trouble as trouble:
        kind, detail = KINDS[trouble.code], f" ({trouble.detail})" if trouble.detail else ""
        say(f"{file}：{kind.zh}{detail}{kind.remedy_zh}", f"{file}: {kind.en}{detail} {kind.remedy_en}")
        return REFUSED
    for one in found.added:
        counts = ", ".join(f"{wording.clauses(state.value)} {n}" for state, n in sorted(one.clauses.items()))
        print(f"{one.text.instrument}@{one.text.edition}  {one.text.title}  {counts}")
        if one.changed:
            print(f"  {wording.clauses(ClauseState.CHANGED.value)}: {', '.join(one.changed)}")
    for title in found.left_out:
        wording.tell("left-out", title)
    return DONE


def _list_texts() -> int:
    from interfaces import rulebook_acts, settings  # noqa: PLC0415 - as above

    for one in asyncio.run(rulebook_acts.texts(settings.read())):
        print(f"{one.instrument}@{one.edition}  {one.title}  {one.added_at:%Y-%m-%d}")
    return DONE


async def _impact(book: Rulebook, *, as_json: bool) -> int:
    """Line by line as the proceedings are judged; how far it is goes to standard error."""
    from interfaces import rulebook_acts, settings  # noqa: PLC0415 - as above

    done, counts = 0, dict[str, int]()
    async for part in rulebook_acts.impact(settings.read(), book):
        done += part.judged
        for how, number in part.counts.items():
            counts[how.value] = counts.get(how.value, 0) + number
        for each in part.affected:
            if as_json:
                print(msgspec.json.encode(each).decode())
                continue
            differs = ", ".join(change.aspect for change in each.changes)
            print(f"{each.proceeding}  {wording.treatment(each.how)}  [{differs}]")
        wording.tell("judged", done, part.total)
    if as_json:
        print(msgspec.json.encode({"judged": done, "counts": counts}, order="sorted").decode())
    else:
        for word, number in sorted(counts.items()):
            print(f"{wording.treatment(word)}  {number}")
    return DONE


async def _policy_impact(policy: Policy, *, as_json: bool) -> int:
    """Each closed proceeding of the body for which it suggests otherwise; how far it is goes to standard error."""
    from interfaces import rulebook_acts, settings  # noqa: PLC0415 - as above

    done = 0
    async for part in rulebook_acts.policy_impact(settings.read(), policy):
        done += part.judged
        for each in part.affected:
            if as_json:
                print(msgspec.json.encode(each).decode())
                continue
            before, after = (", ".join(side.measures) or wording.frame("nothing") for side in (each.before, each.after))
            print(f"{each.proceeding}  {before} → {after}")
        wording.tell("judged", done, part.total)
    if as_json:
        print(msgspec.json.encode({"judged": done}, order="sorted").decode())
    return DONE
