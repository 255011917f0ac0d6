"""Conditions over few atoms instead of many facts: facts that play one part everywhere are read together, once."""

from collections.abc import Mapping
from typing import NamedTuple

from domain.recommendation.worlds import Formula, Literal, alike, replaced


class Node(NamedTuple):
    """A disjunction or conjunction of literals and nodes in which every fact occurs once."""

    is_or: bool
    parts: tuple["Tree", ...]


Tree = Literal | Node


class Atom(NamedTuple):
    """What stands in the conditions for ``tree``: the fact *code*, true exactly where the tree has the value ``wanted``."""

    code: str
    wanted: bool
    tree: Tree


class Circuit(NamedTuple):
    """``conditions`` name only the codes of ``atoms``, in the order of the conditions; atoms share no fact: they vary freely."""

    conditions: tuple[Formula, ...]
    atoms: tuple[Atom, ...]


def circuit(conditions: tuple[Formula, ...], widest: int) -> Circuit:
    """*conditions* over atoms. No part below the root of an atom reads more than *widest* facts."""
    trees: dict[Literal, Tree] = {literal: literal for condition in conditions for row in condition for literal in row}
    before: tuple[Formula, ...] = ()
    while conditions != before:
        before = conditions
        for is_or in (False, True):
            renamed: dict[Literal, Literal] = {}
            for group in alike(conditions, is_or=is_or):
                fitting = [each for each in group if _fits(trees[each], widest, is_or=is_or)]
                if len(fitting) > 1:
                    trees[fitting[0]] = Node(is_or, tuple(p for each in fitting for p in _parts(trees[each], is_or)))
                    renamed |= dict.fromkeys(fitting, fitting[0])
            conditions = replaced(conditions, renamed) if renamed else conditions
    standing = [sorted({literal for row in condition for literal in row}) for condition in conditions]
    atoms: dict[str, Atom] = {}
    for code, wanted in (literal for literals in standing for literal in literals):
        known = atoms.get(code)
        atoms[code] = (
            Atom(code, True, (code, True))
            if known and known.wanted is not wanted
            else Atom(code, wanted, trees[code, wanted])
        )
    return Circuit(conditions, tuple(atoms.values()))


def facts_in(tree: Tree) -> tuple[str, ...]:
    """Every fact that the tree reads, in its order."""
    if isinstance(tree, Node):
        return tuple(code for part in tree.parts for code in facts_in(part))
    return (tree[0],)


def value(tree: Tree, truths: Mapping[str, bool | None]) -> bool | None:
    """Three-valued. Exact, since every fact occurs once: None means that both values can be brought about."""
    if not isinstance(tree, Node):
        truth = truths[tree[0]]
        return None if truth is None else truth is tree[1]
    open_part = False
    for part in tree.parts:
        found = value(part, truths)
        if found is tree.is_or:
            return found
        open_part = open_part or found is None
    return None if open_part else not tree.is_or


def turning(tree: Tree, truths: Mapping[str, bool | None]) -> tuple[str, ...]:
    """The open facts on whose truth alone the value of the tree can turn."""
    if not isinstance(tree, Node):
        return (tree[0],) if truths[tree[0]] is None else ()
    if any(value(part, truths) is tree.is_or for part in tree.parts):
        return ()
    return tuple(code for part in tree.parts for code in turning(part, truths))


def _parts(tree: Tree, is_or: bool) -> tuple[Tree, ...]:
    return tree.parts if isinstance(tree, Node) and tree.is_or is is_or else (tree,)


def _fits(tree: Tree, widest: int, *, is_or: bool) -> bool:
    return all(len(facts_in(part)) <= widest for part in _parts(tree, is_or))
