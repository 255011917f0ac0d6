"""The recommendation: one complete object per respondent. No probability, no score, nothing outside the law's set."""

from datetime import date
from enum import StrEnum

import msgspec

from domain.recommendation.parts import Authority, Because, Note, Part, Truth
from domain.recommendation.sanction import StepDown, Terms
from domain.rulebook.labels import Label


class Status(StrEnum):
    """Where the recommendation stands."""

    SETTLED = "settled"
    OPEN = "open"
    BLOCKED = "blocked"
    NOT_LIABLE = "not_liable"
    CONFLICT = "conflict"


class Step(Part, frozen=True, kw_only=True):
    """One node of the derivation: the rule, what came of it, under what authority, because of which facts."""

    stage: str
    rule: str
    state: str
    label: Label
    authorities: tuple[Authority, ...] = ()
    because: tuple[Because, ...] = ()
    questions: tuple[str, ...] = ()
    steps: tuple["Step", ...] = ()


class Finding(Part, frozen=True, kw_only=True):
    """A rule with a condition (trigger, element, exclusion, factor, gate), and whether it holds."""

    code: str
    label: Label
    state: Truth
    authorities: tuple[Authority, ...] = ()
    because: tuple[Because, ...] = ()


class DutyBreached(Part, frozen=True, kw_only=True):
    """The primary duty behind a trigger, in the edition of the conduct. ``days`` is absent where none is fixed.

    ``situations`` are the references of those whose conduct it is; absent where they are not told apart.
    """

    trigger: str
    code: str
    label: Label
    authority: Authority
    days: int | None
    unit: str | None
    situations: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET


class FormState(Part, frozen=True, kw_only=True):
    """One measure.

    ``permitted``, ``blocked``, ``undetermined`` (a filter is open), ``gated`` (its gate is not open), ``outweighed`` (another
    act calls for a heavier one) or ``stepped-below`` (the law requires one grade under the set).
    """

    measure: str
    label: Label
    state: str
    authorities: tuple[Authority, ...]
    gate: str | None = None
    filters: tuple[str, ...] = ()


class Forms(Part, frozen=True, kw_only=True):
    """The set that the text permits for this subject, before and after filters. The order means nothing.

    ``combine`` is ``one``, ``any`` or ``not_stated``. ``permitted`` are the measures that may be imposed as things stand.
    """

    sets: tuple[str, ...]
    combine: str | None
    minimum: int
    permitted: tuple[str, ...]
    each: tuple[FormState, ...]


class Weighting(Part, frozen=True, kw_only=True):
    """Mandatory and permissive weighting, never netted.

    ``heavier`` / ``lighter`` say whether that weighting is required / available. ``exempt`` is ``none``, ``available``,
    ``required``, ``needs_override`` (a mandatory factor is proved) or ``open``.
    """

    heavier: Truth
    lighter: Truth
    exempt: str
    lighter_moderates_only: bool
    mandatory: tuple[str, ...]
    """Codes of the proved factors that must weigh."""
    permissive: tuple[str, ...]
    """Codes of the proved factors that may weigh."""
    factors: tuple[Finding, ...]
    lighter_required: bool | msgspec.UnsetType = msgspec.UNSET
    """True where a proved factor makes relief mandatory; absent otherwise."""


class GateState(Part, frozen=True, kw_only=True):
    """A further track: open, closed, or undetermined; where it leads, without any sanction of the other instrument.

    What the other instrument says is a recommendation of its own, see ``Referral``.
    """

    code: str
    label: Label
    state: Truth
    effect: str
    targets: tuple[str, ...]
    measures: tuple[str, ...]
    authorities: tuple[Authority, ...]
    because: tuple[Because, ...]
    candidates: tuple[Authority, ...] = ()


class BlockedForm(Part, frozen=True, kw_only=True):
    """A measure that is unlawful here, why, and what remains."""

    measure: str
    label: Label
    filter: str
    reason: Label
    authorities: tuple[Authority, ...]
    because: tuple[Because, ...]
    alternatives: tuple[str, ...]
    proposed: bool


class Body(Part, frozen=True, kw_only=True):
    """A rule on who acts. ``state``: ``applies``, ``unknown`` (the register does not say) or ``excluded``."""

    rule: str
    relation: str
    body: str | None
    effect: str
    state: str
    label: Label
    source: str | None
    authorities: tuple[Authority, ...]
    measures: tuple[str, ...] = ()


class QuestionPut(Part, frozen=True, kw_only=True):
    """A question with its default and alternatives. ``answer`` is the choice taken, if any; ``matters`` whether it changes the outcome."""

    code: str
    label: Label
    default: str | None
    choices: tuple["ChoiceOffered", ...]
    answered_by: str
    answer: str | None
    required: bool
    authorities: tuple[Authority, ...]


class ChoiceOffered(Part, frozen=True, kw_only=True):
    """One way to answer."""

    code: str
    label: Label


class OpenFact(Part, frozen=True, kw_only=True):
    """A fact that can still change the outcome: how many outcomes remain once it is established or refuted."""

    fact: str
    label: Label
    if_established: int
    if_refuted: int
    changes: tuple[str, ...]

    @property
    def decisive(self) -> bool:
        """Whether it can change more than whether a single form may be chosen: then nothing is concluded before it is found."""
        return any(not change.startswith("form:") for change in self.changes)


class Caution(Part, frozen=True, kw_only=True):
    """Something to look at: the same fact used twice, findings that exclude each other, a basis that will not do."""

    code: str
    label: Label
    about: tuple[str, ...]
    authorities: tuple[Authority, ...] = ()


