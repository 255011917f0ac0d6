"""What happens beside the carrying out of each measure: more time for a change of rank and pay, what cannot be done, and the formalities."""

from datetime import date

from domain.document import DocumentRef
from domain.procedure.impediment import Lapse
from domain.proceedings.terms import Formality
from domain.recorded import Event


class PayChangeExtended(Event, frozen=True, kw_only=True, tag="proceeding.pay-change-extended.v1"):
    """The time to change rank and pay was lengthened, with approval and for special circumstances."""

    measure: str
    until: date
    extended_on: date
    ground: DocumentRef


class FormalityRecorded(Event, frozen=True, kw_only=True, tag="proceeding.formality-recorded.v1"):
    """The decision was put where the text wants it, or its execution was reported.

    ``lifting`` is the sanction whose lifting is what was put there; None: the decision itself.
    """

    formality: Formality
    done_on: date
    proof: DocumentRef
    lifting: str | None = None


class MeasuresNotCarriedOut(Event, frozen=True, kw_only=True, tag="proceeding.measures-not-carried-out.v1"):
    """Measures of the decision cannot be carried out, as is on record with its ground; nobody waits for them any longer.

    ``measure`` is the one that was asked about, None: whatever was still open. ``lapsed`` is what else fell away.
    """

    measure: str | None
    measures: tuple[str, ...]
    impediment: str
    arose_on: date  # the day of death, of leaving, of the refusal
    recorded_on: date
    document: DocumentRef
    approval: DocumentRef | None = None
    lapsed: tuple[Lapse, ...] = ()
