"""What is asked beside the carrying out of each measure."""

from datetime import date

import msgspec

from domain.document import DocumentRef
from domain.proceedings.terms import Formality


class ExtendPayChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lengthen the time to change rank and pay under a measure. ``ground`` holds the special circumstances and the approval."""

    measure: str
    until: date
    ground: DocumentRef


class RecordFormality(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that the decision was put where the text wants it, or that its execution was reported."""

    formality: Formality
    done_on: date
    proof: DocumentRef
