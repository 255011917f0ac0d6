"""Rules by stage: trigger, element, exclusion, set, weight, gate, filter. File order never matters."""

from datetime import date
from decimal import Decimal, InvalidOperation

import msgspec

from domain.rulebook.closed import one_of, within
from domain.rulebook.conditions import Choose, Reading, Rows, reading_in
from domain.rulebook.labels import Basis, Label
from domain.rulebook.vocabulary import SUBJECTS

STANDINGS = ("liable", "not_liable", "no-trigger", "elements", "excluded", "basis")
"""Liable, not liable on whichever ground, or not liable on this one."""


class Provision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What every rule has: a stable code, its citations, our label, and what it rests on."""

    code: str
    label: Label
    cite: tuple[str, ...] = ()
    basis: Basis = Basis.DIRECT
    subjects: tuple[str, ...] = SUBJECTS
    in_force: date | None = None
    """First day, where it differs from the edition's own (partial amendment)."""
    until: date | None = None
    """First day on which it no longer applies."""
    general: bool = False
    """It binds whatever instrument is applied (a statutory filter, a rule of the civil-servants law)."""

    def applies(self, subject: str, on: date) -> bool:
        """Whether the rule covers *subject* on that day."""
        return subject in self.subjects and self.in_time(on)

    def in_time(self, on: date) -> bool:
        """Whether the rule is in force on that day, as far as the rule itself says."""
        return (self.in_force is None or on >= self.in_force) and (self.until is None or on < self.until)


class Trigger(Provision, frozen=True, kw_only=True):
    """Conduct for which liability is pursued. ``duties`` are codes of primary duties, found in the edition of the day.

    ``residual`` marks the catch-all, which yields to every other trigger that fits.
    """

    when: Rows
    readings: tuple[Reading, ...] = ()
    duties: tuple[str, ...] = ()
    residual: bool = False


class Element(Provision, frozen=True, kw_only=True):
    """A further element of liability for its subjects; without it there is none."""

    when: Rows
    readings: tuple[Reading, ...] = ()


class Exclusion(Provision, frozen=True, kw_only=True):
    """Liability does not arise although trigger and elements hold.

    With a ``reading`` it applies only where that question was answered so.
    """

    when: Rows
    reading: Reading | None = None


class MeasureSet(Provision, frozen=True, kw_only=True):
    """The forms open for its subjects.

    ``triggers`` limits it to these triggers (none: all); ``when`` selects the row. ``combine`` is ``one``, ``any``,
    ``all`` or ``not_stated``; no measures means that the text itself has none and only refers. ``minimum`` is how many must be
    imposed unless exempted. ``ordered`` says that the law itself ranks the measures in the order given, lightest first; otherwise
    their order means nothing. ``items`` are the addresses of single measures, where the text lists them below one that is cited.
    """

    measures: tuple[str, ...]
    combine: str
    minimum: int = 1
    triggers: tuple[str, ...] = ()
    when: Rows = ()
    question: str | None = None
    ordered: bool = False
    readings: tuple[Reading, ...] = ()
    items: dict[str, str] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        for combine in (self.combine, *(reading.combine for reading in self.readings)):
            if combine not in ("one", "any", "all", "not_stated"):
                raise ValueError(f"set {self.code}: combine is one, any, all or not_stated")
        if len(set(self.measures)) != len(self.measures) or self.minimum > len(self.measures):
            raise ValueError(f"set {self.code}: each measure once, and at least 'minimum' of them")
        for measure, address in self.items.items():
            if measure not in self.measures or not any(address.startswith(f"{cite}/") for cite in self.cite):
                raise ValueError(f"set {self.code}: items name its own measures, each below an address that it cites")

    def cite_of(self, measure: str) -> tuple[str, ...]:
        """Where the text opens *measure*: its own item in place of the address above it."""
        item = self.items.get(measure)
        return tuple(item if item is not None and item.startswith(f"{cite}/") else cite for cite in self.cite)

    def combined(self, choose: Choose) -> str:
        """How the measures combine under the answers at hand."""
        read = reading_in(self.readings, choose)
        return self.combine if read is None or read.combine is None else read.combine


class Weight(Provision, frozen=True, kw_only=True):
    """A group of factors that act together; each factor names it in its ``group``.

    ``modality`` is ``shall`` or ``may``; ``effects`` are among ``heavier`` and ``lighter`` (within the set), ``mitigate``
    (below it) and ``exempt`` (none).
    """

    modality: str
    effects: tuple[str, ...]
    readings: tuple[Reading, ...] = ()

    def __post_init__(self) -> None:
        if self.modality not in ("shall", "may"):
            raise ValueError(f"weight {self.code}: modality is shall or may")
        unknown = set(self.effects) - {"heavier", "lighter", "mitigate", "exempt"}
        if unknown or not self.effects:
            raise ValueError(f"weight {self.code}: unknown effects {sorted(unknown)}")


