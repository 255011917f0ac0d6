"""What may be the same facts across doors: data, and each code of it is one that the program knows."""

from application.adapters.scheme_files import packaged_schemes
from application.adapters.spreadsheets import shipped_mappings
from interfaces.projecting import packaged_law
from tests.domain.supervision.test_leads import OFFENDED

LIKENESS = packaged_schemes().likeness


def test_a_provision_finds_the_findings_of_an_inspection_about_the_same() -> None:
    assert {"stale-content", "proactive-release", "portal-publication-late"} <= set(LIKENESS.of("guide-and-catalogue"))
    assert "rectification-incomplete" in LIKENESS.of("supervision-decision-ignored")
    assert "stale-content" not in LIKENESS.of("silent-when-consulted")


def test_a_general_finding_may_be_about_anything_and_a_code_of_no_group_about_itself() -> None:
    assert LIKENESS.of("of-no-group") == ("inspection-failed", "of-no-group")


def test_what_one_text_calls_a_breach_is_found_under_the_name_of_another() -> None:
    assert "xiangtan-no-backbone" in LIKENESS.of("independent-network-built")
    grouped = {code for group in LIKENESS.same for code in group.provisions}
    assert {code for _, code in OFFENDED} <= grouped, "whatever an instrument can find may be known by another name"


def test_every_code_is_known() -> None:
    problems = {one.code for mapping in shipped_mappings("leads") for codes in mapping.codes.values() for one in codes}
    books = packaged_law().catalogue.rulebooks
    provisions = {one.code for book in books for one in (*book.facts, *book.duties)}
    assert {code for group in LIKENESS.same for code in group.problems} | set(LIKENESS.general) <= problems
    assert {code for group in LIKENESS.same for code in group.provisions} <= provisions
