"""On what footing a rule of procedure stands, and how sure we are of it."""

from enum import StrEnum

import msgspec


class Basis(StrEnum):
    """Four kinds of authority, and what is only our assumption."""

    DIRECT = "direct"  # the instrument itself says so
    BORROWED = "borrowed"  # the instrument is silent; a neighbouring law is applied by analogy
    PRACTICE = "practice"  # no rule; offices commonly do it
    LOCAL_POLICY = "local_policy"  # a body's own choice
    ASSUMED = "assumed"  # a convention of this system, not law


class Verified(StrEnum):
    """How the source was seen."""

    SUPPLIED = "S"  # read completely in the supplied text
    FULL_TEXT = "V"  # read as full text in a public collection
    PARTLY = "P"  # seen in part, or in a commentary; to be confirmed by a lawyer
    MEMORY = "M"  # remembered only; never shown as authority
    DESIGN = "D"  # a convention of this system


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a rule or number comes from. ``cites`` are written ``CF07 41`` or ``QYF 11¶1``; empty for an assumption.

    Raises:
        ValueError: law without a citation, or an assumption that claims one.
    """

    basis: Basis
    verified: Verified
    cites: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.basis in (Basis.DIRECT, Basis.BORROWED) and not self.cites:
            raise ValueError(f"basis {self.basis.value} needs a citation")
        if self.basis is Basis.ASSUMED and self.cites:
            raise ValueError("an assumption cites nothing")
        if (self.verified is Verified.DESIGN) != (self.basis in (Basis.ASSUMED, Basis.LOCAL_POLICY)):
            raise ValueError("an assumption or a body's own choice, and nothing else, is verified D")
