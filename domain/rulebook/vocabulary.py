"""The words of a rulebook: facts, measures, roles. Codes are shared between instruments; labels are each one's own."""

from enum import StrEnum

import msgspec

from domain.rulebook.labels import Basis, Label

ORGAN = "organ"
PERSON = "person"
SUBJECTS = (ORGAN, PERSON)


class FactKind(StrEnum):
    """What a fact is for. The burden rules and the shorthand of a facts file go by it."""

    TRIGGER = "trigger"
    ELEMENT = "element"
    FACTOR = "factor"
    GATE = "gate"
    CIRCUMSTANCE = "circumstance"


class Burden(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What an unprovable fact becomes at decision time: ``established``, ``refuted``, or a *question* to the decider.

    Applies to ``kinds`` and ``groups`` (or to ``facts`` by name, which wins). With a question, the choice ``counts``
    makes the fact hold and any other makes it not hold.
    """

    code: str
    label: Label
    becomes: str | None = None
    question: str | None = None
    kinds: tuple[FactKind, ...] = ()
    groups: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    counts: str | None = None
    cite: tuple[str, ...] = ()
    basis: Basis = Basis.ASSUMED

    def __post_init__(self) -> None:
        if (self.becomes is None) == (self.question is None):
            raise ValueError(f"burden {self.code}: give either 'becomes' or 'question'")
        if self.becomes not in (None, "established", "refuted"):
            raise ValueError(f"burden {self.code}: 'becomes' is established or refuted")


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A yes/no circumstance, four statuses.

    ``needs_basis`` lists the ranks of instrument that may fill a catch-all: it counts only when the finding names such
    a rule (``any`` accepts every rank; a rule that is not installed counts when ``basis_question`` was answered
    ``basis_accepted``). ``subjects`` limits it.
    """

    code: str
    kind: FactKind
    label: Label
    cite: tuple[str, ...] = ()
    subjects: tuple[str, ...] = SUBJECTS
    needs_basis: tuple[str, ...] = ()
    basis_question: str | None = None
    basis_accepted: str | None = None
    in_hand: bool = False
    """The respondent can still bring it about (cooperate, correct, avert)."""
    basis: Basis = Basis.DIRECT


class Measure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What can be imposed. ``formal`` marks a disciplinary sanction (处分, 政务处分).

    ``term_months`` is its period, where the law states one; ``cite`` says where (1 to 600 months).
    """

    code: str
    label: Label
    formal: bool = False
    term_months: int | None = None
    cite: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.term_months is not None and not 1 <= self.term_months <= 600:
            raise ValueError(f"measure {self.code}: a period is 1 to 600 months")


class Role(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One kind of responsible person."""

    code: str
    label: Label
    cite: tuple[str, ...]