class Factor(Provision, frozen=True, kw_only=True):
    """One circumstance that weighs, in the weight ``group``.

    ``overlaps`` names facts whose substance it may repeat; ``independent`` says the text itself makes it a separate
    factor although the same evidence proves something else too.
    """

    group: str
    when: Rows
    readings: tuple[Reading, ...] = ()
    overlaps: tuple[str, ...] = ()
    independent: bool = False


class Balance(Provision, frozen=True, kw_only=True):
    """What follows when weights of all these ``groups`` are present together.

    ``override`` demands an override with reasons for exemption; ``moderates`` lets relief work only within the heavier
    region. Nothing is ever netted.
    """

    groups: tuple[str, ...]
    override: bool = False
    moderates: bool = False
    question: str | None = None


class Contradiction(Provision, frozen=True, kw_only=True):
    """Facts that cannot both be true of the same phase."""

    facts: tuple[str, ...]


class Derived(Provision, frozen=True, kw_only=True):
    """A fact computed from earlier situations: ``at_least`` within ``years``, the present one counted.

    The first day does not count and the corresponding day is inside; ``window`` is ``rolling`` or, under a reading that
    a question selects, ``calendar-year``.
    """

    fact: str
    years: int
    at_least: int
    question: str | None = None
    window_by_choice: dict[str, str] = msgspec.field(default_factory=dict)
    window: str = "rolling"

    def __post_init__(self) -> None:
        for window in (self.window, *self.window_by_choice.values()):
            one_of("derived", self.code, "window", window, ("rolling", "calendar-year"))
        within("derived", self.code, "years", self.years, (1, 100))
        within("derived", self.code, "at_least", self.at_least, (2, 100))


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From ``at_least`` (a decimal number as text, included) up to the next step, ``fact`` holds."""

    at_least: str
    fact: str


class Band(Provision, frozen=True, kw_only=True):
    """Facts read off a number: exactly one step holds. The number is compared unrounded; below all steps ``below`` holds."""

    amount: str
    steps: tuple[Step, ...]
    below: str

    def __post_init__(self) -> None:
        try:
            floors = [Decimal(step.at_least) for step in self.steps]
        except InvalidOperation as error:
            raise ValueError(f"band {self.code}: a step is not a number") from error
        if len(set(floors)) != len(floors):
            raise ValueError(f"band {self.code}: two steps begin at one number")


class Gate(Provision, frozen=True, kw_only=True):
    """Opens a further track. ``measures`` come by reference to ``target``; ``effect`` is ``refer``, ``discipline`` or ``transfer``.

    ``independent`` gates open whether or not there is liability here.
    """

    when: Rows
    effect: str
    readings: tuple[Reading, ...] = ()
    targets: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    question: str | None = None
    independent: bool = False

    def __post_init__(self) -> None:
        one_of("gates", self.code, "effect", self.effect, ("refer", "discipline", "transfer"))


class Filter(Provision, frozen=True, kw_only=True):
    """A form may be in the set and still be unlawful.

    ``effect``: ``block`` when the condition holds; ``ask`` puts ``question``; ``require`` attaches a requirement. A reading
    gives the effect once its question is answered so. ``formal`` covers every disciplinary sanction.
    """

    measures: tuple[str, ...] = ()
    when: Rows = ()
    effect: str = "block"
    question: str | None = None
    formal: bool = False
    readings: tuple[Reading, ...] = ()

    def __post_init__(self) -> None:
        for effect in (self.effect, *(reading.effect or "" for reading in self.readings)):
            one_of("filters", self.code, "effect", effect, ("block", "ask", "require"))

    @property
    def can_block(self) -> bool:
        """Whether it forbids a form, as written or once a question is answered."""
        return "block" in (self.effect, *(reading.effect for reading in self.readings))

    def works(self, choose: Choose) -> str:
        """What it does under the answers at hand."""
        read = reading_in(self.readings, choose)
        return self.effect if read is None or read.effect is None else read.effect


class Candidate(Provision, frozen=True, kw_only=True):
    """An item of this instrument under which conduct may be disciplined: its own elements, factors and procedure apply.

    ``conduct`` are trigger codes of other instruments; ``facts`` are facts that lead to it; ``separate`` makes it a
    matter of its own once one of them is established.
    """

    conduct: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    separate: bool = False
    grades: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


class Duty(Provision, frozen=True, kw_only=True):
    """A primary duty. ``days`` in ``unit`` (working_days, calendar_days, months), or none where the text says 'timely'."""

    days: int | None = None
    unit: str | None = None

    def __post_init__(self) -> None:
        one_of("duties", self.code, "unit", self.unit, ("working_days", "calendar_days", "months"))
        within("duties", self.code, "days", self.days, (1, 3660))
        if (self.days is None) is not (self.unit is None):
            raise ValueError(f"[[duties]] {self.code}: days and unit belong together")


class Requirement(Provision, frozen=True, kw_only=True):
    """Something that must, or may, accompany the outcome. ``standing`` limits it to some of ``STANDINGS``."""

    when: Rows = ()
    standing: tuple[str, ...] = ()
    question: str | None = None

    def __post_init__(self) -> None:
        for standing in self.standing:
            one_of("requirements", self.code, "standing", standing, STANDINGS)
