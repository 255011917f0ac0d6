"""What the drafter's own sentences name and the record does not: another measure, another fact, another period, another body."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

import msgspec

from domain.papers.content import Content, Sentence
from domain.rulebook.numerals import NUMERAL, number

Named = Mapping[str, frozenset[str]]
"""Words by which things are named in a text, with the codes of what each may name."""

_LENGTH = re.compile(rf"({NUMERAL})\s*(个工作日|个月|日|天|年)[之以]?内")
_DAY = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")


class OddKind(StrEnum):
    """What a sentence names that the record does not."""

    MEASURE = "measure"
    FACT = "fact"
    PERIOD = "period"
    BODY = "body"


class Odd(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that sentence ``number`` names, in its ``words``, and the record does not."""

    number: int
    kind: OddKind
    words: str


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to name, and the codes of it that the record has.

    ``bodies`` are all that the registers know; which of them the paper may name follows from its filled sentences.
    """

    measures: Named
    facts: Named
    bodies: Named
    borne_out: frozenset[str]


def odds(content: Content, against: Comparison) -> tuple[Odd, ...]:
    """Everything that the drafter's own sentences name beside the record, in their order.

    A measure counts wherever it is named. A fact, a period and a body are left alone in a sentence that rests on
    evidence or on an event: what it tells is the drafter's to tell, and borne out there.
    """
    filled = [each for each in content.sentences if each.slot is None]
    known = "\n".join((*(each.zh for each in filled), content.issuer, *_around(content)))
    periods, bodies = _lengths(known), named_in(known, against.bodies)
    return tuple(
        odd
        for place, sentence in enumerate(content.sentences, 1)
        if sentence.slot is not None and not sentence.gap
        for odd in _of(place, sentence, against, periods, bodies)
    )


def _of(
    place: int, sentence: Sentence, against: Comparison, periods: frozenset[str], bodies: frozenset[str]
) -> Iterator[Odd]:
    said = sentence.zh
    found: list[tuple[OddKind, Iterable[str]]] = [(OddKind.MEASURE, _beside(said, against.measures, against.borne_out))]
    if not sentence.sources:
        found.append((OddKind.FACT, _beside(said, against.facts, against.borne_out)))
        # A paper that states no period of its own has none to contradict.
        found.append((OddKind.PERIOD, sorted(_lengths(said) - periods) if periods else ()))
        found.append((OddKind.BODY, sorted(named_in(said, against.bodies) - bodies)))
    for kind, words in found:
        for each in words:
            yield Odd(number=place, kind=kind, words=each)


def _beside(text: str, names: Named, codes: frozenset[str]) -> list[str]:
    return [words for words in sorted(named_in(text, names)) if not names[words] & codes]


def named_in(text: str, names: Iterable[str]) -> frozenset[str]:
    """Which of *names* the text holds. The longest counts: a name within another that stands there is not named by it."""
    left, found = text.casefold(), set()
    for words in sorted((one for one in names if one.casefold() in left), key=len, reverse=True):
        if (folded := words.casefold()) in left:
            found.add(words)
            left = left.replace(folded, "\n")
    return frozenset(found)


def days_in(text: str) -> frozenset[date]:
    """The days that a text names in full."""
    found = set()
    for year, month, day in _DAY.findall(text):
        try:
            found.add(date(int(year), int(month), int(day)))
        except ValueError:
            continue  # no day of the calendar, so none that could be another one's
    return frozenset(found)


def _lengths(text: str) -> frozenset[str]:
    """The periods within which something is to be done, 五日内 and 5天内 written the same."""
    return frozenset(f"{number(count)}{'日' if unit == '天' else unit}内" for count, unit in _LENGTH.findall(text))


def _around(content: Content) -> Iterator[str]:
    for label in (content.title, content.addressee, content.copies):
        if label is not None:
            yield label.zh
