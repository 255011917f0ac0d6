"""As much of one social evaluation as its decisions need, and how each event changes it."""

from collections.abc import Callable
from datetime import date

import msgspec
from msgspec.structs import replace

from domain.identity import BodyId, OrganId
from domain.recorded import Event
from domain.supervision.evaluations.events import (
    AnswersCounted,
    EvaluationClosed,
    EvaluationEvent,
    EvaluationLeadRaised,
    EvaluationPlanned,
    EvaluationRectificationJudged,
    EvaluationRectificationPublished,
    EvaluationRectificationReported,
    EvaluationSchemeSet,
    FeedbackGiven,
    OrganGraded,
    PanelAnswered,
    ResultsCirculated,
    ResultsReported,
)
from domain.supervision.evaluations.results import EvaluatedOrgan
from domain.supervision.rectification import Rectification


class Evaluated(msgspec.Struct, frozen=True, kw_only=True):
    """One organ in it."""

    organ: OrganId
    panel: tuple[PanelAnswered, ...] = ()
    graded: OrganGraded | None = None
    feedback: FeedbackGiven | None = None
    rectification: Rectification | None = None


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """One social evaluation with all its organs."""

    planned: EvaluationPlanned | None = None
    scheme: EvaluationSchemeSet | None = None
    of: tuple[Evaluated, ...] = ()
    counted: AnswersCounted | None = None
    reported: tuple[ResultsReported, ...] = ()
    circulated: tuple[ResultsCirculated, ...] = ()
    leads: tuple[EvaluationLeadRaised, ...] = ()
    closed: EvaluationClosed | None = None

    @property
    def closed_on(self) -> date | None:
        """The day on which it ended; None while it goes on."""
        return None if self.closed is None else self.closed.closed_on

    @property
    def body(self) -> BodyId | None:
        """The office that organises it."""
        return None if self.planned is None else self.planned.body

    @property
    def organs(self) -> tuple[OrganId, ...]:
        """The organs evaluated."""
        return () if self.planned is None else self.planned.organs

    @property
    def results(self) -> tuple[EvaluatedOrgan, ...]:
        """The grades that were set."""
        found = ((one.organ, one.graded) for one in self.of)
        return tuple(EvaluatedOrgan(organ=organ, grade=graded.grade) for organ, graded in found if graded is not None)

    def takes_answers(self, on: date) -> bool:
        """Whether the public can answer on that day."""
        scheme = self.scheme
        open_then = scheme is not None and scheme.opens_on <= on <= scheme.closes_on
        return open_then and self.counted is None and self.closed_on is None

    def recorded(self) -> frozenset[Event]:
        """Every event that still tells how things stand: one that is among them says nothing new."""
        found: set[Event] = {*self.reported, *self.circulated, *self.leads}
        found |= {event for event in (self.planned, self.scheme, self.counted) if event is not None}
        for one in self.of:
            found |= {*one.panel}
            found |= {event for event in (one.graded, one.feedback) if event is not None}
            if one.rectification is not None:
                found |= {*one.rectification.events}
        return frozenset(found)

    def organ(self, organ: OrganId) -> Evaluated | None:
        """That organ in it."""
        return next((one for one in self.of if one.organ == organ), None)

    def changed(self, organ: OrganId, change: Callable[[Evaluated], Evaluated]) -> "Evaluation":
        """The same with that organ changed."""
        return replace(self, of=tuple(change(one) if one.organ == organ else one for one in self.of))


def evolve(state: Evaluation, event: EvaluationEvent) -> Evaluation:
    """*state* after *event*. Never judges: what is recorded happened."""
    match event:
        case EvaluationPlanned():
            return replace(state, planned=event, of=tuple(Evaluated(organ=organ) for organ in event.organs))
        case EvaluationSchemeSet():
            return replace(state, scheme=event)
        case AnswersCounted():
            return replace(state, counted=event)
        case ResultsReported():
            return replace(state, reported=(*state.reported, event))
        case ResultsCirculated():
            return replace(state, circulated=(*state.circulated, event))
        case EvaluationLeadRaised():
            return replace(state, leads=(*state.leads, event))
        case EvaluationClosed():
            return replace(state, closed=event)
        case _:
            return state.changed(event.organ, lambda one: _organ(one, event))


def _organ(one: Evaluated, event: EvaluationEvent) -> Evaluated:
    match event:
        case PanelAnswered(seat=seat):
            others = tuple(answer for answer in one.panel if answer.seat != seat)
            return replace(one, panel=(*others, event))
        case OrganGraded():
            return replace(one, graded=event)
        case FeedbackGiven(rectify_by=day):
            told = replace(one, feedback=event)
            if day is None or event.demands is None:
                return told
            order = Rectification(organ=event.organ, ordered_on=event.given_on, due_on=day, order=event.demands)
            return replace(told, rectification=order)
        case (
            EvaluationRectificationReported() | EvaluationRectificationPublished() | EvaluationRectificationJudged()
        ) if one.rectification is not None:
            return replace(one, rectification=one.rectification.after(event))
        case _:
            return one
