"""Where the measures stand that a drafter's own words name: what is intended is announced with its articles, as it is later decided."""

from collections.abc import Iterable, Iterator

from domain.papers.law import LawWords
from domain.procedure.profile import Label

INTENDED = "intended"
"""The place of the drafter's words on the intended handling."""


def intended_basis(texts: Iterable[str], law: LawWords) -> Label | None:
    """The measures of the rulebook that *texts* name, each with where it stands; None where they name none that stands anywhere."""
    by_basis: dict[tuple[str, str], list[Label]] = {}
    for code in dict.fromkeys(code for text in texts for code in _named(text, law)):
        label, basis = law.of(code), law.basis(code)
        if label is not None and basis is not None:
            by_basis.setdefault((basis.zh, basis.en), []).append(Label(zh=label.zh, en=label.en))
    if not by_basis:
        return None
    return Label(
        zh="；".join(f"{'、'.join(f'“{one.zh}”' for one in told)}依照{zh}" for (zh, _), told in by_basis.items()),
        en="; ".join(f"{', '.join(f'“{one.en}”' for one in told)} under {en}" for (_, en), told in by_basis.items()),
    )


def _named(text: str, law: LawWords) -> Iterator[str]:
    """Codes in the order of the rulebook. A name inside a longer one that stands there is not named."""
    left = text.lower()
    found = set()
    measures = law.book.measures if law.book is not None else ()
    names = [(name.lower(), one.code) for one in measures for name in (one.label.zh, one.label.en)]
    for name, code in sorted(names, key=lambda one: (-len(one[0]), one)):
        if name in left:
            found.add(code)
            left = left.replace(name, "\n")
    yield from (one.code for one in measures if one.code in found)
