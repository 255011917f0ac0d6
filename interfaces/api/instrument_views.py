"""What each kind of supervision instrument is shown as: its state, and what the law makes of it today."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from application.casework.reading import Opened
from domain.citation import Citation
from domain.document import DocumentRef
from domain.identity import OrganId, ReportId
from domain.rulebook.labels import Label
from domain.supervision.assessments.events import GradedOrgan
from domain.supervision.assessments.standing import missing, results
from domain.supervision.assessments.state import Assessment
from domain.supervision.consultations.standing import OrganStands, answers
from domain.supervision.consultations.state import Consultation
from domain.supervision.duties.events import Check, DutyPlaced, Observed
from domain.supervision.duties.standing import ItemStands, items
from domain.supervision.duties.state import Duty
from domain.supervision.evaluations.standing import by_standard, kind_of, scores, written
from domain.supervision.evaluations.state import Evaluation
from domain.supervision.projects.standing import GateStands, ReportStands, gates, reports
from domain.supervision.projects.state import Project
from domain.supervision.setting import SupervisionSetting


class BreachShown(msgspec.Struct, frozen=True, kw_only=True):
    """A breach that stands today. ``id`` is what a lead is made of; ``reports`` are its leads, once made.

    ``label`` and ``provisions`` are those of the edition in force on the first day; both are empty where none was, and
    then no lead can be made. ``sanctions`` false: that text has no liability clause, another instrument must. ``alike``
    are reports that may be about the same facts and have to be answered before a lead is made; ``unsaid`` those about the
    same organ that came since then and do not say what they are about: a weaker hint, answered at once.
    """

    id: str
    instrument: str
    provision: str
    label: Label | None
    provisions: tuple[Citation, ...]
    sanctions: bool
    organs: tuple[OrganId, ...]
    since: date
    evidence: tuple[DocumentRef, ...]
    reports: tuple[ReportId, ...]
    alike: tuple[ReportId, ...]
    unsaid: tuple[ReportId, ...] = ()


class ConsultationView(msgspec.Struct, frozen=True, kw_only=True):
    """A consultation as its body sees it. ``answers``: how each organ asked stands today.

    An organ that was asked sees what is addressed to it and its own answer, no other's, and no breaches.
    """

    id: UUID
    version: int
    consultation: Consultation
    answers: tuple[OrganStands, ...]
    breaches: tuple[BreachShown, ...]


class DutyView(msgspec.Struct, frozen=True, kw_only=True):
    """A duty as its body sees it. ``items``: each item under every rule that may govern it, with both last days."""

    id: UUID
    version: int
    placed: DutyPlaced
    ended_on: date | None
    items: tuple[ItemStands, ...]
    checks: tuple[Check, ...]
    titles: dict[UUID, DocumentRef]
    breaches: tuple[BreachShown, ...]


class ProjectView(msgspec.Struct, frozen=True, kw_only=True):
    """A project as its body sees it: each gate with what is missing and what the text attaches, each report that is due."""

    id: UUID
    version: int
    project: Project
    gates: tuple[GateStands, ...]
    reports: tuple[ReportStands, ...]
    breaches: tuple[BreachShown, ...]


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """What the text joins to a grade and nobody has done yet."""

    organ: OrganId
    measure: str


class AssessmentView(msgspec.Struct, frozen=True, kw_only=True):
    """An assessment as its body sees it. ``results``: the approved grades; before, what the scores would give today."""

    id: UUID
    version: int
    assessment: Assessment
    results: tuple[GradedOrgan, ...]
    missing: tuple[Missing, ...]
    breaches: tuple[BreachShown, ...]


class Suggested(msgspec.Struct, frozen=True, kw_only=True):
    """The score of an organ out of 100, and the grade that the stated standard gives. ``public`` and ``panel`` are the parts of which
    it is made; of which there is none the other one is the whole.
    """

    organ: OrganId
    score: str
    public: str | None
    panel: str | None
    by_standard: str


class EvaluationView(msgspec.Struct, frozen=True, kw_only=True):
    """A social evaluation as its body sees it. ``answering``: whether the public can answer today."""

    id: UUID
    version: int
    evaluation: Evaluation
    answering: bool
    suggested: tuple[Suggested, ...]
    breaches: tuple[BreachShown, ...]


class View(msgspec.Struct, frozen=True, kw_only=True):
    """How one kind is shown."""

    struct: type[msgspec.Struct]
    shown: Callable[[Opened[Any], SupervisionSetting, tuple[BreachShown, ...]], msgspec.Struct]


def _consultation(opened: Opened[Any], setting: SupervisionSetting, found: tuple[BreachShown, ...]) -> ConsultationView:
    return ConsultationView(
        id=opened.id,
        version=opened.version,
        consultation=opened.state,
        answers=answers(opened.state, setting.occasion.today, setting),
        breaches=found,
    )


def _duty(opened: Opened[Any], setting: SupervisionSetting, found: tuple[BreachShown, ...]) -> DutyView:
    state: Duty = opened.state
    if state.placed is None:
        raise AssertionError  # a duty begins with its placing
    known: tuple[Observed | Check, ...] = (*state.items.values(), *state.checks.values())
    return DutyView(
        id=opened.id,
        version=opened.version,
        placed=state.placed,
        ended_on=state.ended_on,
        items=items(state, setting),
        checks=tuple(sorted(state.checks.values(), key=lambda check: (check.checked_on, check.item))),
        titles={one.item: one.title for one in known if one.title is not None},
        breaches=found,
    )


def _project(opened: Opened[Any], setting: SupervisionSetting, found: tuple[BreachShown, ...]) -> ProjectView:
    return ProjectView(
        id=opened.id,
        version=opened.version,
        project=opened.state,
        gates=gates(opened.state, setting),
        reports=reports(opened.state, setting),
        breaches=found,
    )


def _assessment(opened: Opened[Any], setting: SupervisionSetting, found: tuple[BreachShown, ...]) -> AssessmentView:
    state: Assessment = opened.state
    done = state.approved.results if state.approved is not None else results(state, setting.occasion.today, setting)
    return AssessmentView(
        id=opened.id,
        version=opened.version,
        assessment=state,
        results=done,
        missing=tuple(Missing(organ=organ, measure=measure) for organ, measure in missing(state, setting)),
        breaches=found,
    )


def _evaluation(opened: Opened[Any], setting: SupervisionSetting, found: tuple[BreachShown, ...]) -> EvaluationView:
    state: Evaluation = opened.state
    kind, scored = kind_of(state, setting), []
    for organ in state.organs:
        got = scores(state, organ)
        if got is not None and kind is not None and state.scheme is not None:
            given = by_standard(got.whole, state.scheme.standard, kind)
            public, panel = (None if part is None else written(part) for part in (got.public, got.panel))
            whole = written(got.whole)
            scored.append(Suggested(organ=organ, score=whole, public=public, panel=panel, by_standard=given))
    return EvaluationView(
        id=opened.id,
        version=opened.version,
        evaluation=state,
        answering=state.takes_answers(setting.occasion.today),
        suggested=tuple(scored),
        breaches=found,
    )


VIEWS: Mapping[str, View] = {
    "consultation": View(struct=ConsultationView, shown=_consultation),
    "duty": View(struct=DutyView, shown=_duty),
    "project": View(struct=ProjectView, shown=_project),
    "assessment": View(struct=AssessmentView, shown=_assessment),
    "evaluation": View(struct=EvaluationView, shown=_evaluation),
}
"""By kind of stream."""
