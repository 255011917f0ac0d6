"""Decision-table conditions over facts: rows of what must hold and what must not. No expression language."""

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
    """Another condition that applies when *question* is answered with *choice*; the rule's own is the default reading."""

    question: str
    choice: str
    when: Rows = ()
    subjects: tuple[str, ...] = ()


def facts_of(rows: Rows) -> tuple[str, ...]:
    """Every fact that the rows name, each once, in their order."""
    return tuple(dict.fromkeys(code for row in rows for code in (*row.all_of, *row.none_of)))
