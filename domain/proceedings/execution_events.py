"""What happens beside the carrying out of each measure: more time for a change of rank and pay, and the formalities."""

from datetime import date

from domain.document import DocumentRef
from domain.proceedings.terms import Formality
from domain.recorded import Event


class PayChangeExtended(Event, frozen=True, kw_only=True, tag="proceeding.pay-change-extended.v1"):
    """The time to change rank and pay was lengthened, with approval and for special circumstances."""

    measure: str
    until: date
    extended_on: date
    ground: DocumentRef


class FormalityRecorded(Event, frozen=True, kw_only=True, tag="proceeding.formality-recorded.v1"):
    """The decision was put where the text wants it, or its execution was reported."""

    formality: Formality
    done_on: date
    proof: DocumentRef
