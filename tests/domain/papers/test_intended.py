"""The notice names the article of each measure that its drafter announces, as the decision does of what was resolved."""

import pytest
from msgspec.structs import replace

from application.adapters.rulebook_files import packaged
from application.adapters.template_files import packaged_templates
from domain.papers.filling import Standing, fill
from domain.papers.intended import intended_basis
from domain.papers.law import LawWords
from domain.rulebook.law_names import LawNames
from tests.domain.papers.material import material, recorded

BOOK = packaged().get("qingyuan-fault-liability", "2011-05-01")
assert BOOK is not None
LAW = LawWords(book=BOOK, names=LawNames(packaged().rulebooks))


@pytest.mark.parametrize("code", [one.code for one in BOOK.measures])
def test_each_measure_is_cited_as_the_decision_cites_it(code: str) -> None:
    label, basis = LAW.of(code), LAW.basis(code)
    assert label is not None
    for text in (f"拟对其作出{label.zh}的处理。", f"It is intended: {label.en.upper()}."):
        told = intended_basis([text], LAW)
        assert (told is None) == (basis is None)
        if basis is not None and told is not None:
            assert told.zh == f"“{label.zh}”依照{basis.zh}", "and no shorter name that stands inside it"
            assert told.en == f"“{label.en}” under {basis.en}"


def test_measures_of_one_article_are_cited_together_and_what_names_none_cites_none() -> None:
    for book in packaged().rulebooks:
        law, by_basis = LawWords(book=book, names=LAW.names), dict[str, list[str]]()
        for one in book.measures:
            if (basis := law.basis(one.code)) is not None:
                by_basis.setdefault(basis.zh, []).append(one.label.zh)
        for basis, labels in by_basis.items():
            told = intended_basis(reversed(labels), law)
            assert told is not None
            assert told.zh == f"{'、'.join(f'“{one}”' for one in reversed(labels))}依照{basis}"
        every = intended_basis(["；".join(one.label.zh for one in book.measures)], law)
        assert (every.zh.count("依照") if every is not None else 0) == len(by_basis), book.key
    assert intended_basis(["拟不予追究。"], LAW) is None
    assert intended_basis([BOOK.measures[0].label.zh], LawWords(book=None, names=LAW.names)) is None


def test_the_notice_says_it_after_what_is_intended() -> None:
    given = material(recorded())
    template, label = packaged_templates()["notice"], BOOK.measures[0].label
    basis = intended_basis([label.zh], LAW)
    assert basis is not None
    said = fill(template, replace(given, standing={**given.standing, "intended_under": Standing(words=basis)}), ())
    (place,) = [place for place, one in enumerate(said.sentences) if basis.zh in one.zh]
    assert said.sentences[place - 1].slot == "intended"
    assert not any("拟作的处理，" in one.zh for one in fill(template, given, ()).sentences)