class RemedyOffered(Part, frozen=True, kw_only=True):
    """A route of review by track. ``periods`` is empty where the text states none."""

    code: str
    track: str
    to: str
    label: Label
    periods: dict[str, int]
    unit: str | None
    authorities: tuple[Authority, ...]


class Result(Part, frozen=True, kw_only=True):
    """One possible outcome over a completion of the open facts.

    ``mitigate`` is ``available`` or ``required`` where a factor leads below the set, and absent otherwise.
    """

    liable: bool
    ground: str | None
    sets: tuple[str, ...]
    heavier: bool
    lighter: bool
    exempt: str
    gates: tuple[str, ...]
    mitigate: str | msgspec.UnsetType = msgspec.UNSET


class Suggestion(Part, frozen=True, kw_only=True):
    """What the body's own policy suggests inside the permitted set. Policy, not law."""

    policy: str
    version: int
    sample: bool
    label: Label
    measures: tuple[str, ...]
    exempt: bool
    working: tuple["Move", ...]
    none_because: str | None = None


class Move(Part, frozen=True, kw_only=True):
    """One step of the working: a code and the position on the scale afterwards (0 is the lightest)."""

    code: str
    about: str | None
    position: int


class EditionWeighed(Part, frozen=True, kw_only=True):
    """A later edition (or law that takes over), seen from what applied until then: ``same``, ``lighter``, ``heavier``, ``open``
    (facts decide) or ``crossed`` (neither; ``question`` decides). ``applied``: it decides from here.
    """

    rulebook: str
    relation: str
    applied: bool
    label: Label
    question: str
    authorities: tuple[Authority, ...]


class TimeStatement(Part, frozen=True, kw_only=True):
    """Which edition is the basis, and why."""

    conduct_from: date
    conduct_to: date
    decision_on: date
    known_at: date
    edition: str
    basis_status: str
    notes: tuple[Note, ...]
    weighed: tuple[EditionWeighed, ...] | msgspec.UnsetType = msgspec.UNSET
    """The later editions, where there are any; absent otherwise."""


class Identity(Part, frozen=True, kw_only=True):
    """What the same bytes will be computed from again: content ids and the digest of the packed facts.

    ``references`` are the other rulebooks that were used: those that bind generally, and those cited.
    """

    rulebook: str
    content_id: str
    policy: str | None
    policy_content_id: str | None
    references: dict[str, str]
    facts_digest: str
    known_at: date


class Window(Part, frozen=True, kw_only=True):
    """How repetition was counted: the earlier situation, the last day of its window, the present (or next) one, inside or not."""

    fact: str
    reference: str
    on: date
    ends: date
    present: date
    inside: bool
    kind: str


class Otherwise(Part, frozen=True, kw_only=True):
    """What would follow if this refuted element were established: for the respondent, and for whoever asks 'and if?'."""

    fact: str
    label: Label
    outcomes: tuple[Result, ...]


class Referral(Part, frozen=True, kw_only=True):
    """An open gate leads to another instrument: its own recommendation on the same facts, never part of this one's set.

    ``state`` is ``continued`` or says why it goes no further: ``not-installed``, ``not-in-force`` (on the day of the
    conduct), ``not-a-basis`` (only provisions that others cite are encoded, or it has no sanctions), ``entered-before``
    (the way led through it already). Elements, factors, range, bodies, procedure and review are the other instrument's.
    """

    gate: str
    instrument: str
    state: str
    rulebook: str | None = None
    title: Label | None = None
    recommendation: "Recommendation | msgspec.UnsetType" = msgspec.UNSET


class Recommendation(Part, frozen=True, kw_only=True):
    """See the parts. ``confidence`` is always ``none``: there are no probabilities.

    ``step_down``, ``terms``, ``alternative`` and ``referred`` are absent where there is nothing to say, so that answers without them keep
    their bytes.
    """

    respondent: str
    subject: str
    role: str | None
    status: Status
    blocks: tuple[Note, ...]
    triggers: tuple[Finding, ...]
    duties: tuple[DutyBreached, ...]
    elements: tuple[Finding, ...]
    exclusions: tuple[Finding, ...]
    forms: Forms
    weighting: Weighting
    gates: tuple[GateState, ...]
    blocked: tuple[BlockedForm, ...]
    competence: tuple[Body, ...]
    requirements: tuple[Note, ...]
    procedure_missing: tuple[Note, ...]
    remedies: tuple[RemedyOffered, ...]
    questions: tuple[QuestionPut, ...]
    open_facts: tuple[OpenFact, ...]
    outcomes: tuple[Result, ...]
    otherwise: tuple[Otherwise, ...]
    warnings: tuple[Caution, ...]
    windows: tuple[Window, ...]
    time: TimeStatement
    suggestion: Suggestion | None
    derivation: Step
    identity: Identity
    confidence: str = "none"
    step_down: StepDown | msgspec.UnsetType = msgspec.UNSET
    terms: Terms | msgspec.UnsetType = msgspec.UNSET
    alternative: "Recommendation | msgspec.UnsetType" = msgspec.UNSET
    """What follows under the later edition, where the two cross and a person decides."""
    referred: tuple[Referral, ...] | msgspec.UnsetType = msgspec.UNSET
    """Where each open gate leads, and what is said there."""

    @property
    def facts_first(self) -> int:
        """How many open facts can still change the outcome: nobody is told what is intended, or decides, before they are found."""
        return sum(one.decisive for one in self.open_facts)

    @property
    def questions_first(self) -> tuple[QuestionPut, ...]:
        """The questions that have to be answered before anything is decided, and are not."""
        return tuple(one for one in self.questions if one.required and one.answer is None)
