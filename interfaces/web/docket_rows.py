"""The rows of the docket in words, each worked out once: a page draws them as they are."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple
from uuid import UUID

from interfaces.api.commands import PLURAL
from interfaces.web.directory import Names
from interfaces.web.row_clocks import Due, dues
from projections.docket.reads import Entry


class Row(NamedTuple):
    """One matter in words. A text is empty where there is nothing to say; ``person``: it is about one."""

    to: str
    name: str
    numbers: str
    grounds: str
    organs: str
    person: bool
    stage: str
    body: str
    due: Due | None
    opened: str


def rows_of(
    entries: Iterable[Entry], names: Names, signal: Callable[[date | None], str], today: date | None = None
) -> list[Row]:
    """*entries* in their order; ``signal`` is the colour of a due date, and one that is *today* is said to be."""
    texts, due = names.texts, dues(names.texts, signal, today)

    day, name = cache(texts.day), cache(names.of)

    @cache
    def organs(several: tuple[UUID, ...]) -> str:
        return texts.listed(map(name, several)) or "—"

    @cache
    def grounds(several: tuple[str, ...]) -> str:
        return texts.listed(map(names.law, several))

    return [
        Row(
            to=f"/{PLURAL[one.kind]}/{one.id}",
            name=texts.matter(one.kind, one.id, one.number),
            numbers=_listed(one.numbers, texts.listed),
            grounds=grounds(tuple(one.grounds)),
            organs=organs(tuple(one.organs)),
            person=one.subject == "person",
            stage=texts.stage(one),
            body=name(one.body),
            due=due(one) if one.open else None,
            opened=day(one.opened_on),
        )
        for one in entries
    ]


def _listed(several: Sequence[str] | None, listed: Callable[[Sequence[str]], str]) -> str:
    return listed(several) if several else ""
