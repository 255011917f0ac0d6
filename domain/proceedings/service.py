"""Service and announcement of the decision. Review clocks run from service, effect from the day of decision."""

from domain.acts import done_before
from domain.deciding import refuse_if_any
from domain.papers.use import served_paper_still_holds
from domain.proceedings.commands import AnnounceDecision, ServeDecision
from domain.proceedings.events import DecisionAnnounced, DecisionServed, ProceedingEvent, Subject
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import a_decision_stands, is_open, not_after_today, not_before, officer_may_act
from domain.proceedings.state import Proceeding
from domain.proceedings.terms import RESPONDENT, UNIT
from domain.refusal import Reason


def addressees(proceeding: Proceeding) -> tuple[str, ...]:
    """A person's decision is served on the person and on the unit, an organ's on the organ."""
    return (RESPONDENT,) if proceeding.subject is Subject.ORGAN else (RESPONDENT, UNIT)


def addressee_is_known(proceeding: Proceeding, command: ServeDecision, _: ProceedingSetting) -> Reason | None:
    """The decision goes to the respondent and to the unit."""
    return None if command.to in addressees(proceeding) else Reason(rule="addressee-unknown", about=(command.to,))


def served_once(proceeding: Proceeding, command: ServeDecision, setting: ProceedingSetting) -> Reason | None:
    """Clocks run from the service that counts first.

    Another one is recorded only where those on record have their effect on a later day (a public notice) and this one
    counts before it.
    """
    known = proceeding.decision.served if proceeding.decision is not None else ()
    days = [one.deemed_on for one in known if one.to == command.to]
    if not days:
        return None
    day = min(days)
    waits = all(one.served_on < one.deemed_on for one in known if one.to == command.to)
    if waits and setting.deemed_on(command.mode, command.served_on) < day:
        return None
    return Reason(rule="decision-already-served", about=(command.to, day.isoformat()))


def served_in_order(proceeding: Proceeding, command: ServeDecision, setting: ProceedingSetting) -> Reason | None:
    """Service lies between the decision and today."""
    decided = proceeding.decision.decided_on if proceeding.decision else None
    return not_after_today(command.served_on, setting) or not_before(command.served_on, decided)


def announced_in_order(proceeding: Proceeding, command: AnnounceDecision, setting: ProceedingSetting) -> Reason | None:
    """The announcement lies between the decision and today."""
    decided = proceeding.decision.decided_on if proceeding.decision else None
    return not_after_today(command.announced_on, setting) or not_before(command.announced_on, decided)


SERVING = (
    is_open,
    officer_may_act,
    a_decision_stands,
    addressee_is_known,
    served_once,
    served_in_order,
    served_paper_still_holds,
)
ANNOUNCING = (is_open, officer_may_act, a_decision_stands, announced_in_order)


def serve_decision(
    proceeding: Proceeding, command: ServeDecision, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """The decision reached one of its addressees."""
    known = proceeding.decision.served if proceeding.decision is not None else ()
    same = any((one.to, one.mode, one.served_on) == (command.to, command.mode, command.served_on) for one in known)
    if same and done_before(proceeding.acts, command, DecisionServed):
        return ()
    refuse_if_any(SERVING, proceeding, command, setting)
    return (
        DecisionServed(
            to=command.to,
            mode=command.mode,
            served_on=command.served_on,
            deemed_on=setting.deemed_on(command.mode, command.served_on),
            proof=command.proof,
            opinion=command.opinion,
        ),
    )


def announce(
    proceeding: Proceeding, command: AnnounceDecision, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """The decision was announced within its scope; service does not replace it."""
    refuse_if_any(ANNOUNCING, proceeding, command, setting)
    announced = proceeding.decision is not None and proceeding.decision.announced
    if announced and done_before(proceeding.acts, command, DecisionAnnounced):
        return ()
    return (DecisionAnnounced(announced_on=command.announced_on, scope=command.scope),)
