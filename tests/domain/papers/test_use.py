from uuid import UUID

from domain.document import DocumentRef
from domain.identity import DocumentId
from domain.papers.use import Issued, against_use
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
