"""How a paper cites: the law's full name in 《》, the articles in Chinese numerals, one article's number once."""

import re

import msgspec
import pytest

from application.adapters.profile_files import other_laws
from application.adapters.rulebook_files import packaged
from domain.papers.law import LawWords
from domain.rulebook.law_names import LawNames
from domain.rulebook.schema import Rulebook
from domain.rulebook.sources import cites_of

BOOKS = packaged().rulebooks
WORDS = LawWords(book=None, names=LawNames(BOOKS, other_laws()))


@pytest.mark.parametrize(
    ("addresses", "written"),
    [
        (("6",), "第六条"),
        (("6/1", "6/2"), "第六条第一款、第二款"),
        (("6/1", "7/1/3"), "第六条第一款、第七条第一款第三项"),
        (("4/1/1", "4/1/2", "4/2/2"), "第四条第一款第一项、第二项、第二款第二项"),
        (("12", "12/1"), "第十二条、第十二条第一款"),
        (("21", "22"), "第二十一条、第二十二条"),
    ],
)
def test_addresses_are_written_in_chinese_numerals_and_an_article_once(
    addresses: tuple[str, ...], written: str
) -> None:
    cited = WORDS.cited("qingyuan-fault-liability", "", *addresses)
    assert cited.zh == f"《清远市政府信息公开工作过错责任追究办法（试行）》{written}"


def test_an_edition_is_told_by_the_day_from_which_it_is_in_force() -> None:
    cited = WORDS.cited("civil-servants-law", "2019-06-01", "95")
    assert cited.zh.endswith("第九十五条（2019年6月1日起施行）")
    assert cited.en.startswith("Article 95 of ")
    assert cited.en.endswith(" (in force from 1 June 2019)")
    book = next(book for book in BOOKS if book.instrument == "qingyuan-fault-liability")
    own = LawWords(book=book, names=WORDS.names)
    assert own.cited(book.instrument, "", "6").en.endswith(" (in force from 1 May 2011)")
    assert own.title is not None
    assert own.title.en.endswith(" (in force from 1 May 2011)")


def test_a_measure_rests_on_its_own_item_where_the_text_lists_the_measures() -> None:
    book = next(book for book in BOOKS if book.instrument == "qingyuan-fault-liability")
    basis = LawWords(book=book, names=WORDS.names).basis("admonition-talk")
    assert basis is not None
    assert basis.zh.endswith("》第六条第一款第二项、第六条第二款")
    with pytest.raises(ValueError, match="below an address that it cites"):
        msgspec.structs.replace(book.sets[1], items={"admonition-talk": "7/1/2"})


@pytest.mark.parametrize("book", BOOKS, ids=[f"{book.instrument}-{book.edition_id}" for book in BOOKS])
def test_every_basis_names_the_law_in_full_and_its_article(book: Rulebook) -> None:
    words = LawWords(book=book, names=WORDS.names)
    coded = [*book.triggers, *book.measures, *book.facts, *book.roles, *book.factors, *book.elements]
    for code in (one.code for one in coded):
        cites, basis = cites_of(book, code, "person"), words.basis(code)
        if basis is None:
            assert not cites
            continue
        assert basis.zh.startswith("《"), code
        assert "》第" in basis.zh, code
        assert not set("()/") & set(basis.zh), (code, basis.zh)
        articles = re.sub(r"《[^》]*》", "", basis.zh)
        assert not any(character.isdigit() for character in articles), (code, basis.zh)
        if basis.zh.count("《") == 1 and not any("#" in cite or ":" in cite for cite in cites):
            assert basis.zh.startswith(f"《{book.title.zh.replace('(', '（').replace(')', '）')}》"), (code, basis.zh)
