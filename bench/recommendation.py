"""Recommendations against a plain Python function of the same law, in the same run. Prints ratios, asserts no time.

    python -m bench.recommendation [rounds]

Every way answers the same question about the same cases, and every answer is compared with the plain function's before
anything is measured. What each side does is said in bench/README.md.
"""

import random
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import msgspec
import numpy as np

from application.adapters.batch import Batch
from application.adapters.rulebook_files import packaged
from bench import rulebook_of_18
from bench.plain_law import ALONE, ELEMENTS, HEAVIER, LIGHTER, RULES, explained, plain
from bench.rivals import rival
from domain.recommendation.compiled import batch
from domain.recommendation.compiled.compiler import Compiler
from domain.recommendation.compiled.derivations import Derivations
from domain.recommendation.compiled.layout import Code
from domain.recommendation.compiled.table import Table
from domain.recommendation.difference import differences
from domain.recommendation.facts import Answer, FactSheet
from domain.recommendation.outcome import Result
from domain.recommendation.proving import prove
from domain.recommendation.recommend import recommend
from domain.rulebook.catalogue import Catalogue

PLAIN = ("liable", "ground", "sets", "heavier", "lighter", "exempt", "gates")
CASES = 500
PLAINLY = "plain function"
TURN = 10
MILLION = 1_000_000
DAY = date(2012, 3, 12)
FRAME = FactSheet(
    respondent="r",
    subject="person",
    conduct_from=DAY,
    conduct_to=DAY,
    decision_on=DAY,
    answers=(Answer(question="AMB-11", choice="causal-for-both"),),
)
FACTS = tuple(
    sorted({fact.lstrip("!") for rules in RULES.values() for _, _, rows in rules for row in rows for fact in row})
)
SOMETIMES = sorted(set(FACTS) - ALONE - ELEMENTS - HEAVIER - LIGHTER)


def case(draw: random.Random) -> frozenset[str]:
    """As cases look: a breach or two, mostly the elements, some circumstances, now and then anything else."""
    facts = {*draw.sample(sorted(ALONE), draw.choice([1, 1, 1, 2]))}
    if draw.random() < 0.9:
        facts |= ELEMENTS
    facts |= {*draw.sample(sorted(HEAVIER), draw.choice([0, 0, 1, 1, 2]))}
    facts |= {*draw.sample(sorted(LIGHTER), draw.choice([0, 0, 1, 2]))}
    return frozenset(facts | {fact for fact in SOMETIMES if draw.random() < 0.1})


def seconds(work: Callable[[Any], object], items: Iterable[object], rounds: int) -> float:
    """Processor time for each item, in the best of *rounds* passes: the machine does other things too."""
    each = list(items)
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for item in each:
            work(item)
        best = min(best, time.process_time() - start)
    return best / len(each)


