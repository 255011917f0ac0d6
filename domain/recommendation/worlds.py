"""Exact reasoning under open facts: which combinations of conditions some completion of the open facts can bring about.

A formula is a disjunction of rows of literals. Completions are never listed one by one: assigning a fact leaves a
residual, and equal residuals are visited once, so the cost follows the shape of the rules, not the number of open facts.
"""

from collections.abc import Iterable, Mapping
from itertools import product

from domain.rulebook.conditions import Row

Literal = tuple[str, bool]
Formula = frozenset[frozenset[Literal]]

TRUE: Formula = frozenset({frozenset[Literal]()})
FALSE: Formula = frozenset()


def formula(rows: Iterable[Row]) -> Formula:
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
    for row in condition:
        kept: set[Literal] = set()
        for code, wanted in row:
            truth = truths.get(code)
            if truth is None:
                kept.add((code, wanted))
            elif truth is not wanted:
                break
        else:
            left.add(frozenset(kept))
    return _absorb(left)


def open_in(conditions: Iterable[Formula]) -> tuple[str, ...]:
    """The facts that the formulas still name, sorted."""
    return tuple(sorted({code for condition in conditions for row in condition for code, _ in row}))


def worlds(conditions: tuple[Formula, ...]) -> frozenset[tuple[bool, ...]]:
    """Every combination of truth values that some completion of the facts named gives to *conditions*."""
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
    kept: list[frozenset[Literal]] = []
    for row in sorted(rows, key=lambda row: (len(row), sorted(row))):
        if not any(other <= row for other in kept):
            kept.append(row)
    return frozenset(kept)
