"""A proceeding as its decisions need it: not all that is known of it."""

from datetime import date
from enum import StrEnum

import msgspec

from domain.cases.events import FindingStatus
from domain.document import DocumentRef
from domain.identity import (
    ActorId,
    AllegationId,
    AppealId,
    BodyId,
    CaseId,
    EvidenceId,
    OrganId,
    PartyId,
    PointId,
    PostId,
)
from domain.procedure.impediment import Lapse
from domain.proceedings.disclosure_events import MaterialDisclosed, ShownItem, WithheldItem
from domain.proceedings.events import (
    Adoption,
    Mark,
    MeasureTaken,
    ProceedingEvent,
    RectificationResult,
    ServiceMode,
    Subject,
)
from domain.proceedings.handling import Handling
from domain.proceedings.paper_service_events import PaperServed
from domain.proceedings.sanction_events import LiftingWithheld, SanctionLifted
from domain.proceedings.terms import Formality, Stance, StatementPoint

Cited = tuple[AllegationId, str]
"""An allegation and one fact of it."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What was held of one element, factor or circumstance. The latest finding stands; ``by`` whom is None in old ones."""

    code: str
    status: FindingStatus
    evidence: tuple[EvidenceId, ...]
    phase: str | None = None
    basis: str | None = None
    by: ActorId | None = None


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """The role in which the respondent answers, with its evidence."""

    code: str
    evidence: tuple[EvidenceId, ...]
    by: ActorId | None = None


