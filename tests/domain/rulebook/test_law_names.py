"""What a citation names, in full or by the short name of the law; and that every one that is written names a law by its title."""

import re

import pytest

from application.adapters.calendar_files import counting_rules, deadline_rules
from application.adapters.profile_files import other_laws, packaged_profiles
from application.adapters.rulebook_files import packaged
from domain.citation import Citation
from domain.rulebook.law_names import LawNames

NAMES = LawNames(packaged().rulebooks, other_laws())


@pytest.mark.parametrize(
    ("written", "citation"),
    [
        ("CF07 41", "civil-servant-discipline@2007-06-01#41"),
        ("CF07 39(1)", "civil-servant-discipline@2007-06-01#39/1/1"),
        ("GWY18 63¶2", "civil-servants-law@2019-06-01#63/2"),
        ("XT 16¶2(1)", "xiangtan-e-government@unknown#16/2/1"),
        ("civil-servants-law@2006-01-01#90", "civil-servants-law@2006-01-01#90"),
        ("xiangtan-e-government@unknown#16/2/1", "xiangtan-e-government@unknown#16/2/1"),
        ("FY23 12(3)", "reconsideration-law@2024-01-01#12/1/3"),
    ],
)
def test_what_a_citation_names(written: str, citation: str) -> None:
    found = NAMES.named(written)
    assert str(found.citation) == citation
    assert found.title is not None


def test_a_whole_law_has_no_place() -> None:
    found = NAMES.named("SS22")
    assert (found.citation, found.instrument, found.title and found.title.zh) == (
        None,
        "civil-servant-appeals",
        "公务员申诉规定",
    )


@pytest.mark.parametrize("written", ["", "NOSUCH 4", "CF07 4x", "CF07 4 (1)", "civil-servants-law#4", "a@b#", "制度"])
def test_what_cannot_be_read_stands_for_itself(written: str) -> None:
    found = NAMES.named(written)
    assert (found.title, found.citation, found.instrument) == (None, None, written)


def test_another_edition_bears_the_title_of_the_one_at_hand() -> None:
    found = NAMES.named(Citation(instrument="civil-servants-law", edition="1999-01-01", address="1"))
    assert found.title is not None
    assert found.edition == "1999-01-01"


def test_every_citation_of_the_procedure_and_of_the_deadlines_names_a_law_by_its_title() -> None:
    cites = {
        cite
        for profile in packaged_profiles().values()
        for rule in profile.rules.values()
        for cite in rule.source.cites
    }
    steps = {step for profile in packaged_profiles().values() for _, track in profile.tracks for step in track.steps}
    cites |= {cite for step in steps for cite in step.source.cites}
    rules = (*deadline_rules().rules, *counting_rules().rules)
    cites |= {str(source.citation) for rule in rules for source in rule.sources}
    assert len(cites) > 50
    unnamed = sorted(cite for cite in cites if NAMES.named(cite).title is None)
    assert not unnamed
    short = {cite for cite in cites if re.search(r" [0-9]", cite)}
    assert all(NAMES.named(cite).citation for cite in short)
