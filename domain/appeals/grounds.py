"""The grounds of an appeal: what each goes against, its words, and what the body says to it."""

from enum import StrEnum

import msgspec

from domain.document import DocumentRef
from domain.identity import DocumentId


class Against(StrEnum):
    """What of the decision a ground goes against: what a review looks at, in the order of a decision."""

    FACTS = "facts"
    EVIDENCE = "evidence"
    CIRCUMSTANCES = "circumstances"
    BASIS = "basis"
    PROCEDURE = "procedure"
    COMPETENCE = "competence"
    MEASURE = "measure"
    OTHER = "other"


class Holding(StrEnum):
    """What a ground came to."""

    HOLDS = "holds"
    IN_PART = "holds-in-part"
    FAILS = "does-not-hold"


class AppealPoint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One ground: its words, and what of the decision it goes against. Its document is its name."""

    text: DocumentRef
    against: Against = Against.OTHER


class GroundAnswer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the body says to one ground, named by the document that holds its words."""

    ground: DocumentId
    holding: Holding
    reasons: DocumentRef


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """A ground with the answer that stands. ``against`` is None where the whole application is one ground."""

    text: DocumentRef
    against: Against | None = None
    holding: Holding | None = None
    reasons: DocumentRef | None = None

    @property
    def id(self) -> DocumentId:
        """By which it is answered."""
        return self.text.id
