"""The kinds of supervision instruments: how each begins, decides and finds breaches. One entry a kind, nothing else knows them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Protocol
from uuid import UUID

import msgspec

from application.actions import verb_of
from application.new_id import new_id
from application.streams import Kind
from domain.identity import BodyId, OrganId
from domain.recorded import Event, Recorded
from domain.reports.events import SourceKind
from domain.supervision.assessments import assessment
from domain.supervision.assessments.commands import PlanAssessment
from domain.supervision.breach import Breach
from domain.supervision.consultations import consultation
from domain.supervision.consultations.commands import StartConsultation
from domain.supervision.consultations.told import acting, told_to
from domain.supervision.duties import duty
from domain.supervision.duties.commands import PlaceDuty
from domain.supervision.evaluations import evaluation
from domain.supervision.evaluations.commands import PlanEvaluation
from domain.supervision.leads import LeadRaised
from domain.supervision.projects import project
from domain.supervision.projects.commands import RegisterProject
from domain.supervision.setting import SupervisionSetting


class Supervised(Protocol):
    """What the state of every instrument tells."""

    @property
    def body(self) -> BodyId | None:
        """The body that keeps it; None before it began."""
        ...

    @property
    def organs(self) -> tuple[OrganId, ...]:
        """The organs that it is about."""
        ...

    @property
    def leads(self) -> tuple[LeadRaised, ...]:
        """The leads that it yielded."""
        ...


class Instrument(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of instrument.

    ``begins`` is the command that begins one; it names the ``body`` that will keep it. ``source`` is the door by which its
    leads come in. ``breaches`` are those that stand on the day of the setting. ``stream`` is the id of the one that a
    command (or its form) begins: a new one, or the same for the same thing. ``addressed`` are the organs that take
    part in it by their own accounts, ``asking`` the one that would begin it by its own; ``acting`` is the organ for which a
    command of such an account is given, ``told_to`` what of its events it is told.
    """

    kind: Kind[Any]
    begins: type[msgspec.Struct]
    source: SourceKind
    decide: Callable[[Any, Any, SupervisionSetting], tuple[Event, ...]]
    breaches: Callable[[Any, SupervisionSetting], tuple[Breach, ...]]
    stream: Callable[[Any], UUID] = lambda _: new_id()
    addressed: Callable[[Any], tuple[OrganId, ...]] = lambda _: ()
    asking: Callable[[Any], tuple[OrganId, ...]] = lambda _: ()
    acting: Callable[[Any, Any], OrganId | None] = lambda _, __: None
    told_to: Callable[[Collection[OrganId], Iterable[Recorded[Any]]], Iterable[Recorded[Any]]] = lambda _, __: ()


INSTRUMENTS: Mapping[str, Instrument] = {
    one.kind.name: one
    for one in (
        Instrument(
            kind=Kind("consultation", consultation.Consultation(), consultation.evolve),
            begins=StartConsultation,
            source=SourceKind.RELEASE_COORDINATION,
            decide=consultation.decide,
            breaches=consultation.breaches,
            addressed=lambda state: state.organs,
            asking=lambda asked: (asked.releasing,),
            acting=acting,
            told_to=told_to,
        ),
        Instrument(
            kind=Kind("duty", duty.Duty(), duty.evolve),
            begins=PlaceDuty,
            source=SourceKind.PUBLICATION,
            decide=duty.decide,
            breaches=duty.breaches,
            stream=lambda asked: duty.duty_id(asked.body, asked.organ, asked.kind),
        ),
        Instrument(
            kind=Kind("project", project.Project(), project.evolve),
            begins=RegisterProject,
            source=SourceKind.PROJECT,
            decide=project.decide,
            breaches=project.breaches,
        ),
        Instrument(
            kind=Kind("assessment", assessment.Assessment(), assessment.evolve),
            begins=PlanAssessment,
            source=SourceKind.ASSESSMENT,
            decide=assessment.decide,
            breaches=assessment.breaches,
        ),
        Instrument(
            kind=Kind("evaluation", evaluation.Evaluation(), evaluation.evolve),
            begins=PlanEvaluation,
            source=SourceKind.SOCIAL_EVALUATION,
            decide=evaluation.decide,
            breaches=evaluation.breaches,
        ),
    )
}
"""Every kind, by the name of its streams."""

BEGINNINGS: Mapping[str, str] = {kind: f"{kind}.{verb_of(one.begins)}" for kind, one in INSTRUMENTS.items()}
"""The action that begins one of each kind."""
