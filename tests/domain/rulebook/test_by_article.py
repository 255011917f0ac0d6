"""An article as people write it, and what stands in it."""

import pytest

from application.adapters.rulebook_files import packaged
from domain.rulebook.by_article import ArticleWanted, Sort, article_wanted, in_article

BOOKS = packaged().rulebooks


@pytest.mark.parametrize(
    ("text", "law", "article"),
    [
        ("第七条", "", 7),
        ("第7条第一款", "", 7),
        ("第十二条", "", 12),
        ("《某某办法》第四条", "某某办法", 4),
        ("Article 7", "", 7),
        ("art. 4 para. 1", "", 4),
        ("fault liability, art. 4", "fault liability", 4),
        ("QYF 7", "QYF", 7),
        ("cf07 19", "cf07", 19),
    ],
)
def test_an_article_is_read_in_each_way_of_writing(text: str, law: str, article: int) -> None:
    assert article_wanted(text) == ArticleWanted(law=law, article=article)


@pytest.mark.parametrize("text", ["", "七", "2026-17", "土地局", "示例责〔2026〕12号", "particle 7x"])
def test_what_is_no_article_asks_for_none(text: str) -> None:
    assert article_wanted(text) is None


def found(text: str) -> dict[str, set[str]]:
    wanted = article_wanted(text)
    assert wanted is not None
    by: dict[str, set[str]] = {}
    for one in in_article(wanted, BOOKS):
        by.setdefault(one.instrument, set()).add(one.code)
    return by


def test_grounds_and_measures_of_an_article_are_found_by_short_name_and_title() -> None:
    short = found("QYF 4")
    assert set(short) == {"qingyuan-fault-liability"}
    book = next(one for one in BOOKS if one.code == "QYF")
    assert short["qingyuan-fault-liability"] >= {one.code for one in book.triggers}
    assert found("清远市政府信息公开工作过错责任追究办法第四条") == short
    assert found("QYF 999") == {}


def test_roles_elements_and_factors_of_an_article_are_found_and_a_measure_for_whom_it_has_it() -> None:
    wanted = article_wanted("QYF 7")
    assert wanted is not None
    seventh = {one.code: one for one in in_article(wanted, BOOKS)}
    assert seventh["direct"].sort is Sort.ROLE
    assert seventh["duty-failure"].sort is Sort.CIRCUMSTANCE
    assert found("QYF 8")["qingyuan-fault-liability"] >= {"shifts-responsibility", "obstructs-investigation"}
    of_organs = article_wanted("QYF 5")
    assert of_organs is not None
    criticism = next(one for one in in_article(of_organs, BOOKS) if one.code == "circulated-criticism")
    assert (criticism.sort, criticism.subjects) == (Sort.MEASURE, ("organ",))


def test_without_a_law_each_book_is_searched_for_its_own_article() -> None:
    anywhere = found("第二十六条")
    assert set(anywhere) >= {"civil-servant-discipline", "guangdong-e-government"}
    assert found("CF07 26") == {"civil-servant-discipline": anywhere["civil-servant-discipline"]}
