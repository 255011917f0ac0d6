"""What every part of a recommendation is made of: citations as shown, facts as shown, notes."""

from datetime import date
from enum import StrEnum

import msgspec

from domain.citation import Citation
from domain.recommendation.facts import FactStatus
from domain.rulebook.labels import Basis, Label, Verification


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Every part of a recommendation: immutable, complete, named fields."""


class Authority(Part, frozen=True, kw_only=True):
    """A citation as shown: where, our label, what the rule rests on, how far the text was read."""

    citation: Citation
    label: Label | None
    basis: Basis
    verification: Verification | None
    installed: bool = True


class Truth(StrEnum):
    """Three truth values: what every completion of the open facts agrees on, or open."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


class Because(Part, frozen=True, kw_only=True):
    """A fact that a step rests on, with its evidence. ``counted`` is what an unprovable fact became."""

    fact: str
    label: Label
    status: FactStatus
    evidence: tuple[str, ...] = ()
    phase: str | None = None
    on: date | None = None
    basis: str | None = None
    counted: Truth | None = None
    derived: bool = False


class Note(Part, frozen=True, kw_only=True):
    """A requirement, a missing step of procedure, a remedy: its code, label, authority."""

    code: str
    label: Label
    authorities: tuple[Authority, ...]
    because: tuple[Because, ...] = ()
