"""What carrying out leaves in the state of a proceeding."""

from typing import TypeVar

from msgspec.structs import replace

from domain.proceedings.events import MeasureCarriedOut
from domain.proceedings.execution_events import FormalityRecorded, MeasuresNotCarriedOut, PayChangeExtended
from domain.proceedings.state import Proceeding

T = TypeVar("T")

Executed = MeasureCarriedOut | MeasuresNotCarriedOut | PayChangeExtended | FormalityRecorded


def executed(proceeding: Proceeding, event: Executed) -> Proceeding:
    """The proceeding after *event*. Where no decision stands only what is asked for no longer changes."""
    decision = proceeding.decision
    if decision is None:
        fell_away = event.lapsed if isinstance(event, MeasuresNotCarriedOut) else ()
        return replace(proceeding, lapsed=_union(proceeding.lapsed, fell_away))
    match event:
        case MeasureCarriedOut(measure=measure, accepted_on=accepted_on):
            accepted = decision.accepted if accepted_on is None else _with(decision.accepted, measure)
            changed = replace(
                decision,
                carried_out=_with(decision.carried_out, measure),
                accepted=accepted,
                impeded=tuple(one for one in decision.impeded if one != measure),  # it was done after all
            )
        case MeasuresNotCarriedOut(measures=measures, lapsed=lapsed):
            changed = replace(
                decision, impeded=_union(decision.impeded, measures), lapsed=_union(decision.lapsed, lapsed)
            )
        case PayChangeExtended(measure=measure, until=until):
            due = tuple(replace(one, until=until) if one.measure == measure else one for one in decision.pay_changes)
            changed = replace(decision, pay_changes=due)
        case FormalityRecorded(lifting=str()):
            return proceeding  # of the lifting, not of the decision
        case FormalityRecorded(formality=formality):
            changed = replace(decision, formalities=_with(decision.formalities, formality))
    return replace(proceeding, decision=changed)


def _with(known: tuple[T, ...], one: T) -> tuple[T, ...]:
    return _union(known, (one,))


def _union(known: tuple[T, ...], more: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*known, *more)))
