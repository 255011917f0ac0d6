from uuid import UUID

import msgspec

from domain.document import DocumentRef
from domain.identity import DocumentId
from domain.papers.use import (
    Issued,
    against_use,
    approved_paper_is_used,
    approved_paper_still_holds,
    served_paper_still_holds,
)
from domain.refusal import Reason


def document(number: int) -> DocumentRef:
    return DocumentRef(id=DocumentId(UUID(int=number)), sha256=f"{number:064x}")


ISSUED = (Issued(number="某责决〔2026〕1号", document=document(1)),)


def test_where_no_paper_was_approved_the_body_brings_its_own() -> None:
    assert against_use((), document(2), "1号") is None


def test_an_approved_paper_is_the_one_that_is_used_under_its_number() -> None:
    assert against_use(ISSUED, document(1), "某责决〔2026〕1号") is None
    assert against_use(ISSUED, document(1), None) is None
    assert against_use(ISSUED, document(1), "2号") == Reason(rule="number-not-the-papers", about=("某责决〔2026〕1号",))
    assert against_use(ISSUED, document(2), "2号") == Reason(
        rule="approved-paper-not-used", about=("某责决〔2026〕1号",)
    )


def test_a_step_that_gives_no_document_does_not_go_on_beside_an_approved_one() -> None:
    assert against_use(ISSUED, None, None) == Reason(rule="approved-paper-not-used", about=("某责决〔2026〕1号",))
    plan = (Issued(number="某核案〔2026〕1号", document=document(1), field="plan"),)
    step = Step(document(1), plan)
    assert approved_paper_is_used(None, step, step) == (
        Reason(rule="approved-paper-not-used", about=("某核案〔2026〕1号",)),
    ), "another field holds the document"


class Step(msgspec.Struct, frozen=True):
    """A step with its document, and its setting."""

    document: DocumentRef
    issued: tuple[Issued, ...]


def test_a_paper_that_the_record_left_behind_is_neither_decided_on_nor_served() -> None:
    stale = (Issued(number="某责决〔2026〕1号", document=document(1), stale=True),)
    step = Step(document(1), stale)
    assert approved_paper_still_holds(None, step, step) == (
        Reason(rule="approved-paper-stale", about=("某责决〔2026〕1号",)),
    )
    assert served_paper_still_holds(None, step, step) == Reason(rule="served-paper-stale", about=("某责决〔2026〕1号",))
    fresh = Step(document(1), ISSUED)
    assert approved_paper_still_holds(None, fresh, fresh) == ()
    assert served_paper_still_holds(None, fresh, fresh) is None
