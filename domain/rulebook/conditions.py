"""Decision-table conditions over facts: rows of what must hold and what must not. No expression language."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

import msgspec


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Holds when every fact of ``all_of`` holds and none of ``none_of`` does."""

    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.all_of and not self.none_of:
            raise ValueError("a row names at least one fact")
        if set(self.all_of) & set(self.none_of):
            raise ValueError("a row cannot both demand and exclude a fact")


Rows = tuple[Row, ...]
"""A condition: true when any row holds. Where a rule takes it as ``when``, no rows means 'always'."""


class Reading(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a rule says when *question* is answered with *choice*; what it says itself is the default reading.

    ``when`` is the condition of a trigger, element, factor or gate under that answer (no rows: it never holds),
    ``subjects`` whom a weight covers, ``combine`` how the measures of a set combine, ``effect`` what a filter does.
    """

    question: str
    choice: str
    when: Rows = ()
    subjects: tuple[str, ...] = ()
    combine: str | None = None
    effect: str | None = None


def facts_of(rows: Rows) -> tuple[str, ...]:
    """Every fact that the rows name, each once, in their order."""
    return tuple(dict.fromkeys(code for row in rows for code in (*row.all_of, *row.none_of)))


Choose: TypeAlias = Callable[[str], str | None]
"""The choice on a question: the answer on the record, else its default, else None."""


def reading_in(readings: Iterable[Reading], choose: Choose) -> Reading | None:
    """The first of *readings* whose question is answered as it says."""
    return next((one for one in readings if choose(one.question) == one.choice), None)
