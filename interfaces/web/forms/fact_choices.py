"""Facts to choose from in an order in which they can be found: those of the case first, the others under headings."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from domain.cases.state import Case
from domain.rulebook.conditions import facts_of
from domain.rulebook.schema import Rulebook
from interfaces.web.forms.fields import Choice
from interfaces.web.wording import Texts

NOTHING: Mapping[str, str] = MappingProxyType({})


def framed_first(listed: Mapping[str, str], case: Case | None) -> Iterator[Choice]:
    """What *case* alleges, then the rest of *listed* behind it; all of it open while nothing is alleged."""
    framed = [fact for one in (case.allegations if case else ()) for fact in one.facts if fact in listed]
    for code in dict.fromkeys((*framed, *listed)):
        yield Choice(value=code, label=listed[code], further=bool(framed) and code not in framed)


def under_headings(
    listed: Mapping[str, str], book: Rulebook, texts: Texts, *, by_ground: bool, held: Mapping[str, str] = NOTHING
) -> Iterator[Choice]:
    """*listed* under the ground that each belongs to, or else under the kind of fact that it is.

    What is *held* already stands behind the others, with what was held of it: a finding may be made anew.
    """
    if by_ground:
        parts = {texts.say(one.label): facts_of(one.when) for one in book.triggers}
    else:
        parts = {}
        for fact in book.facts:
            word = texts(f"what_if.kind.{fact.kind.value}")
            parts[word] = (*parts.get(word, ()), fact.code)
    placed = {code for codes in parts.values() for code in codes}
    others = texts("what_if.kind.circumstance")
    parts[others] = (*parts.get(others, ()), *(code for code in listed if code not in placed))
    left = dict(listed)
    for heading, codes in parts.items():
        for code in codes:
            if code in left:
                yield Choice(
                    value=code, label=left.pop(code), group=heading, hint=held.get(code, ""), further=code in held
                )
