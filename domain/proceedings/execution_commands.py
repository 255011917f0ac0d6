"""What is asked once a decision was made and served: carrying it out, what stands against that, and what goes beside it."""

from datetime import date

import msgspec

from domain.document import DocumentRef
from domain.proceedings.terms import Formality, RectificationResult


class CarryOutMeasure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that a measure was carried out, and accepted where it needs acceptance."""

    measure: str
    carried_out_on: date
    proof: DocumentRef
    accepted_on: date | None = None


class ReportRectification(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Report what was put right."""

    report: DocumentRef


class CheckRectification(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record the check of the rectification."""

    result: RectificationResult
    opinion: DocumentRef


class ExtendPayChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lengthen the time to change rank and pay under a measure. ``ground`` holds the special circumstances and the approval."""

    measure: str
    until: date
    ground: DocumentRef


class RecordFormality(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that the decision was put where the text wants it, or that its execution was reported.

    ``lifting``: not the decision itself, but the one by which this sanction was lifted.
    """

    formality: Formality
    done_on: date
    proof: DocumentRef
    lifting: str | None = None


class RecordNotCarriedOut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that a measure cannot be carried out; without a measure, whatever of the decision is still open.

    ``impediment`` is one of the procedure profile, ``arose_on`` the day on which it came about, ``document`` what shows it;
    ``approval`` where the profile asks for one.
    """

    impediment: str
    arose_on: date
    document: DocumentRef
    measure: str | None = None
    approval: DocumentRef | None = None
