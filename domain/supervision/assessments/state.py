"""As much of one assessment as its decisions need, and how each event changes it."""

from collections.abc import Callable
from datetime import date

import msgspec
from msgspec.structs import replace

from domain.identity import BodyId, OrganId
from domain.recorded import Event
from domain.supervision.assessments.events import (
    AssessmentClosed,
    AssessmentEvent,
    AssessmentLeadRaised,
    AssessmentPlanned,
    AssessmentRectificationJudged,
    AssessmentRectificationReported,
    ConsequenceTaken,
    EvaluationConsidered,
    OrganChecked,
    OrganNotified,
    OrganScored,
    ResultsApproved,
    ResultsCopied,
    ResultsPublished,
    SchemeIssued,
    SelfAssessed,
    SituationNoted,
)
from domain.supervision.rectification import Rectification


class Assessed(msgspec.Struct, frozen=True, kw_only=True):
    """One organ in it. ``grade`` is the approved one."""

    organ: OrganId
    self_assessed: SelfAssessed | None = None
    checks: tuple[OrganChecked, ...] = ()
    scored: OrganScored | None = None
    grade: str | None = None
    notified: OrganNotified | None = None
    consequences: tuple[ConsequenceTaken, ...] = ()
    rectification: Rectification | None = None


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """One assessment with all its organs."""

    planned: AssessmentPlanned | None = None
    issued: SchemeIssued | None = None
    of: tuple[Assessed, ...] = ()
    considered: EvaluationConsidered | None = None
    approved: ResultsApproved | None = None
    copied: ResultsCopied | None = None
    published: ResultsPublished | None = None
    situations: tuple[SituationNoted, ...] = ()
    leads: tuple[AssessmentLeadRaised, ...] = ()
    closed: AssessmentClosed | None = None

    @property
    def closed_on(self) -> date | None:
        """The day on which it ended; None while it goes on."""
        return None if self.closed is None else self.closed.closed_on

    @property
    def body(self) -> BodyId | None:
        """The office that runs it."""
        return None if self.planned is None else self.planned.body

    @property
    def organs(self) -> tuple[OrganId, ...]:
        """The organs assessed."""
        return () if self.planned is None else self.planned.organs

    def recorded(self) -> frozenset[Event]:
        """Every event that still tells how things stand: one that is among them says nothing new."""
        whole = (self.planned, self.issued, self.considered, self.approved, self.copied, self.published)
        found: set[Event] = {*self.situations, *self.leads, *(event for event in whole if event is not None)}
        for one in self.of:
            found |= {event for event in (one.self_assessed, one.scored, one.notified) if event is not None}
            found |= {*one.checks, *one.consequences}
            if one.rectification is not None:
                found |= {*one.rectification.events}
        return frozenset(found)

    def organ(self, organ: OrganId) -> Assessed | None:
        """That organ in it."""
        return next((one for one in self.of if one.organ == organ), None)

    def changed(self, organ: OrganId, change: Callable[[Assessed], Assessed]) -> "Assessment":
        """The same with that organ changed."""
        return replace(self, of=tuple(change(one) if one.organ == organ else one for one in self.of))


def evolve(state: Assessment, event: AssessmentEvent) -> Assessment:
    """*state* after *event*. Never judges: what is recorded happened."""
    match event:
        case AssessmentPlanned():
            return replace(state, planned=event, of=tuple(Assessed(organ=organ) for organ in event.organs))
        case SchemeIssued():
            return replace(state, issued=event)
        case EvaluationConsidered():
            return replace(state, considered=event)
        case ResultsApproved(results=results):
            grades = {one.organ: one.grade for one in results}
            graded = tuple(replace(one, grade=grades.get(one.organ)) for one in state.of)
            return replace(state, approved=event, of=graded)
        case ResultsCopied():
            return replace(state, copied=event)
        case ResultsPublished():
            return replace(state, published=event)
        case SituationNoted():
            return replace(state, situations=(*state.situations, event))
        case AssessmentLeadRaised():
            return replace(state, leads=(*state.leads, event))
        case AssessmentClosed():
            return replace(state, closed=event)
        case _:
            return state.changed(event.organ, lambda one: _organ(one, event))


def _organ(one: Assessed, event: AssessmentEvent) -> Assessed:
    match event:
        case SelfAssessed():
            return replace(one, self_assessed=event)
        case OrganChecked():
            return replace(one, checks=(*one.checks, event))
        case OrganScored():
            return replace(one, scored=event)
        case OrganNotified():
            return replace(one, notified=event)
        case ConsequenceTaken(due_on=day):
            taken = replace(one, consequences=(*one.consequences, event))
            if day is None:
                return taken
            order = Rectification(organ=event.organ, ordered_on=event.taken_on, due_on=day, order=event.document)
            return replace(taken, rectification=order)
        case AssessmentRectificationReported() | AssessmentRectificationJudged() if one.rectification is not None:
            return replace(one, rectification=one.rectification.after(event))
        case _:
            return one
