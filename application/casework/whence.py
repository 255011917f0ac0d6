"""What an act would tell of whoever reported, and how a case learns who stands aside because of them."""

from collections.abc import Iterable

from domain.cases.case import Case, CaseSetting, decide, evolve
from domain.cases.commands import RaiseRecusal
from domain.cases.events import CaseEvent, RecusalGround, RecusalRaised, RecusalSource
from domain.identity import ActorId, RecusalId
from domain.recorded import Event
from domain.reports.events import OfficerKeptAway, OutcomeRated


def tells_whence(event: Event) -> bool:
    """Whether who did it would tell who reported: other doubts come from whoever knows the reporter, among others."""
    return isinstance(event, RecusalRaised) and event.ground is RecusalGround.OTHER


def is_of_the_reporter(event: Event) -> bool:
    """Whether it is told to those alone who know the reporter: any other reader would learn whom to look for."""
    return isinstance(event, OfficerKeptAway)


def is_of_the_follow_up(event: Event) -> bool:
    """Whether it is told to those alone who follow the report up, as its reporter is promised: nobody who investigates needs it."""
    return isinstance(event, OutcomeRated)


def raising(recusal: RecusalId, officer: ActorId) -> RaiseRecusal:
    """The request in the case, as one of the body's own motion, in words that fit any: not whence it came."""
    return RaiseRecusal(recusal=recusal, officer=officer, ground=RecusalGround.OTHER, source=RecusalSource.BODY)


def raised_in(
    case: Case, kept_away: Iterable[tuple[RecusalId, ActorId]], setting: CaseSetting
) -> tuple[CaseEvent, ...]:
    """What *case* records of those who stood aside from its reports; of whoever stands aside in it already nothing."""
    found: list[CaseEvent] = []
    for recusal, officer in kept_away:
        if not case.stands_aside(officer):
            for event in decide(case, raising(recusal, officer), setting):
                found.append(event)
                case = evolve(case, event)
    return tuple(found)
