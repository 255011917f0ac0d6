"""R5, R6, R7, R9, R10, R11: what is named exists and matters; sets hold known measures; questions are real choices."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from domain.rulebook.catalogue import Catalogue
from domain.rulebook.lint.finding import LintFinding, error, info, warning
from domain.rulebook.lint.walk import named_facts, named_questions, rules
from domain.rulebook.schema import Extent, Rulebook
from domain.rulebook.vocabulary import FactKind


def names(book: Rulebook, catalogue: Catalogue) -> Iterator[LintFinding]:
    """R5: every fact, measure, question, group and role that is named exists; codes are given once."""
    facts = {fact.code for fact in book.facts}
    general = {fact.code for other in catalogue.rulebooks for fact in other.facts}
    for place, code in named_facts(book):
        if code not in facts and (book.extent is Extent.COMPLETE or code not in general):
            yield error("R5", "fact-unknown", place, code)
    questions = {question.code: {choice.code for choice in question.choices} for question in book.questions}
    for place, code, choice in named_questions(book):
        if code not in questions:
            yield error("R5", "question-unknown", place, code)
        elif choice is not None and choice not in questions[code]:
            yield error("R5", "choice-unknown", place, code, choice)
    yield from _measures(book, catalogue)
    groups = {weight.code for weight in book.weights}
    for index, factor in enumerate(book.factors):
        if factor.group not in groups:
            yield error("R5", "group-unknown", f"factors[{index}].group", factor.group)
    for index, balance in enumerate(book.balances):
        for group in balance.groups:
            if group not in groups:
                yield error("R5", "group-unknown", f"balances[{index}].groups", group)
    triggers = {trigger.code for trigger in book.triggers}
    for index, rule in enumerate(book.sets):
        for code in rule.triggers:
            if code not in triggers:
                yield error("R5", "trigger-unknown", f"sets[{index}].triggers", code)
    yield from _twice(book)


def idle(book: Rulebook) -> Iterator[LintFinding]:
    """R6: a fact that nothing depends on."""
    used = {code for _, code in named_facts(book)}
    for index, fact in enumerate(book.facts):
        if fact.code not in used and book.extent is Extent.COMPLETE:
            level = info if fact.kind is FactKind.CIRCUMSTANCE else error
            yield level("R6", "fact-never-matters", f"facts[{index}]", fact.code)


def discretion(book: Rulebook) -> Iterator[LintFinding]:
    """R9: questions nobody puts. R10: declared overlaps. R11: periods not stated."""
    named = {code for _, code, _ in named_questions(book)}
    for index, question in enumerate(book.questions):
        if question.code not in named and not question.raised:
            yield warning("R9", "question-never-put", f"questions[{index}]", question.code)
    for index, factor in enumerate(book.factors):
        for fact in factor.overlaps:
            yield warning("R10", "double-counting-possible", f"factors[{index}].overlaps", factor.code, fact)
    for index, remedy in enumerate(book.remedies):
        if not remedy.periods:
            yield warning("R11", "period-not-stated", f"remedies[{index}]", remedy.code)


def _measures(book: Rulebook, catalogue: Catalogue) -> Iterator[LintFinding]:
    own = {measure.code for measure in book.measures}
    everywhere = {measure.code for other in (book, *catalogue.rulebooks) for measure in other.measures}
    for name in ("sets", "gates", "filters", "competence"):
        for index, rule in enumerate(getattr(book, name)):
            for measure in rule.measures:
                if measure not in (own if name in ("sets", "gates") else everywhere):
                    yield error("R7", "measure-unknown", f"{name}[{index}].measures", measure)

    for index, candidate in enumerate(book.candidates):
        for grade, measures in candidate.grades.items():
            for measure in measures:
                if measure not in own:
                    yield error("R7", "measure-unknown", f"candidates[{index}].grades.{grade}", measure)


def _twice(book: Rulebook) -> Iterator[LintFinding]:
    for name in ("facts", "measures", "roles", "questions", "burdens"):
        counted = Counter(thing.code for thing in getattr(book, name))
        for code, count in sorted(counted.items()):
            if count > 1:
                yield error("R5", "code-twice", name, code)
    seen: dict[tuple[str, str, str], list[str]] = {}
    for place, rule in rules(book):
        for subject in rule.subjects:
            key = (place.split("[")[0], rule.code, subject)
            others = seen.setdefault(key, [])
            others.append(place)
    by_place = dict(rules(book))
    for (_, code, _), places in sorted(seen.items()):
        for first, second in pairwise(places):
            one, two = by_place[first], by_place[second]
            starts, ends = one.in_force, one.until
            apart = (ends is not None and two.in_force is not None and ends <= two.in_force) or (
                starts is not None and two.until is not None and two.until <= starts
            )
            if not apart:
                yield error("R5", "code-twice", second, code)
