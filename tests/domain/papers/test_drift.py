"""A paper and the record after it: what lost its basis, what came to it, and what is no change."""

from uuid import UUID

from msgspec.structs import replace

from domain.cases.events import EvidenceExcluded, ExclusionGround, FindingStatus
from domain.identity import EvidenceId
from domain.papers.drift import Drift, drift
from domain.papers.filling import fill
from domain.recorded import Event
from tests.domain.papers.material import DAY, ENTERED, FOUND, FRAMED, ITEM, OPENED, material, recorded, text
from tests.domain.papers.test_filling import FACTS, template

EVIDENCE = """
[[lines]]
of = "case.evidence-entered.v1"
each = true
zh = "{evidence}。"
en = "{evidence}."
"""
BEFORE = (FRAMED, ENTERED, FOUND)


def moved(*after: Event, words: str = FACTS + EVIDENCE) -> Drift | None:
    paper = fill(template(FACTS + EVIDENCE), material(recorded(case=BEFORE, track=(OPENED,))))
    unread = material(recorded(case=(*BEFORE, *after), track=(OPENED,)), texts={})
    return drift(paper, fill(template(words), unread))


def test_the_same_record_bears_a_paper_out_even_unread() -> None:
    assert moved() is None


def test_what_the_paper_does_not_speak_of_is_no_change() -> None:
    reasons = text("另行说明。")
    other = EvidenceExcluded(evidence=ITEM, ground=ExclusionGround.OTHER, excluded_on=DAY, reasons=reasons)
    assert (
        moved(other) is None
    )  # whoever gathers the record leaves excluded items out; the template does not name this event


def test_a_later_finding_on_the_same_fact_takes_the_basis_of_the_sentence() -> None:
    assert moved(FOUND) == Drift(lost=(2,), more=True)


def test_a_finding_that_is_no_longer_established_only_takes_away() -> None:
    assert moved(replace(FOUND, status=FindingStatus.REFUTED)) == Drift(lost=(2,))


def test_further_evidence_takes_nothing_and_is_something_more_to_say() -> None:
    assert moved(replace(ENTERED, evidence=EvidenceId(UUID(int=0xE1)))) == Drift(more=True)


def test_another_template_cannot_be_matched_sentence_by_sentence() -> None:
    assert moved(words=FACTS) == Drift(template=True)
