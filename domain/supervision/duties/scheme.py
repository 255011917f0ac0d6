"""The kinds of duty as data: which periods may govern, how old content may be, which provision a failure offends."""

import msgspec

from domain.calendar.period import Period
from domain.calendar.rules import Basis
from domain.rulebook.labels import Label


class Governs(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A deadline rule that may govern the kind, and the provision that a late or missing item offends under it."""

    rule: str
    instrument: str
    provision: str


class Stale(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How old content may be, on what authority, and the provision that older content offends."""

    after: str
    basis: Basis
    instrument: str
    provision: str

    def __post_init__(self) -> None:
        Period.parse(self.after)


class Absent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The provision offended when a check finds nothing there."""

    instrument: str
    provision: str


class DutyKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of duty."""

    code: str
    label: Label
    periods: tuple[Governs, ...] = ()
    stale: Stale | None = None
    absent: Absent | None = None


class DutyScheme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All kinds."""

    kinds: tuple[DutyKind, ...]

    def kind(self, code: str) -> DutyKind | None:
        """The kind called *code*."""
        return next((kind for kind in self.kinds if kind.code == code), None)
