"""``wenze rulebook diff``: what is written differently, and over all states who is treated lighter or heavier."""

import argparse
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import msgspec

from domain.recommendation.difference import Difference, Witness, differences
from domain.recommendation.severity import Handling, Ordering
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.difference import Change, written_changes
from domain.rulebook.labels import Label
from domain.rulebook.schema import Rulebook
from interfaces.cli import rulebook_wording
from interfaces.cli.arguments import Parser, code_or_file, day
from interfaces.cli.exit_codes import DONE, REFUSED
from interfaces.cli.rulebook_choice import chosen
from interfaces.cli.wording import language, text

WORDS = msgspec.toml.decode(files("interfaces.cli").joinpath("rulebook_diff.toml").read_bytes(), type=dict[str, Label])


def declare(actions: Any, which: str) -> Parser:
    """Declare the action; *which* explains how a rulebook is named."""
    parser: Parser = actions.add_parser(
        "diff", help=text("比较两部规则及其对案件的影响", "two rulebooks, and what differs for cases")
    )
    parser.add_argument("before", metavar="A|FILE.toml", type=code_or_file, help=which)
    parser.add_argument("after", metavar="B|FILE.toml", type=code_or_file, help=which)
    parser.add_argument(
        "--policy",
        metavar="NAME",
        help=text("按此裁量基准的次序比较处理方式", "rank measures by this policy"),
    )
    parser.add_argument(
        "--on",
        type=day,
        metavar="DATE",
        help=text(
            "行为发生日；默认各取最后一次变更之后", "day of the conduct; by default after the last change of each"
        ),
    )
    return parser


def carry_out(catalogue: Catalogue, arguments: argparse.Namespace) -> int:
    """Compare, first the writing, then every state."""
    before, after = chosen(catalogue, arguments.before), chosen(catalogue, arguments.after)
    if before is None or after is None:
        return REFUSED
    policies = [each for each in catalogue.policies if each.policy == arguments.policy]
    mine = [each for each in policies if each.instrument in (before.instrument, after.instrument)]
    if arguments.policy is not None and not mine:
        known = dict.fromkeys(
            each.policy for each in catalogue.policies if each.instrument in (before.instrument, after.instrument)
        )
        rulebook_wording.tell("policy-unknown", arguments.policy, ", ".join(known) or "—")
        return REFUSED
    written = written_changes(before, after)
    found = differences(before, after, catalogue, policy=mine[-1] if mine else None, on=arguments.on)
    if arguments.json:
        print(msgspec.json.encode({"written": written, "effects": found}, order="deterministic").decode())
        return DONE
    for line in _lines(before, after, written, found):
        print(line)
    return DONE


def _lines(
    before: Rulebook, after: Rulebook, written: tuple[Change, ...], found: tuple[Difference, ...]
) -> Iterator[str]:
    for change in written:
        yield f"{_said(change.kind)} {_in(rulebook_wording.WORDS.parts[change.part])} {change.code}"
    yield _said("compared", before.key, after.key)
    labels = {fact.code: fact.label for book in (before, after) for fact in book.facts}
    labels |= {measure.code: measure.label for book in (before, after) for measure in book.measures}
    for each in found:
        order = _said("by-inclusion") if each.ranked_by is None else _said("ranked", each.ranked_by)
        total = sum(each.states.values())
        yield _said("subject", _said(each.subject), f"{total:,}", each.facts, each.readings, order)
        if each.states[Ordering.SAME] == total:
            yield f"  {_said('no-effect')}"
        for relation in Ordering:
            if each.states[relation]:
                yield f"  {_said(relation)}  {each.states[relation]:,}"
            if relation in each.witnesses:
                yield from (f"    {line}" for line in _witness(each.witnesses[relation], labels))


def _witness(witness: Witness, labels: dict[str, Label]) -> Iterator[str]:
    facts = _said("separator").join(f"{_label(code, labels)} ({code})" for code in witness.facts)
    yield _said("witness", facts or "—")
    if witness.answers:
        yield _said("answers", ", ".join(f"{code} = {choice}" for code, choice in witness.answers.items()))
    yield f"A: {_handling(witness.one, labels)}"
    yield f"B: {_handling(witness.other, labels)}"


def _handling(handling: Handling, labels: dict[str, Label]) -> str:
    parts = [_said("liable" if handling.liable else "not-liable")]
    if handling.liable:
        named = _said("separator").join(_label(code, labels) for code in sorted(handling.measures))
        parts += [named] if named else []
        parts += [_said(f"combine-{handling.combine}")] if handling.combine and len(handling.measures) > 1 else []
        parts += [_said("weighs-heavier")] if handling.heavier else []
        parts += [_said("may-be-lighter")] if handling.lighter else []
        parts += [_said(f"mitigate-{handling.mitigate}")] if handling.mitigate != "none" else []
        parts += [_said(f"exempt-{handling.exempt}")] if handling.exempt != "none" else []
    if handling.tracks:
        parts.append(_said("tracks", _said("separator").join(_track(code, labels) for code in sorted(handling.tracks))))
    return _said("stop").join(parts)


def _track(code: str, labels: dict[str, Label]) -> str:
    effect, colon, target = code.partition(":")
    return f"{_said(f'track-{effect}')} {target}".strip() if colon else _label(code, labels)


def _label(code: str, labels: dict[str, Label]) -> str:
    return _in(labels[code]) if code in labels else code


def _said(name: str, *about: object) -> str:
    return _in(WORDS[name]).format(*about)


def _in(label: Label) -> str:
    return label.zh if language() == "zh" else label.en
