"""What differs between two rulebooks as written: codes added, removed and changed, part by part."""

import msgspec

from domain.rulebook.schema import NAMED, RULES, Rulebook


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One code in one part: ``added``, ``removed`` or ``changed``, and for clauses ``text`` when the digest differs."""

    part: str
    code: str
    kind: str


def written_changes(before: Rulebook, after: Rulebook) -> tuple[Change, ...]:
    """Every difference as written, in the order of the parts."""
    found = []
    for part in (*NAMED, *RULES):
        found += _compared(part, _by_code(before, part), _by_code(after, part))
    found += _compared("clauses", dict(before.clauses), dict(after.clauses))
    return tuple(found)


def _by_code(book: Rulebook, part: str) -> dict[str, object]:
    return {thing.code: thing for thing in getattr(book, part)}


def _compared(part: str, before: dict[str, object], after: dict[str, object]) -> list[Change]:
    changes = [Change(part=part, code=code, kind="removed") for code in before if code not in after]
    changes += [Change(part=part, code=code, kind="added") for code in after if code not in before]
    changes += [Change(part=part, code=c, kind="changed") for c in before if c in after and before[c] != after[c]]
    return changes
