"""Facts are offered in an order in which they can be found."""

from datetime import date

from application.adapters.rulebook_files import packaged
from application.new_id import new_id
from domain.cases.events import AllegationFramed
from domain.cases.state import Case
from domain.document import DocumentRef
from domain.identity import AllegationId, DocumentId, OrganId
from interfaces.web.forms.fact_choices import framed_first, under_headings
from interfaces.web.wording import Texts

LISTED = {"a": "甲", "b": "乙", "c": "丙"}
DAY = date(2012, 3, 5)


def alleging(*facts: str) -> Case:
    """A case in which they are alleged."""
    framed = AllegationFramed(
        allegation=AllegationId(new_id()),
        ground="g",
        organ=OrganId(new_id()),
        conduct_from=DAY,
        conduct_to=DAY,
        description=DocumentRef(id=DocumentId(new_id()), sha256="0" * 64),
        facts=facts,
    )
    return Case(allegations=(framed,))


def test_what_the_case_alleges_stands_before_all_that_its_instrument_knows() -> None:
    found = list(framed_first(LISTED, alleging("c", "b", "elsewhere")))
    assert [(one.value, one.further) for one in found] == [("c", False), ("b", False), ("a", True)]
    assert not any(one.further for one in framed_first(LISTED, Case())), "with nothing alleged nothing is folded"
    assert [one.value for one in framed_first(LISTED, None)] == list(LISTED)


def test_each_fact_stands_once_under_its_ground_or_its_kind() -> None:
    book = next(one for one in packaged().rulebooks if len(one.triggers) > 1)
    listed = {"of-another-law": "x"} | {fact.code: fact.code for fact in book.facts}
    for language in ("zh", "en"):
        texts = Texts(language)
        for by_ground in (True, False):
            found = list(under_headings(listed, book, texts, by_ground=by_ground))
            assert sorted(one.value for one in found) == sorted(listed)
            headings = [one.group for one in found]
            assert all(headings)
            assert len(set(headings)) > 1
            blocks = [one for place, one in enumerate(headings) if place == 0 or headings[place - 1] != one]
            assert len(blocks) == len(set(blocks)), "a heading stands once"
