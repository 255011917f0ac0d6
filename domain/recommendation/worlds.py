"""Exact reasoning under open facts: which combinations of conditions some completion of the open facts can bring about.

A formula is a disjunction of rows of literals. Completions are never listed one by one. Facts that play the same part
everywhere are merged first (``merged``); then assigning a fact leaves a residual, and equal residuals are visited once. So
the cost follows the shape of the rules, not the number of open facts.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from domain.rulebook.conditions import Row

Literal = tuple[str, bool]
Formula = frozenset[frozenset[Literal]]

TRUE: Formula = frozenset({frozenset[Literal]()})
FALSE: Formula = frozenset()


@lru_cache(maxsize=4096)
def formula(rows: tuple[Row, ...]) -> Formula:
    """The formula of decision-table rows: true when any row holds."""
    return _absorb({frozenset([*((c, True) for c in row.all_of), *((c, False) for c in row.none_of)]) for row in rows})


def either(parts: Iterable[Formula]) -> Formula:
    """Disjunction."""
    return _absorb({row for part in parts for row in part})


def both(left: Formula, right: Formula) -> Formula:
    """Conjunction."""
    joined = {a | b for a in left for b in right}
    return _absorb({row for row in joined if not any((code, not wanted) in row for code, wanted in row)})


def given(condition: Formula, truths: Mapping[str, bool | None]) -> Formula:
    """What is left of *condition* once the known facts are put in; unknown ones (None or absent) stay."""
    left: set[frozenset[Literal]] = set()
    changed = False
    for row in condition:
        kept = row
        for code, wanted in row:
            truth = truths.get(code)
            if truth is None:
                continue
            changed = True
            if truth is not wanted:
                break
            kept = kept - {(code, wanted)}
        else:
            if not kept:
                return TRUE
            left.add(kept)
    return _absorb(left) if changed else condition


def open_in(conditions: Iterable[Formula]) -> tuple[str, ...]:
    """The facts that the formulas still name, sorted."""
    return tuple(sorted({code for condition in conditions for row in condition for code, _ in row}))


def worlds(conditions: tuple[Formula, ...]) -> frozenset[tuple[bool, ...]]:
    """Every combination of truth values that some completion of the facts named gives to *conditions*."""
    conditions, _ = merged(conditions)
    groups = components(conditions)
    parts = [_explore(tuple(conditions[index] for index in group)) for group in groups]
    found: set[tuple[bool, ...]] = set()
    for choice in product(*parts):
        world = [False] * len(conditions)
        for group, values in zip(groups, choice, strict=True):
            for index, value in zip(group, values, strict=True):
                world[index] = value
        found.add(tuple(world))
    return frozenset(found)


def probes(conditions: tuple[Formula, ...]) -> tuple[tuple[bool, ...], ...]:
    """Some of the worlds: nothing holds, all holds, one fact alone holds, one fact alone does not."""
    codes = open_in(conditions)
    found: dict[tuple[bool, ...], None] = {}
    for rest in (False, True):
        truths = dict.fromkeys(codes, rest)
        for turned in ({}, *({code: not rest} for code in codes)):
            known = truths | turned
            found[tuple(given(condition, known) == TRUE for condition in conditions)] = None
    return tuple(found)


class Path(NamedTuple):
    """How a literal of a formula fares in the merged one: what stands for it, and by which kinds of merging.

    With ``by_or`` alone its truth makes ``literal`` true; with ``by_and`` alone its falsity makes ``literal`` false.
    """

    literal: Literal
    by_or: bool = True
    by_and: bool = True


def merged(conditions: tuple[Formula, ...]) -> tuple[tuple[Formula, ...], dict[Literal, Path]]:
    """*conditions* with fewer facts and the same worlds, and the path of each literal into them.

    Literals that stand in exactly the same rows are one conjunction; literals that complete the same rows in the same way
    are one disjunction. Either can take both values whatever the rest is, so one stands for all. A fact that occurs both
    asserted and denied is left alone.
    """
    paths = {literal: Path(literal) for condition in conditions for row in condition for literal in row}
    while True:
        before = conditions
        for is_or in (False, True):
            renamed = {literal: min(group) for group in alike(conditions, is_or=is_or) for literal in group}
            if renamed:
                conditions = replaced(conditions, renamed)
                for literal, path in paths.items():
                    if path.literal in renamed:
                        paths[literal] = Path(renamed[path.literal], path.by_or and is_or, path.by_and and not is_or)
        if conditions == before:
            return conditions, paths


def components(conditions: tuple[Formula, ...]) -> tuple[tuple[int, ...], ...]:
    """Indices of the formulas, those that share a fact together: apart from that they vary freely."""
    groups: list[tuple[set[str], list[int]]] = []
    for index, condition in enumerate(conditions):
        codes = {code for row in condition for code, _ in row}
        touching = [group for group in groups if group[0] & codes]
        merged = (
            {code for group in touching for code in group[0]} | codes,
            [i for group in touching for i in group[1]],
        )
        merged[1].append(index)
        groups = [group for group in groups if not any(group is other for other in touching)]
        groups.append(merged)
    return tuple(sorted(tuple(sorted(indices)) for _, indices in groups))


def alike(conditions: tuple[Formula, ...], *, is_or: bool) -> tuple[tuple[Literal, ...], ...]:
    """Groups of literals that play one part: as a disjunction, or as a conjunction; each sorted."""
    parts: dict[Literal, set[tuple[int, frozenset[Literal]]]] = {}
    for index, condition in enumerate(conditions):
        for row in condition:
            for literal in row:
                parts.setdefault(literal, set()).add((index, row - {literal} if is_or else row))
    groups: dict[object, list[Literal]] = {}
    for literal, part in parts.items():
        if (literal[0], not literal[1]) not in parts:
            groups.setdefault(frozenset(part), []).append(literal)
    return tuple(tuple(sorted(group)) for group in groups.values() if len(group) > 1)


def replaced(conditions: tuple[Formula, ...], renamed: Mapping[Literal, Literal]) -> tuple[Formula, ...]:
    """*conditions* with literals standing in for others."""
    return tuple(
        frozenset(frozenset(renamed.get(literal, literal) for literal in row) for row in condition)
        for condition in conditions
    )


def _explore(start: tuple[Formula, ...]) -> frozenset[tuple[bool, ...]]:
    found: set[tuple[bool, ...]] = set()
    seen: set[tuple[Formula, ...]] = {start}
    stack = [start]
    while stack:
        state = stack.pop()
        code = _next(state)
        if code is None:
            found.add(tuple(condition == TRUE for condition in state))
            continue
        for value in (True, False):
            after = tuple(given(condition, {code: value}) for condition in state)
            if after not in seen:
                seen.add(after)
                stack.append(after)
    return frozenset(found)


def _next(state: tuple[Formula, ...]) -> str | None:
    for condition in state:
        if condition not in (TRUE, FALSE):
            return min(code for row in condition for code, _ in row)
    return None


def _absorb(rows: Iterable[frozenset[Literal]]) -> Formula:
    unique = frozenset(rows)
    if len(unique) < 2 or len({len(row) for row in unique}) == 1:
        return unique
    kept: list[frozenset[Literal]] = []
    for row in sorted(unique, key=len):
        if not any(other <= row for other in kept):
            kept.append(row)
    return frozenset(kept)
