"""A stored sheet says what it said on its day; what matter a sheet of today is of comes from the instrument."""

from datetime import date

import msgspec
from msgspec.structs import replace

from application.adapters.rulebook_files import packaged
from domain.recommendation.editions import matter_of
from domain.recommendation.facts import FactSheet
from domain.recommendation.recommend import recommend
from domain.recommendation.replay import digest_of, replayed
from domain.recommendation.stored import stored_sheet

CATALOGUE = packaged()
DAY = date(2012, 3, 5)
OLD = '{"conduct_from":"2012-03-05","conduct_to":"2012-03-05","decision_on":"2012-09-03","respondent":"r","subject":"organ"}'
SHEET = FactSheet(
    respondent="r",
    subject="organ",
    conduct_from=DAY,
    conduct_to=DAY,
    decision_on=date(2012, 9, 3),
    matter="government-information-disclosure",
)


def test_a_sheet_without_a_matter_is_of_the_one_that_was_meant_then():
    assert stored_sheet(OLD) == SHEET
    yunnan = CATALOGUE.editions("yunnan-e-government")[0]
    again = replayed(OLD, CATALOGUE.content_id_of(yunnan), None, CATALOGUE)
    said = recommend(SHEET, yunnan, references=CATALOGUE, known_at=SHEET.decision_on)
    assert digest_of(again) == digest_of(said)
    assert "matter-out-of-scope" in [note.code for note in again.blocks]


def test_a_sheet_that_names_its_matter_keeps_it():
    other = replace(SHEET, matter="e-government")
    assert stored_sheet(msgspec.json.encode(other, order="sorted").decode()) == other


def test_the_matter_of_a_case_is_that_of_its_instrument():
    assert matter_of("qingyuan-fault-liability", DAY, CATALOGUE) == SHEET.matter
    assert matter_of("yunnan-e-government", DAY, CATALOGUE) == "e-government"
    assert matter_of("not-installed", DAY, CATALOGUE) == "not-installed"
    unsaid = replace(SHEET, matter=None)
    for name in ("yunnan-e-government", "qingyuan-fault-liability"):
        book = CATALOGUE.editions(name)[0]
        found = recommend(unsaid, book, references=CATALOGUE, known_at=SHEET.decision_on)
        assert "matter-out-of-scope" not in [note.code for note in found.blocks]
