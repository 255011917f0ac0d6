"""Rulebooks and what the lint found, in words of both languages."""

from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import msgspec

from domain.rulebook.catalogue import Catalogue
from domain.rulebook.labels import Label
from domain.rulebook.lint.finding import Level, LintFinding
from domain.rulebook.policy import Policy
from domain.rulebook.schema import Extent, Rulebook
from interfaces.cli.decoding import worded
from interfaces.cli.wording import language, say


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sentences by code."""

    level: dict[str, Label]
    findings: dict[str, Label]
    frame: dict[str, Label]
    status: dict[str, Label]
    parts: dict[str, Label]
    laws: dict[str, Label]
    treatment: dict[str, Label]
    clauses: dict[str, Label]


WORDS = msgspec.toml.decode(files("interfaces.cli").joinpath("rulebook.toml").read_bytes(), type=Words)


def tell(name: str, *about: object) -> None:
    """Say what stands against the command."""
    sentence = WORDS.frame[name]
    zh, en = ([worded(str(each), spoken) for each in about] for spoken in ("zh", "en"))
    say(sentence.zh.format(*zh), sentence.en.format(*en))


def listing(catalogue: Catalogue, content_ids: dict[str, str]) -> Iterator[str]:
    """One line a rulebook, then one a policy."""
    for book in catalogue.rulebooks:
        until = " " + frame("until", book.until) if book.until else ""
        extent = "" if book.extent is Extent.COMPLETE else f"; {frame(book.extent.value)}"
        seen = frame("seen", book.verification.value)
        status = _in(WORDS.status[book.status])
        yield f"{book.key}{until}  {content_ids[book.key][:12]}  {_in(book.title)}  [{status}; {seen}{extent}]"
    for policy in catalogue.policies:
        yield f"{policy.instrument}: {policy.policy}@{policy.version}  {_in(policy.title)}{_sample(policy)}"


def shown(book: Rulebook) -> Iterator[str]:
    """A whole rulebook: every code with its citations and label."""
    yield f"{book.key}  {_in(book.title)}"
    yield f"  {_in(book.scope.label)}"
    for note in (*book.notes, *(each.label for each in book.validity)):
        yield f"  ! {_in(note)}"
    for name in WORDS.parts:
        members: Any = getattr(book, name)
        if not members:
            continue
        yield f"{_in(WORDS.parts[name])} [{name}]"
        if name == "clauses":
            yield from (f"  {address}  {_in(clause.label)}" for address, clause in members.items())
            continue
        for member in members:
            cites = f"  ({', '.join(member.cite)})" if getattr(member, "cite", ()) else ""
            yield f"  {member.code}  {_in(member.label)}{cites}"
            for choice in getattr(member, "choices", ()):
                mark = "*" if choice.code == member.default else " "
                yield f"    {mark} {choice.code}  {_in(choice.label)}"


def report(key: str, found: tuple[LintFinding, ...], *, quiet: bool) -> Iterator[str]:
    """The findings of one rulebook, then one line of counts. Quiet: no information."""
    for finding in found:
        if not (quiet and finding.level is Level.INFO):
            place = f"{frame('line', finding.line)} {finding.place}" if finding.line else finding.place
            yield f"{key} {place}: {_in(WORDS.level[finding.level])} {finding.check}: {sentence(finding, language())}"
    counts = [sum(finding.level is level for finding in found) for level in Level]
    yield frame("unclean", key, *counts) if counts[0] else frame("clean", key, *counts[1:])


def sentence(finding: LintFinding, spoken: str, called: Callable[[str, str], str] = worded) -> str:
    """What was found and what to do. *called* says what a code is called in a language: who writes the file reads the code itself."""
    label = WORDS.findings[finding.code]
    witness = WORDS.frame["witness"]
    said, more = (label.zh, witness.zh) if spoken == "zh" else (label.en, witness.en)
    shown_witness = more.format(", ".join(finding.witness)) if finding.witness else ""
    return said.format(*(called(each, spoken) for each in finding.about), "", "", "", "") + shown_witness


def called_in(book: Rulebook) -> Callable[[str, str], str]:
    """What the codes of *book* and the laws of the lint are called, for whoever does not write the file."""
    members = [one for part in WORDS.parts if part != "clauses" for one in getattr(book, part)]
    labels = {one.code: one.label for one in members if hasattr(one, "label")}

    def called(code: str, spoken: str) -> str:
        known = [WORDS.laws.get(each) or labels.get(each) for each in code.split(", ")]
        if None in known:
            return worded(code, spoken)
        words = [one.zh if spoken == "zh" else one.en for one in known if one is not None]
        return "、".join(f"“{one}”" for one in words) if spoken == "zh" else ", ".join(f"'{one}'" for one in words)

    return called


def as_json(finding: LintFinding) -> dict[str, Any]:
    """A finding with its sentences."""
    whole: dict[str, Any] = msgspec.to_builtins(finding)
    return {**whole, "zh": sentence(finding, "zh"), "en": sentence(finding, "en")}


def _sample(policy: Policy) -> str:
    return f"  [{frame('sample')}]" if policy.sample else ""


def treatment(how: str) -> str:
    """How somebody would be treated, in words."""
    return _in(WORDS.treatment[how])


def clauses(state: str) -> str:
    """What the rulebook proves of clauses of a text, in words."""
    return _in(WORDS.clauses[state])


def frame(name: str, *about: object) -> str:
    """One of the sentences around, in the language being spoken."""
    return _in(WORDS.frame[name]).format(*about)


def _in(label: Label) -> str:
    return label.zh if language() == "zh" else label.en