def in_turn(ways: list[tuple[str, Callable[[Any], object], Iterable[object]]], rounds: int) -> dict[str, float]:
    """As ``seconds`` for each of several ways, a few passes of one after a few of another: what slows the machine slows all."""
    given = [(name, work, list(items)) for name, work, items in ways]
    best = dict.fromkeys((name for name, _, _ in given), float("inf"))
    for _ in range(max(1, rounds // TURN)):
        for name, work, items in given:
            best[name] = min(best[name], seconds(work, items, TURN))
    return best


def as_plain(result: Result) -> tuple[object, ...]:
    """What the plain function answers; the measures that are measured here lead nowhere below their set."""
    if result.mitigate is not msgspec.UNSET:
        raise SystemExit(f"the plain function knows nothing below the set: {result}")
    return tuple(getattr(result, field) for field in PLAIN)


def same(one: object, other: object) -> None:
    if one != other:
        raise SystemExit(f"not the same answer:\n{one}\n{other}")


class JsonAnswers:
    """JSON in, JSON out: the facts that hold as a list, the outcomes as a list, each outcome encoded once."""

    def __init__(self, table: Table) -> None:
        self._known, self._outcomes = table.layout.known, table.outcomes
        self._decode = msgspec.json.Decoder(tuple[str, ...]).decode
        self._encoded: dict[int, bytes] = {}

    def __call__(self, content: bytes) -> bytes:
        outcomes = self._outcomes(self._known(self._decode(content)))
        found = self._encoded.get(id(outcomes))
        if found is None:
            found = self._encoded[id(outcomes)] = msgspec.json.encode(outcomes)
        return found


def one_case(rounds: int) -> None:
    draw = random.Random(3)
    cases = [case(draw) for _ in range(CASES)]
    catalogue = packaged()
    book = catalogue.get("qingyuan-fault-liability", "2011-05-01")
    if book is None:
        raise SystemExit("the rulebook is not installed")
    compiler = Compiler(book, catalogue)
    derivations = Derivations(book, catalogue, FRAME, compiler)
    table = derivations.table
    labels = {fact.code: (fact.label.zh, fact.label.en) for fact in book.facts}
    labels |= {fact: labels.get(fact, (fact, fact)) for fact in FACTS}
    codes: list[Code] = [table.layout.known(facts) for facts in cases]
    sheets = [derivations.sheet(code) for code in codes]
    answers = JsonAnswers(table)
    contents = [msgspec.json.encode(sorted(facts)) for facts in cases]

    def recommended(sheet: FactSheet, used: Compiler | None):
        return recommend(sheet, book, references=catalogue, known_at=DAY, compiler=used)

    for facts, code, sheet, content in zip(cases, codes, sheets, contents, strict=True):
        (result,) = table.outcomes(code)
        same(as_plain(result), plain(facts))
        same(explained(facts, labels)[0], plain(facts))
        found = recommended(sheet, compiler)
        same(derivations.derivation(code), (found.outcomes, found.derivation))
        same(msgspec.json.decode(answers(content), type=list[Result]), [result])

    for share in (0.05, 0.2, 0.5, 0.9):
        for _ in range(CASES):
            facts = frozenset(fact for fact in FACTS if draw.random() < share)
            (result,) = table.outcomes(table.layout.known(facts))
            same(as_plain(result), plain(facts))

    few = frozenset({"consequence", "retaliates", "suspected-crime"})
    partly = [
        table.layout.code({fact: None if fact in few else fact in facts for fact in table.layout.place})
        for facts in cases
    ]
    partly_sheets = [derivations.sheet(code) for code in partly]
    nothing = table.layout.code({})
    for code, sheet in zip(partly[:50], partly_sheets, strict=False):
        same(table.outcomes(code), recommended(sheet, None).outcomes)

    quick = in_turn(
        [
            (PLAINLY, plain, cases),
            ("packed code: outcomes", table.outcomes, codes),
            ("packed code, three facts open: outcomes", table.outcomes, partly),
            (
                "packing the facts that hold, outcomes",
                lambda facts: table.outcomes(table.layout.known(facts)),
                cases,
            ),
            ("packed code: outcomes and whole derivation", derivations.derivation, codes),
            ("JSON in, JSON out", answers, contents),
        ],
        rounds,
    )
    base = quick.pop(PLAINLY)
    why = seconds(lambda facts: explained(facts, labels), cases, max(3, rounds // 20))
    rows = [
        (PLAINLY, base),
        ("plain function that explains", why),
        *quick.items(),
        *zen_rows(cases),
    ]
    for name, sheet in (
        ("settled", sheets[0]),
        ("three facts open", partly_sheets[0]),
        ("everything open", derivations.sheet(nothing)),
    ):
        for how, used in (("", None), (", compiler kept", compiler)):
            each = seconds(lambda given, used=used: recommended(given, used), [sheet], max(5, rounds // 10))
            rows.append((f"recommendation, {name}{how}", each))
    shown(rows, base, why)


def zen_rows(cases: list[frozenset[str]]) -> list[tuple[str, float]]:
    zen = rival("zen")
    if zen is None:
        return []
    decision = zen.decision()
    contexts = [zen.context(facts, FACTS) for facts in cases]
    for facts, context in zip(cases, contexts, strict=True):
        same(zen.answer(decision.evaluate(context)["result"]), plain(facts))
    return [
        ("zen-engine", seconds(decision.evaluate, contexts, 5)),
        ("zen-engine, with its trace", seconds(lambda given: decision.evaluate(given, {"trace": True}), contexts, 5)),
    ]


def openfisca_rows(some: list[frozenset[str]], columns: dict[str, Any]) -> list[tuple[str, float]]:
    openfisca = rival("openfisca")
    if openfisca is None:
        return []
    system = openfisca.system(FACTS)
    theirs = openfisca.outcomes(system, columns)
    for at, facts in enumerate(some):
        same(int(theirs[at]), openfisca.number(plain(facts)))
    each = seconds(lambda given: openfisca.outcomes(system, given), [columns], 3) / MILLION
    return [("openfisca-core, a million cases by columns", each)]


def many_cases(rounds: int) -> None:
    draw = random.Random(4)
    some = [case(draw) for _ in range(20_000)]
    catalogue = packaged()
    book = catalogue.get("qingyuan-fault-liability", "2011-05-01")
    table = Compiler(book, catalogue).table(FRAME)
    codes = [table.layout.known(facts) for facts in some]
    words = [np.resize(np.array(word, dtype=np.uint16), MILLION) for word in zip(*codes, strict=True)]
    columns = {fact: np.resize(np.array([fact in facts for facts in some]), MILLION) for fact in FACTS}
    plain_batch = [word[: len(some)].tolist() for word in words]
    ours = Batch(table)

    which, outcomes = ours.answered(words)
    numbers, same_outcomes = batch.answered(table, plain_batch)
    for at, facts in enumerate(some):
        answer = plain(facts)
        same(as_plain(outcomes[which[at]][0]), answer)
        same(outcomes[which[at]], same_outcomes[numbers[at]])

    measured = in_turn([(PLAINLY, plain, some), ("a million", ours.answered, [words])], max(5, rounds // 2))
    base = measured[PLAINLY]
    rows = [
        (PLAINLY, base),
        ("a million packed codes, numpy", measured["a million"] / MILLION),
        (
            "packed codes, without numpy",
            seconds(lambda given: batch.answered(table, given), [plain_batch], 5) / len(some),
        ),
        *openfisca_rows(some, columns),
    ]
    shown(rows, base)


def every_state(rounds: int) -> None:
    book = rulebook_of_18.BOOK
    catalogue = Catalogue((book,))
    lighter = msgspec.structs.replace(book, weights=book.weights[:1], factors=book.factors[:4], balances=())
    frame = FactSheet(
        respondent="r",
        subject=rulebook_of_18.SUBJECT,
        conduct_from=DAY.replace(2021),
        conduct_to=DAY.replace(2021),
        decision_on=DAY.replace(2021),
        matter="measured",
    )
    states = range(1 << len(rulebook_of_18.FACTS))
    table = Compiler(book, catalogue).table(frame)
    for state in states[:: 1 if rounds > 100 else 5]:
        code = table.layout.known(fact for bit, fact in enumerate(rulebook_of_18.FACTS) if state >> bit & 1)
        same(as_plain(table.outcomes(code)[0]), rulebook_of_18.plain(state))
    base = seconds(lambda all_of: [rulebook_of_18.plain(state) for state in all_of], [states], 5)
    rows = [
        ("plain function over 2^18 states", base),
        ("whole check of that rulebook", seconds(lambda given: prove(given, catalogue), [book], 10)),
        (
            "diff with another over all states",
            seconds(lambda given: differences(given, lighter, catalogue), [book], 10),
        ),
    ]
    shown(rows, base)


def shown(rows: list[tuple[str, float]], base: float, why: float | None = None) -> None:
    print(
        f"\n| | each | of plain |{' of plain that explains |' if why else ''}\n| --- | ---: | ---: |{' ---: |' if why else ''}"
    )
    for name, each in rows:
        scale, unit = (1e9, "ns") if each < 1e-6 else (1e6, "us") if each < 1e-3 else (1e3, "ms")
        more = f" {each / why:,.3g} |" if why else ""
        print(f"| {name} | {each * scale:,.3g} {unit} | {each / base:,.3g} |{more}")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    one_case(rounds)
    many_cases(rounds)
    every_state(rounds)


if __name__ == "__main__":
    main()
