"""A rulebook: one instrument in one edition, as data. Decoded strictly; see the parts in the neighbouring modules."""

from datetime import date
from enum import StrEnum

import msgspec

from domain.rulebook.authority import Competence, ProcedureStep, Remedy
from domain.rulebook.clauses import Clause
from domain.rulebook.labels import Label, Verification
from domain.rulebook.provisions import (
    Balance,
    Band,
    Candidate,
    Contradiction,
    Derived,
    Duty,
    Element,
    Exclusion,
    Factor,
    Filter,
    Gate,
    MeasureSet,
    Requirement,
    Trigger,
    Weight,
)
from domain.rulebook.questions import Question
from domain.rulebook.terms import Lifting, Merger, PeriodEffect, Ranking
from domain.rulebook.vocabulary import Burden, Fact, Measure, Role


class Standing(StrEnum):
    """Status of an instrument's edition."""

    IN_FORCE = "in_force"
    DRAFT = "draft"
    REPEALED = "repealed"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class Extent(StrEnum):
    """How much of the text is encoded.

    ``partial``: items of liability that are complete in themselves, others not at all: a basis for those items.
    ``cited``: only provisions that others cite: never a basis.
    """

    COMPLETE = "complete"
    PARTIAL = "partial"
    CITED = "cited"


class Validity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """From ``since`` on the edition's status is another; unknown puts ``question``, whose choice ``upheld`` keeps it."""

    since: date
    status: Standing
    label: Label
    question: str | None = None
    upheld: str | None = None


class Straddling(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Conduct that began before commencement and ended after it: the basis only where ``question`` is answered ``continues``.

    ``before`` cites what governed until then.
    """

    question: str
    continues: str
    cite: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


class Transition(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Conduct from before this edition, decided under it: the older rules, unless these are lighter (从旧兼从轻).

    The older rules are those of the instrument's own earlier editions and of the instruments in ``follows``. Where neither is
    lighter ``question`` decides between its choices ``earlier`` and ``later``.
    """

    label: Label
    question: str
    earlier: str
    later: str
    cite: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()


class Scope(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Whom the instrument reaches. ``matters`` are the fields of law it belongs to; ``sanctions`` says whether it has any."""

    subjects: tuple[str, ...]
    matters: tuple[str, ...]
    label: Label
    cite: tuple[str, ...] = ()
    jurisdiction: str | None = None
    sanctions: bool = True


class Example(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A worked case that travels with the rulebook: facts that hold (all others refuted, ``open`` ones open), what follows.

    ``status`` is the recommendation's; ``permitted``, ``gates`` and ``blocks`` are compared as sets where given.
    ``combine`` is how the permitted measures combine.
    ``lighter`` and ``mitigate`` are ``none``, ``available`` or ``required``. ``acts`` are sanctions fixed act by act,
    ``executed`` the one that is carried out and ``months`` its period, at least and at most.
    """

    code: str
    label: Label
    subject: str
    on: date
    established: tuple[str, ...]
    status: str
    open: tuple[str, ...] = ()
    role: str | None = None
    combine: str | None = None
    answers: dict[str, str] = msgspec.field(default_factory=dict)
    amounts: dict[str, str] = msgspec.field(default_factory=dict)
    permitted: tuple[str, ...] | None = None
    heavier: bool | None = None
    lighter: str | None = None
    exempt: str | None = None
    mitigate: str | None = None
    acts: tuple[str, ...] = ()
    executed: str | None = None
    months: tuple[int, int] | None = None
    gates: tuple[str, ...] | None = None
    blocks: tuple[str, ...] | None = None


class Rulebook(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One edition. ``edition`` is its first day in force, absent for a draft; ``until`` its first day no longer in force."""

    instrument: str
    code: str
    title: Label
    status: Standing
    rank: str
    verification: Verification
    scope: Scope
    edition: date | None = None
    until: date | None = None
    revision: int = 1
    extent: Extent = Extent.COMPLETE
    role_fact: str | None = None
    """The fact that holds when the respondent has one of ``roles``."""
    commencement: tuple[str, ...] = ()
    """Where the text fixes its first day."""
    straddling: Straddling | None = None
    transition: Transition | None = None
    validity: tuple[Validity, ...] = ()
    notes: tuple[Label, ...] = ()
    clauses: dict[str, Clause] = msgspec.field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    measures: tuple[Measure, ...] = ()
    roles: tuple[Role, ...] = ()
    burdens: tuple[Burden, ...] = ()
    questions: tuple[Question, ...] = ()
    duties: tuple[Duty, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    elements: tuple[Element, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    sets: tuple[MeasureSet, ...] = ()
    weights: tuple[Weight, ...] = ()
    factors: tuple[Factor, ...] = ()
    balances: tuple[Balance, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    derived: tuple[Derived, ...] = ()
    bands: tuple[Band, ...] = ()
    gates: tuple[Gate, ...] = ()
    filters: tuple[Filter, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    competence: tuple[Competence, ...] = ()
    procedure: tuple[ProcedureStep, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    ranking: Ranking | None = None
    mergers: tuple[Merger, ...] = ()
    period_effects: tuple[PeriodEffect, ...] = ()
    liftings: tuple[Lifting, ...] = ()
    examples: tuple[Example, ...] = ()

    @property
    def edition_id(self) -> str:
        """The edition as citations write it: its first day, or ``unknown``."""
        return self.edition.isoformat() if self.edition else "unknown"

    @property
    def grounds(self) -> bool:
        """Whether liability can be found under it at all: it has liability clauses, encoded, of a text in force once."""
        return self.extent is not Extent.CITED and self.scope.sanctions and self.status is not Standing.DRAFT

    @property
    def key(self) -> str:
        """``instrument@edition``."""
        return f"{self.instrument}@{self.edition_id}"

    def status_on(self, day: date) -> tuple[Standing, Validity | None]:
        """Status on *day*, with the note that changed it, if any."""
        if self.status not in (Standing.IN_FORCE, Standing.UNKNOWN):
            return self.status, None
        if self.until is not None and day >= self.until:
            return Standing.REPEALED, None
        notes = [note for note in self.validity if day >= note.since]
        if notes:
            last = max(notes, key=lambda note: note.since)
            return last.status, last
        return self.status, None


NAMED = ("facts", "measures", "roles", "burdens", "questions")
"""The parts of a rulebook whose things have a code and no effect of their own."""

RULES = (
    "duties",
    "triggers",
    "elements",
    "exclusions",
    "sets",
    "weights",
    "factors",
    "balances",
    "contradictions",
    "derived",
    "bands",
    "gates",
    "filters",
    "candidates",
    "requirements",
    "competence",
    "procedure",
    "remedies",
    "mergers",
    "period_effects",
    "liftings",
)
"""The parts that hold rules."""
