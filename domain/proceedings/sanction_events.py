"""What can happen to sanctions before they are one decision."""

from datetime import date

from domain.document import DocumentRef
from domain.identity import AllegationId, EvidenceId
from domain.procedure.lifting import LiftedBy
from domain.proceedings.terms import Conduct
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


class SanctionLifted(Event, frozen=True, kw_only=True, tag="proceeding.sanction-lifted.v1"):
    """The period of a sanction was over, the person had repented and breached nothing anew: its effect ended.

    ``lifted_on`` is the last day of the period where the text lets the sanction end by itself, else the day of the act.
    Post, grade and rank that a sanction took are not given back by it.
    """

    decision: str  # its number
    measure: str
    conduct: Conduct
    ended_on: date
    how: LiftedBy
    lifted_on: date
    noted_on: date
    document: DocumentRef


class LiftingWithheld(Event, frozen=True, kw_only=True, tag="proceeding.lifting-withheld.v1"):
    """The period of a sanction was over, but the conduct of the person in it stands against the lifting."""

    decision: str  # its number
    measure: str
    conduct: Conduct
    ended_on: date
    withheld_on: date
    document: DocumentRef
