"""What can happen to sanctions before they are one decision."""

from datetime import date

from domain.document import DocumentRef
from domain.identity import AllegationId, EvidenceId
from domain.recorded import Event


class SanctionFixed(Event, frozen=True, kw_only=True, tag="proceeding.sanction-fixed.v1"):
    """The sanction for one of several acts was fixed, before they are carried out as one. No measure: none for this act."""

    allegation: AllegationId
    measure: str | None
    fixed_on: date
    reasons: DocumentRef


class RunningSanctionNoted(Event, frozen=True, kw_only=True, tag="proceeding.running-sanction-noted.v1"):
    """An earlier sanction runs, as its evidence shows; or none does, whatever earlier decisions say (all three absent)."""

    measure: str | None
    decided_on: date | None
    months: int | None
    evidence: tuple[EvidenceId, ...]
    noted_on: date
    reasons: DocumentRef
