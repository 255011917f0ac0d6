"""Recorded events as sentences: pure, total over the registry, in both languages."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from domain.citation import Citation
from domain.document import DocumentRef
from domain.proceedings.events import MeasureTaken
from domain.recorded import Event, Recorded, stored_name
from domain.registry import kind_of
from projections.history.catalogue import LANGUAGES, Clause, Language, Words, codes, sentences
from projections.history.naming import PLAIN, Naming

LEGAL_DAY = ZoneInfo("Asia/Shanghai")

WITHHELD = frozenset({"reporter", "protection", "origin", "seen"})
"""Fields that a history never shows: what could lead to a reporter, and what is shown with the decision instead."""

_THE_DAY = re.compile(r"\[([^\]]*)\]")
"""In a sentence's words: what says on which day it was."""

_OWN_DAY = frozenset({"noted_on", "withheld_on"})
"""Days that are the event's own whatever other days it names before them."""

_NOT_THE_DAY = frozenset(
    {"collected_on", "occurred_on", "deemed_on", "effective_on", "hindrance_ended_on", "opens_on", "closes_on"}
)
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905 - reads as a list


class Found(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an officer found of one fact: its answer (``status``), and the fact in words, so that like answers can be told together."""

    status: str
    zh: str | None = None
    en: str | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One event as told. ``on`` is its legal day (Asia/Shanghai), which the sentences do not repeat; ``parameters`` are its ids, codes and dates.

    ``documents`` are ids in the document store, by field; whether the reader may open one is another question.
    """

    position: int
    version: int
    stream: UUID
    kind: str
    name: str
    actor: UUID
    recorded_at: datetime
    on: date
    parameters: dict[str, Any]
    documents: dict[str, UUID]
    zh: str
    en: str
    found: Found | None = None


def told(recorded: Iterable[Recorded[Any]], naming: Naming = PLAIN) -> tuple[Entry, ...]:
    """Events of any streams, in the order of the log."""
    return tuple(_entry(each, naming) for each in sorted(recorded, key=lambda each: (each.shard, each.position)))


def sentence(event: Event, language: Language, naming: Naming = PLAIN, *, dated: bool = True) -> str:
    """What *event* is told as. Every event of the registry has a sentence in both languages.

    Not *dated*: without its legal day, which stands beside it.
    """
    wording = sentences()[stored_name(event)]
    spoken = [wording.of(language)]
    spoken += [clause.of(language) for clause in wording.also if _holds(clause, event)]
    fields = _fields(event, language, naming)
    words = _THE_DAY.sub(r"\1" if dated else "", (" " if language == "en" else "").join(spoken))
    return words.format(**fields)


def found_in(event: Event, naming: Naming = PLAIN) -> Found | None:
    """What *event* found of one fact; None where it is no such finding."""
    form = sentences()[stored_name(event)].found
    if form is None:
        return None
    said = {language: form.of(language).format(**_fields(event, language, naming)) for language in LANGUAGES}
    return Found(status=str(getattr(event, "status").value), zh=said["zh"], en=said["en"])  # noqa: B009 - whichever finding


def _holds(clause: Clause, event: Event) -> bool:
    if clause.same is not None:
        first, last = clause.same
        return (getattr(event, first) == getattr(event, last)) is not clause.differs
    return bool(getattr(event, clause.when or clause.unless or "")) is (clause.when is not None)


def _fields(event: Event, language: Language, naming: Naming) -> dict[str, "_Said"]:
    return {
        name: _Said(_written(name, value, language, naming), value)
        for name in event.__struct_fields__
        for value in (getattr(event, name),)
    }


class _Said:
    """A field in words. ``{x:one|many}`` chooses a noun by how many there are; ``{x: (~)}`` stands around the words, where there are any."""

    def __init__(self, words: str, value: Any) -> None:
        self._words = words
        self._count = len(value) if isinstance(value, tuple) else value

    def __format__(self, form: str) -> str:
        if "|" in form:
            one, many = form.split("|")
            return one if self._count == 1 else many
        if "~" in form:
            return form.replace("~", self._words) if self._words else ""
        return self._words


def _entry(recorded: Recorded[Any], naming: Naming) -> Entry:
    event = recorded.event
    name = stored_name(event)
    shown = {field: getattr(event, field) for field in event.__struct_fields__ if field not in WITHHELD}
    return Entry(
        position=recorded.position,
        version=recorded.version,
        stream=recorded.stream,
        kind=kind_of(name),
        name=name,
        actor=recorded.actor,
        recorded_at=recorded.recorded_at,
        on=legal_day(recorded),
        parameters={
            field: msgspec.to_builtins(value)
            for field, value in shown.items()
            if value is not None and not _documents(value)
        },
        documents={field: value.id for field, value in shown.items() if isinstance(value, DocumentRef)},
        zh=sentence(event, "zh", naming, dated=False),
        en=sentence(event, "en", naming, dated=False),
        found=found_in(event, naming),
    )


def days_named(kind: type[Event]) -> tuple[str, ...]:
    """The fields that may hold the legal day of such an event: the first that does, holds it."""
    days = [name for name in kind.__struct_fields__ if name.endswith("_on") and name not in _NOT_THE_DAY]
    return tuple(sorted(days, key=lambda name: name not in _OWN_DAY))


def legal_day(recorded: Recorded[Any]) -> date:
    """The day the event itself names, else the day of its recording in Asia/Shanghai."""
    for name in days_named(type(recorded.event)):
        value = getattr(recorded.event, name)
        if isinstance(value, date):
            return value
    return recorded.recorded_at.astimezone(LEGAL_DAY).date()


def _documents(value: object) -> bool:
    if isinstance(value, tuple):
        return any(_documents(each) for each in value)
    return isinstance(value, DocumentRef) or hasattr(value, "text")


def _written(field: str, value: Any, language: Language, naming: Naming) -> str:
    match value:
        case None:
            return ""
        case UUID():
            return naming.of_id(field, value, language)
        case DocumentRef():
            return naming.of_id(field, value.id, language)
        case Enum():
            return _code(type(value).__name__, str(value.value), language) or naming.of_code(
                field, str(value.value), language
            )
        case bool() | int():
            return str(value)
        case date():
            return _day(value, language)
        case str():
            return _code(field, value, language) or naming.of_code(field, value, language)
        case MeasureTaken():
            return naming.of_code("measure", value.measure, language)
        case Citation():
            return naming.of_code(field, str(value), language)
        case tuple() if value and all(isinstance(each, tuple) for each in value):
            return _joined((_written(field, each[-1], language, naming) for each in value), language)
        case tuple() if any(_documents(each) for each in value):
            return str(len(value))
        case tuple():
            return _joined((_written(field, each, language, naming) for each in value), language)
        case _:
            return ""


def _code(kind: str, code: str, language: Language) -> str | None:
    words: Words | None = codes().get(kind, {}).get(code)
    return None if words is None else words.of(language)


def _day(day: date, language: Language) -> str:
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _joined(words: Iterable[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(words)
