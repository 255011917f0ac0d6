"""How far the record moved away from a paper: told by the events that its sentences rest on, without reading a word of them."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from domain.papers.content import Content
from domain.papers.terms import EventRef


class Drift(msgspec.Struct, frozen=True, kw_only=True):
    """``lost``: numbers of the sentences whose basis the record no longer has as it was. ``more``: it has a basis for further
    ones. ``template``: the template was changed, so that its wording is another.
    """

    lost: tuple[int, ...] = ()
    more: bool = False
    template: bool = False


def drift(paper: Content, record: Content) -> Drift | None:
    """How *record* (the same template filled anew) departs from *paper*; None when it does not.

    Names, days and texts are not compared: an event never changes, and an organ may be renamed. Across two editions of a
    template the sentences cannot be matched: then only that is told.
    """
    if paper.edition != record.edition:
        return Drift(template=True)
    left, lost = Counter(basis for _, basis in _bases(record)), []
    for number, basis in _bases(paper):
        if left[basis]:
            left[basis] -= 1
        else:
            lost.append(number)
    more = left.total() > 0
    return Drift(lost=tuple(lost), more=more) if lost or more else None


def _bases(content: Content) -> Iterator[tuple[int, tuple[EventRef, ...]]]:
    """Each supported sentence by its number, with what it rests on."""
    return ((number, one.sources) for number, one in enumerate(content.sentences, 1) if one.sources)
