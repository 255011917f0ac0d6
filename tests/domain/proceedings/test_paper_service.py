"""Orders and notices besides the notice of facts and the decision are served on record, each once, as what they are."""

from datetime import date

from msgspec.structs import replace

from domain.papers.use import Issued
from domain.proceedings.commands import ServePaper
from domain.proceedings.paper_service_events import Delivered, PaperServed
from domain.proceedings.terms import ServiceMode
from tests.domain.proceedings.material import DECIDE, READY, TODAY, Desk
from tests.support.made_up import a_document

ORDER = ServePaper(
    what=Delivered.ORDER_TO_CORRECT,
    document=a_document("the order"),
    mode=ServiceMode.DIRECT,
    served_on=TODAY,
    proof=a_document("proof"),
    number="示责改〔2012〕1号",
)
FILING = replace(ORDER, what=Delivered.FILING, document=a_document("the notice of filing"), number=None)
DECIDED = Desk(*READY).after(DECIDE)


def test_a_paper_is_served_with_the_day_that_counts_and_its_proof() -> None:
    (event,) = DECIDED.does(ORDER)
    assert event == PaperServed(
        what=Delivered.ORDER_TO_CORRECT,
        document=ORDER.document,
        mode=ServiceMode.DIRECT,
        served_on=TODAY,
        deemed_on=TODAY,
        proof=ORDER.proof,
        number=ORDER.number,
    )
    after = DECIDED.and_then(event)
    assert after.proceeding.deliveries == (event,)
    assert after.does(ORDER) == (), "the same again"
    assert after.refuses(replace(ORDER, proof=a_document("another proof"))) == {"paper-already-served"}


def test_an_order_waits_for_its_decision_while_a_notice_of_filing_does_not() -> None:
    assert Desk(*READY).does(FILING)
    assert Desk(*READY).refuses(ORDER) == {"no-decision-stands"}
    assert DECIDED.refuses(replace(ORDER, served_on=date(2012, 1, 2))) == {"date-before-cause"}
    assert DECIDED.refuses(replace(FILING, served_on=date(2032, 1, 2))) == {"date-in-future"}


def test_an_approved_paper_is_served_as_what_it_is_under_its_number() -> None:
    issued = (Issued(number="示责改〔2012〕1号", document=ORDER.document, kind="order-to-correct"),)
    desk = DECIDED.knowing(issued=issued)
    assert desk.does(ORDER)
    assert desk.refuses(replace(ORDER, what=Delivered.OTHER)) == {"paper-of-another-kind"}
    assert desk.refuses(replace(ORDER, number="2号")) == {"number-not-the-papers"}
    assert desk.refuses(FILING) == {"approved-paper-not-used"}, "what was approved goes out first, or is withdrawn"
