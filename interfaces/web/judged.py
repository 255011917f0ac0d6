"""Proceedings judged again under another rulebook, as a person reads them: those that come out alike stand together."""

from collections.abc import Iterable

from interfaces.rulebook_impact import Affected


def alike(affected: Iterable[Affected]) -> list[tuple[Affected, tuple[Affected, ...]]]:
    """Those of *affected* that change in the same way, the largest group first, each with the first of it."""
    groups: dict[object, list[Affected]] = {}
    for one in affected:
        groups.setdefault((one.how, one.changes), []).append(one)
    return [(those[0], tuple(those)) for those in sorted(groups.values(), key=len, reverse=True)]
