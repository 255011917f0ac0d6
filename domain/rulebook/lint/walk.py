"""Every rule of a rulebook with its place in the file, and every fact, question and citation it names."""

from collections.abc import Iterator
from typing import Any

import msgspec

from domain.rulebook.conditions import Row, facts_of
from domain.rulebook.provisions import Provision
from domain.rulebook.schema import NAMED, RULES, Rulebook, Transition


def rules(book: Rulebook) -> Iterator[tuple[str, Provision]]:
    """``triggers[2]`` and the rule there, for every rule."""
    for name in RULES:
        for index, rule in enumerate(getattr(book, name)):
            yield f"{name}[{index}]", rule


def cited(book: Rulebook) -> Iterator[tuple[str, str]]:
    """Every citation with its place."""
    for place, thing in _citing(book):
        for index, cite in enumerate(thing.cite):
            yield f"{place}.cite[{index}]", cite
    for index, permitted in enumerate(book.sets):
        for measure, address in permitted.items.items():
            yield f"sets[{index}].items.{measure}", address
    for index, cite in enumerate(book.commencement):
        yield f"commencement[{index}]", cite


def named_facts(book: Rulebook) -> Iterator[tuple[str, str]]:
    """Every fact that a rule or question names, with the place."""
    for place, part in _parts(book):
        if isinstance(part, Row):
            for code in facts_of((part,)):
                yield place, code
        below = getattr(part, "below", None)
        if isinstance(below, str):
            yield f"{place}.below", below
        single = getattr(part, "fact", None)
        if isinstance(single, str):
            yield f"{place}.fact", single
        for field in ("facts", "open", "overlaps"):
            codes = getattr(part, field, ())
            if isinstance(codes, tuple) and not isinstance(part, Rulebook):
                for code in codes:
                    yield f"{place}.{field}", code
        for code in getattr(part, "sets", {}) if isinstance(getattr(part, "sets", None), dict) else ():
            yield f"{place}.sets", code
    if book.role_fact is not None:
        yield "role_fact", book.role_fact


def named_questions(book: Rulebook) -> Iterator[tuple[str, str, str | None]]:
    """Every question that something refers to, with the choice it depends on, if any."""
    for place, part in _parts(book):
        for field in ("question", "basis_question"):
            code = getattr(part, field, None)
            if isinstance(code, str):
                yield f"{place}.{field}", code, _choice(part)
        if isinstance(part, Transition):
            yield f"{place}.earlier", part.question, part.earlier
        for choice in getattr(part, "window_by_choice", {}):
            yield f"{place}.window_by_choice", part.question or "", choice


def _choice(part: Any) -> str | None:
    if isinstance(part, Transition):
        return part.later
    names = ("choice", "upheld", "continues", "counts", "basis_accepted")
    found = (getattr(part, name, None) for name in names)
    return next((each for each in found if isinstance(each, str)), None)


def _citing(book: Rulebook) -> Iterator[tuple[str, Any]]:
    yield from rules(book)
    for name in NAMED:
        for index, thing in enumerate(getattr(book, name)):
            yield f"{name}[{index}]", thing
    yield "scope", book.scope
    if book.transition is not None:
        yield "transition", book.transition
    if book.ranking is not None:
        yield "ranking", book.ranking
    if book.straddling is not None:
        yield "straddling", book.straddling


def _parts(part: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Every struct below *part*, with its path."""
    if not isinstance(part, msgspec.Struct):
        return
    yield place, part
    for field in part.__struct_fields__:
        value = getattr(part, field)
        inner = f"{place}.{field}" if place else field
        if isinstance(value, msgspec.Struct):
            yield from _parts(value, inner)
        elif isinstance(value, tuple):
            for index, member in enumerate(value):
                yield from _parts(member, f"{inner}[{index}]")
