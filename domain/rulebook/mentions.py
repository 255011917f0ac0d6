"""Provisions that a Chinese sentence mentions by the title of the law and the numbers of the article."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from domain.rulebook.numerals import NUMERAL, number

_PLACE = rf"第{NUMERAL}条(?:之{NUMERAL})?(?:第{NUMERAL}款)?(?:第[（(]?{NUMERAL}[)）]?项)?(?:第{NUMERAL}目)?"
_MENTION = re.compile(rf"《(?P<title>[^《》]+)》(?:（[^（）]*）)?(?P<places>{_PLACE}(?:[、，,和及]{_PLACE})*)")
_ONE = re.compile(_PLACE)
_PARTS = tuple(re.compile(rf"第[（(]?({NUMERAL})[)）]?{unit}") for unit in "条款项目")
STATE = "中华人民共和国"
"""What a law's title begins with in full, and what everybody leaves out."""


def mentioned(sentence: str) -> Iterator[tuple[str, str]]:
    """Title (without the name of the state) and address, in the order of the sentence.

    An item without a paragraph is one of the first paragraph. An article inserted later (第十条之一) has no address here.
    """
    for found in _MENTION.finditer(sentence):
        for place in _ONE.findall(found["places"]):
            if "之" not in place:
                yield plain(found["title"]), _address(place)


def plain(title: str) -> str:
    """A title as everybody writes it, whatever the width of its signs."""
    return normalize("NFKC", title).removeprefix(STATE)


def _address(place: str) -> str:
    numbers = [number(match[1]) if (match := part.search(place)) else None for part in _PARTS]
    last = max(at for at, each in enumerate(numbers) if each is not None)
    return "/".join(str(each or 1) for each in numbers[: last + 1])