class RunningNoted(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier sanction that runs, as it was noted; all absent: it was noted that none does."""

    measure: str | None
    decided_on: date | None
    months: int | None


class Competent(msgspec.Struct, frozen=True, kw_only=True):
    """The body that decides, and how and when that became known."""

    body: BodyId
    source: str
    established_on: date


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """The reviewers' six points on one investigation report, and on ``role`` and what was ``held`` at that time."""

    reviewers: tuple[ActorId, ...]
    marks: tuple[tuple[str, Mark], ...]
    opinion: DocumentRef
    report: DocumentRef | None
    role: str | None = None
    held: tuple[str, ...] = ()

    @property
    def defects(self) -> tuple[str, ...]:
        """The points that are not sound."""
        return tuple(point for point, mark in self.marks if mark is not Mark.SOUND)


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """One service on record: on whom, how, the recorded day, and the day on which it counts."""

    to: str
    mode: ServiceMode
    served_on: date
    deemed_on: date


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A notice with what it announces and rests on. ``held`` are the codes held against or for the respondent at that time,
    ``role`` the one in which they answered.

    ``mode`` and the days are those of the service that counts first.
    """

    number: int
    handling: Handling
    findings: tuple[Cited, ...]
    held: tuple[str, ...]
    issued_on: date
    document: DocumentRef
    role: str | None = None
    mode: ServiceMode | None = None
    served_on: date | None = None
    deemed_on: date | None = None
    statement_until: date | None = None


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One point of the defence and what became of it. ``about`` is the fact it answers, ``text`` what was said."""

    id: PointId
    about: str | None = None
    stance: Stance | None = None
    text: DocumentRef | None = None
    adoption: Adoption | None = None
    reasons: DocumentRef | None = None

    @classmethod
    def said(cls, point: StatementPoint) -> "Point":
        """One that was made and is not answered yet."""
        stance = None if point.stance is msgspec.UNSET else point.stance
        return cls(id=point.point, about=point.about, stance=stance, text=point.text)


class Hearing(msgspec.Struct, frozen=True, kw_only=True):
    """The right to be heard under the present notice.

    ``points`` are also those of a defence to an earlier notice that was not verified before that notice fell.
    """

    statements: tuple[DocumentRef, ...] = ()
    points: tuple[Point, ...] = ()
    waived: bool = False
    verified: bool = False

    @property
    def unanswered(self) -> tuple[PointId, ...]:
        """Points that nobody answered yet."""
        return tuple(point.id for point in self.points if point.adoption is None)

    @property
    def is_unverified(self) -> bool:
        """Whether something was said of which the verification is not closed."""
        return bool(self.statements or self.points) and not self.verified


class BoundBy(StrEnum):
    """What must not make it worse."""

    DEFENCE = "defence"  # the respondent answered a notice
    REVIEW = "review"  # a decision was revoked


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """A handling that may not become heavier without a newly proved fact.

    Bounds add up: a later notice and the answer to it take none away that an earlier defence or review set.
    """

    because: BoundBy
    handling: Handling
    findings: tuple[Cited, ...]
    held: tuple[str, ...]


class Deliberation(msgspec.Struct, frozen=True, kw_only=True):
    """A collective discussion after the hearing, and its day."""

    present: tuple[ActorId, ...]
    voting: tuple[ActorId, ...]
    minutes: DocumentRef
    resolved: Handling | None
    deliberated_on: date


class PayChange(msgspec.Struct, frozen=True, kw_only=True):
    """Since when the time runs to change rank and pay under a measure, where its text asks for it; and until when, if extended."""

    measure: str
    since: date
    until: date | None = None


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """The decision that stands. ``measures`` are as varied on appeal; ``number`` stays. ``first`` is how it read under that
    number before it was varied: None while it was not.

    ``effective_on`` is the day on which it was made, which its paper bears: what binds, runs or is counted does so from
    there. ``decided_on`` is the day on which it was signed: what needs the paper comes after that.
    ``formalities`` are those of the decision as it now reads: one that is varied is put on file anew. ``impeded`` measures
    cannot be carried out; ``lapsed`` is what is asked for no longer besides.
    """

    number: str
    body: BodyId
    decider: ActorId
    handling: Handling
    measures: tuple[MeasureTaken, ...]
    findings: tuple[Cited, ...]
    held: tuple[str, ...]
    decided_on: date
    effective_on: date
    document: DocumentRef
    tracks: tuple[str, ...]
    varied: bool = False
    first: Handling | None = None
    served: tuple[Delivery, ...] = ()
    announced: bool = False
    carried_out: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    pay_changes: tuple[PayChange, ...] = ()
    formalities: tuple[Formality, ...] = ()
    impeded: tuple[str, ...] = ()
    lapsed: tuple[Lapse, ...] = ()

    def served_to(self, addressee: str) -> date | None:
        """The day on which service on *addressee* counts: of several the first; None without any."""
        first = self.first_service(addressee)
        return None if first is None else first.deemed_on

    def first_service(self, addressee: str) -> Delivery | None:
        """The service on *addressee* that counts first; None without any."""
        return min((one for one in self.served if one.to == addressee), key=lambda one: one.deemed_on, default=None)


class Fall(msgspec.Struct, frozen=True, kw_only=True):
    """What had been done under a decision when it was revoked or varied, and what became of each kind of restoration.

    ``measures`` had been carried out and stand no longer; ``announced``: the decision was announced and then revoked.
    ``settled`` kinds were made good or are reasoned not to be due; ``due`` ones are to be made good, as a person said.
    """

    measures: tuple[str, ...]
    announced: bool = False
    settled: tuple[str, ...] = ()
    due: tuple[str, ...] = ()


class NotedAppeal(msgspec.Struct, frozen=True, kw_only=True):
    """An appeal against the decision; ``result`` is None while it is pending, ``ground`` that of a refusal to accept it.

    ``by_officer``: it was withdrawn by an officer on the filer's word, or so filed and its outcome came by letter.
    """

    appeal: AppealId
    decision: str
    track: str
    step: str
    result: str | None = None
    ground: str | None = None
    by_officer: bool = False


class Proceeding(msgspec.Struct, frozen=True, kw_only=True):
    """One respondent's track. ``reviewers``, ``deciders`` are all who ever acted as such: later handlers must be others.
    Whoever recorded a review is among the ``reviewers``.

    ``acts`` are the latest words of each kind, by which a command that asks for the same again is known.
    ``deliveries`` are the papers served besides notice and decision. ``disclosures`` add up to what evidence the respondent may read and what is withheld.
    ``remade_from`` is the day on which a decision fell that is to be made anew. ``lapsed`` is what is asked for no longer of
    decisions that fell: whom nobody is left to serve reads the outcome of no appeal against one either.
    ``notified``: a notice or a decision was once served on the respondent, who has known of the matter ever since.
    """

    case: CaseId | None = None
    subject: Subject = Subject.PERSON
    organ: OrganId | None = None
    person: PartyId | None = None
    post: PostId | None = None
    profile: str = ""
    alleged_role: str | None = None
    opened_on: date | None = None
    competent: Competent | None = None
    role: Role | None = None
    elements: tuple[Held, ...] = ()
    factors: tuple[Held, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    fixed: tuple[tuple[AllegationId, str | None], ...] = ()
    running: RunningNoted | None = None
    suspended: bool = False
    review: Review | None = None
    returned: DocumentRef | None = None
    notice: Notice | None = None
    notices: int = 0
    notified: bool = False
    hearing: Hearing = Hearing()
    disclosures: tuple[MaterialDisclosed, ...] = ()
    deliveries: tuple[PaperServed, ...] = ()
    bounds: tuple[Bound, ...] = ()
    deliberation: Deliberation | None = None
    consents: tuple[tuple[BodyId, date], ...] = ()  # each body once, with the day of its first
    decision: Decision | None = None
    numbers: tuple[str, ...] = ()
    revoked: bool = False
    remade_from: date | None = None
    lapsed: tuple[Lapse, ...] = ()
    ended: bool = False
    appeals: tuple[NotedAppeal, ...] = ()
    falls: tuple[Fall, ...] = ()
    rectification_reported: bool = False
    rectification: RectificationResult | None = None
    reviewers: tuple[ActorId, ...] = ()
    deciders: tuple[ActorId, ...] = ()
    closed: bool = False
    acts: tuple[ProceedingEvent, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the respondent was named and the file is not closed."""
        return self.case is not None and not self.closed

    @property
    def deciding_body(self) -> BodyId | None:
        """The body that decides, once that is established. Only its own standard of discretion is one for this matter."""
        return self.competent.body if self.competent is not None else None

    @property
    def out_of_reach(self) -> bool:
        """Whether it is on record that nobody is left on whom anything could be served."""
        return Lapse.SERVICE in (*self.lapsed, *(self.decision.lapsed if self.decision is not None else ()))

    @property
    def held(self) -> tuple[str, ...]:
        """Codes of elements and factors that are held against or for the respondent, in a fixed order."""
        found = (*self.elements, *self.factors)
        return tuple(sorted({one.code for one in found if one.status is FindingStatus.ESTABLISHED}))

    def appeals_on(self, track: str, step: str, decision: str | None = None) -> tuple[NotedAppeal, ...]:
        """Every appeal on that step of that track against *decision* (without one, the decision that stands), oldest first."""
        number = decision or (self.decision.number if self.decision else "")
        return tuple(one for one in self.appeals if (one.decision, one.track, one.step) == (number, track, step))

    @property
    def pending_appeals(self) -> tuple[NotedAppeal, ...]:
        """Appeals without a result."""
        return tuple(appeal for appeal in self.appeals if appeal.result is None)

    @property
    def disclosed(self) -> tuple[ShownItem, ...]:
        """Evidence that the respondent may read, the first shown first."""
        return tuple(item for act in self.disclosures for item in act.shown)

    @property
    def undisclosed(self) -> tuple[WithheldItem, ...]:
        """Evidence that is withheld, each item on the ground last given, and was not shown since."""
        grounds = {item.evidence: item for act in self.disclosures for item in act.withheld}
        shown = {item.evidence for item in self.disclosed}
        return tuple(item for evidence, item in grounds.items() if evidence not in shown)

    @property
    def lifted(self) -> tuple[SanctionLifted, ...]:
        """Sanctions of the decision that stands whose effect ended."""
        return tuple(act for act in self.acts if isinstance(act, SanctionLifted) and self._of_the_decision(act))

    @property
    def withheld(self) -> tuple[str, ...]:
        """Sanctions of that decision whose lifting was withheld and has not followed since."""
        lifted = {act.measure for act in self.lifted}
        acts = (act for act in self.acts if isinstance(act, LiftingWithheld) and self._of_the_decision(act))
        return tuple(act.measure for act in acts if act.measure not in lifted)

    def _of_the_decision(self, act: SanctionLifted | LiftingWithheld) -> bool:
        return self.decision is not None and act.decision == self.decision.number

    def resting_on(self) -> tuple[tuple[str, tuple[EvidenceId, ...]], ...]:
        """Everything held for or against the respondent, with the evidence it rests on."""
        role = (("role", self.role.evidence),) if self.role else ()
        found = (*self.elements, *self.factors)
        return role + tuple((one.code, one.evidence) for one in found if one.status is FindingStatus.ESTABLISHED)
