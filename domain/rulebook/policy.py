"""A body's own discretion standard (裁量基准): an order among measures and how far weighting moves. Never law."""

from datetime import date

import msgspec

from domain.rulebook.labels import Label


class Signature(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who signed, as an opaque id, and when."""

    by: str
    on: date


class Scale(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The order for one subject, lightest first, and the starting step (0 is the lightest).

    ``start_by_trigger`` and ``start_by_role`` raise or lower the start; the highest that applies is used.
    """

    subject: str
    measures: tuple[str, ...]
    start: int
    start_by_trigger: dict[str, int] = msgspec.field(default_factory=dict)
    start_by_role: dict[str, int] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        steps = (self.start, *self.start_by_trigger.values(), *self.start_by_role.values())
        if not self.measures or len(set(self.measures)) != len(self.measures):
            raise ValueError("a scale lists each measure once, at least one")
        if any(not 0 <= step < len(self.measures) for step in steps):
            raise ValueError("a starting step lies outside the scale")


class Policy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One version of one body's policy over one instrument.

    Steps are counted on the scale. ``first_heavier`` is how far the first mandatory factor moves, ``more_heavier`` each
    further one; ``lighter`` how far relief moves. With a mandatory factor the result never falls to or below the start.
    ``exempt_from`` is the number of permissive factors from which exemption is suggested; absent: never.
    """

    policy: str
    version: int
    title: Label
    instrument: str
    body: str
    effective: date
    scales: tuple[Scale, ...]
    first_heavier: int
    more_heavier: int
    lighter: int
    signatures: tuple[Signature, ...] = ()
    """Who signed the file; none where two persons adopt it over the system, which records them."""
    sample: bool = False
    until: date | None = None
    exempt_from: int | None = None

    @property
    def name(self) -> str:
        """``policy@version``."""
        return f"{self.policy}@{self.version}"

    def in_time(self, on: date) -> bool:
        """Whether it is to be used on that day, as far as it says itself."""
        return self.effective <= on and (self.until is None or on < self.until)

    def __post_init__(self) -> None:
        if self.first_heavier < 1 or self.more_heavier < 0 or self.lighter < 0:
            raise ValueError("heavier moves up by at least one step, and no step is negative")
