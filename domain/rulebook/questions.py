"""Points the text leaves open, put to a person and answered on the record."""

from datetime import date

import msgspec

from domain.rulebook.conditions import Rows
from domain.rulebook.labels import Basis, Label


class Choice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One way to answer. ``sets`` are facts that the answer itself finds (true or refuted), unless a finding says so."""

    code: str
    label: Label
    sets: dict[str, bool] = msgspec.field(default_factory=dict)


class Raised(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """When a question is put.

    All given parts must hold: ``subjects``; ``when`` (rows over facts that are established); ``open`` (any of these
    facts is open); ``conduct_before`` / ``conduct_from`` / ``decision_from`` (dates); ``liable`` (liability is
    possible); ``priors`` (earlier situations are on the sheet); ``several`` (more than one situation of the matter itself
    calls for liability); ``groups`` (each factor group has an established fact);
    ``unknown`` (no body stands in any of these relations); ``role`` (one of these roles).
    """

    subjects: tuple[str, ...] = ()
    when: Rows = ()
    open: tuple[str, ...] = ()
    conduct_before: date | None = None
    conduct_from: date | None = None
    decision_from: date | None = None
    liable: bool = False
    priors: bool = False
    several: bool = False
    groups: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


DECIDER = "decider"
"""The office that answers a question in the place of any other: what was left open to the end is decided with the matter."""


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A discretion point.

    ``default`` is the reading the engine uses until somebody answers; without one every reading stays possible.
    ``answered_by`` is the office whose answer it is, by its role; the decider may answer in its place. ``raised`` lists the occasions, any of which puts the question.
    """

    code: str
    label: Label
    choices: tuple[Choice, ...]
    answered_by: str
    cite: tuple[str, ...] = ()
    default: str | None = None
    basis: Basis = Basis.ASSUMED
    raised: tuple[Raised, ...] = ()
    required: bool = False

    def __post_init__(self) -> None:
        codes = [choice.code for choice in self.choices]
        if len(set(codes)) != len(codes):
            raise ValueError(f"question {self.code}: a choice is given twice")
        if self.default is not None and self.default not in codes:
            raise ValueError(f"question {self.code}: the default {self.default} is not one of its choices")
