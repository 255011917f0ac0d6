"""``wenze rulebook try``: facts in, one after another or as arguments; the recommendation out. Nothing is kept."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

import msgspec

from application.adapters.rulebook_files import RulebookFaulty, faultless
from application.assessing import Assessment, Case, Days, FactsFile, FactsRefused, Respondent, assess
from domain.recommendation.difference import last_day
from domain.recommendation.facts import FactStatus
from domain.recommendation.outcome import OpenFact, QuestionPut, Recommendation
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.labels import Label
from domain.rulebook.schema import Rulebook
from interfaces.cli import assess_wording
from interfaces.cli.arguments import Parser, code_or_file, day
from interfaces.cli.exit_codes import DONE, REFUSED
from interfaces.cli.pairs import pair
from interfaces.cli.rulebook_choice import chosen
from interfaces.cli.rulebook_wording import report
from interfaces.cli.wording import language, say, text

WORDS = msgspec.toml.decode(files("interfaces.cli").joinpath("rulebook_try.toml").read_bytes(), type=dict[str, Label])
KEYS = {"y": FactStatus.ESTABLISHED, "n": FactStatus.REFUTED, "u": FactStatus.UNPROVABLE}


def declare(actions: Any, which: str) -> Parser:
    """Declare the action; *which* explains how a rulebook is named."""
    parser: Parser = actions.add_parser(
        "try", help=text("逐项输入事实，试得处理建议", "facts in, one by one; the recommendation out")
    )
    parser.add_argument("id", metavar="ID|FILE.toml", type=code_or_file, help=which)
    parser.add_argument(
        "--fact",
        action="append",
        type=pair,
        metavar="CODE=STATUS",
        help=text("已知事实（可重复）；写了就不再提问", "a fact (repeatable); with one, nothing is asked"),
    )
    parser.add_argument(
        "--answer",
        action="append",
        type=pair,
        metavar="QUESTION=CHOICE",
        help=text("对问题的答复（可重复）", "an answer to a question (repeatable)"),
    )
    statuses = [status.value for status in FactStatus]
    parser.add_argument("--rest", choices=statuses, help=text("其余事实的状态", "status of all other facts"))
    parser.add_argument("--subject", help=text("organ 机关，person 人员", "organ or person"))
    parser.add_argument("--role", help=text("责任类别的代码", "code of a role"))
    for name, zh, en in (("--on", "行为发生日", "day of the conduct"), ("--decided", "决定日", "day of decision")):
        parser.add_argument(name, type=day, metavar="DATE", help=text(zh, en))
    parser.add_argument("--why", action="store_true", help=text("列出推导的每一步", "show the derivation"))
    return parser


def carry_out(catalogue: Catalogue, arguments: argparse.Namespace) -> int:
    """Ask on a terminal for what can still change the outcome, most decisive first; then give the recommendation."""
    book = chosen(catalogue, arguments.id)
    if book is None:
        return REFUSED
    try:
        whole = catalogue if catalogue.get(book.instrument, book.edition_id) is book else faultless(book, catalogue)
        trial = _Trial(book, whole, arguments)
        if not arguments.fact and sys.stdin.isatty():
            trial.ask()
        found = trial.assessment()
    except RulebookFaulty as faulty:
        for line in report(faulty.key, faulty.findings, quiet=False):
            say(line, line)
        return REFUSED
    except FactsRefused as refused:
        assess_wording.tell(refused)
        return REFUSED
    if arguments.json:
        print(msgspec.json.encode(found, order="deterministic").decode())
        return DONE
    for line in assess_wording.lines(found, derivation=arguments.why):
        print(line)
    return DONE


class _Trial:
    """What was told so far, and what would follow."""

    def __init__(self, book: Rulebook, catalogue: Catalogue, arguments: argparse.Namespace) -> None:
        self.book, self.catalogue = book, catalogue
        self.facts = {code: _status(code, status) for code, status in arguments.fact or ()}
        self.answers: dict[str, str] = dict(arguments.answer or ())
        self.rest = {"all": FactStatus(arguments.rest)} if arguments.rest else {}
        self.subject: str | None = arguments.subject
        self.role: str | None = arguments.role
        self.on: date = arguments.on or last_day(book)
        self.decided: date = arguments.decided or self.on
        self._passed: set[str] = set()

    def assessment(self) -> Assessment:
        """The recommendation for what was told."""
        case = Case(
            id="try",
            instrument=self.book.instrument,
            edition=self.book.edition,
            conduct=Days(from_=self.on),
            decision_on=self.decided,
        )
        respondent = Respondent(
            id="try",
            subject=self.subject or self.book.scope.subjects[0],
            role=self.role,
            facts=dict(self.facts),
            rest=self.rest,
            answers=self.answers,
        )
        return assess(FactsFile(case=case, respondents=(respondent,)), self.catalogue)

    def ask(self) -> None:
        """Subject and role first, then facts and questions for as long as one of them matters and none ends it."""
        _tell("intro", self.book.key, _in(self.book.title))
        if self.subject is None and len(self.book.scope.subjects) > 1:
            self.subject = _choose("subject", {code: _in(WORDS[code]) for code in self.book.scope.subjects})
        if self.role is None and self.subject == "person" and self.book.roles:
            self.role = _choose("role", {role.code: _in(role.label) for role in self.book.roles})
        while self._next(self.assessment().recommendations[0]):
            pass

    def _next(self, found: Recommendation) -> bool:
        """Put what is to be asked next; False when nothing is, or the person has had enough.

        Where an open gate leads into another instrument, its facts and questions follow those of the first.
        """
        for each in _reached(found):
            fact = next((one for one in each.open_facts if one.fact not in self._passed), None)
            if fact is not None:
                return self._fact(fact)
            waiting = (one for one in each.questions if one.required and one.answer is None)
            question = next((one for one in waiting if one.code not in self._passed), None)
            if question is not None:
                return self._question(question)
        return False

    def _fact(self, fact: OpenFact) -> bool:
        while True:
            said = _read("fact", _in(fact.label), fact.fact)
            if said is None or said == "q":
                return False
            if said in KEYS:
                self.facts[fact.fact] = KEYS[said]
            if said in KEYS or not said:
                self._passed.add(fact.fact)
                return True

    def _question(self, question: QuestionPut) -> bool:
        choices = {choice.code: _in(choice.label) for choice in question.choices}
        taken = _choose("question", choices, f"{question.code} {_in(question.label)}")
        self._passed.add(question.code)
        if taken is not None:
            self.answers[question.code] = taken
        return taken is not None


def _reached(found: Recommendation) -> Iterator[Recommendation]:
    """*found* and every recommendation to which its open gates lead."""
    yield found
    for led in () if found.referred is msgspec.UNSET else found.referred:
        if led.recommendation is not msgspec.UNSET:
            yield from _reached(led.recommendation)


def _choose(name: str, choices: dict[str, str], *about: str) -> str | None:
    """The code of the choice, by its number; None for an empty line or the end of the input."""
    listed = list(choices)
    for at, label in enumerate(choices.values(), 1):
        print(f"  {at}. {label}", file=sys.stderr)
    while said := _read(name, *about):
        if said.isdecimal() and 1 <= int(said) <= len(listed):
            return listed[int(said) - 1]
    return None


def _read(name: str, *about: str) -> str | None:
    """One line, trimmed and in lower case; None at the end of the input."""
    print(_in(WORDS[name]).format(*about), end=" ", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    return line.strip().lower() if line else None


def _tell(name: str, *about: str) -> None:
    say(WORDS[name].zh.format(*about), WORDS[name].en.format(*about))


def _status(code: str, status: str) -> FactStatus:
    known = {each.value: each for each in FactStatus}
    if status not in known:
        raise FactsRefused("status-unknown", code, status, ", ".join(known))
    return known[status]


def _in(label: Label) -> str:
    return label.zh if language() == "zh" else label.en
