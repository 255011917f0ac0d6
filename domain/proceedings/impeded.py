"""What was decided and cannot be carried out: said with its ground, so that the matter can end without a record that is untrue."""

from domain.acts import done_before
from domain.deciding import refuse_if_any
from domain.procedure.execution import Need
from domain.procedure.impediment import Impediment, Lapse
from domain.procedure.profile import Profile
from domain.proceedings.competence import competent_body_acts
from domain.proceedings.events import ProceedingEvent
from domain.proceedings.execution_commands import RecordNotCarriedOut
from domain.proceedings.execution_events import MeasuresNotCarriedOut
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import a_decision_stands, is_open, not_after_today, not_before, officer_may_act
from domain.proceedings.state import Proceeding
from domain.proceedings.terms import RESPONDENT
from domain.refusal import Reason


def unfinished(proceeding: Proceeding, profile: Profile) -> tuple[str, ...]:
    """Measures that were not carried out, not accepted or not checked where that is needed, and can still be."""
    decision = proceeding.decision
    if decision is None:
        return ()
    unchecked = proceeding.rectification is None
    return tuple(
        code
        for code in decision.handling.measures
        if code not in decision.impeded
        and (
            code not in decision.carried_out
            or (code not in decision.accepted and profile.needs(code, Need.ACCEPTANCE))
            or (unchecked and profile.needs(code, Need.RECTIFICATION))
        )
    )


def something_stands_or_waits(
    proceeding: Proceeding, command: RecordNotCarriedOut, setting: ProceedingSetting
) -> Reason | None:
    """There is a decision; or one fell, and what an appeal came to is still to be served on somebody who is no more."""
    known = _impediment(proceeding, command, setting)
    if proceeding.decision is not None or (known is not None and _outcome_lapses(command, known, setting)):
        return None
    if proceeding.ended:
        return Reason(rule="nothing-impeded")
    return a_decision_stands(proceeding, command, setting)


def impediment_is_known(
    proceeding: Proceeding, command: RecordNotCarriedOut, setting: ProceedingSetting
) -> Reason | None:
    """The impediment is one that the profile knows for such a respondent."""
    if _impediment(proceeding, command, setting) is not None:
        return None
    return Reason(rule="impediment-unknown", about=(command.impediment,))


def reached_the_respondent(
    proceeding: Proceeding, command: RecordNotCarriedOut, setting: ProceedingSetting
) -> Reason | None:
    """What was never served is not refused; only an impediment that stands against service itself comes before it."""
    known, decision = _impediment(proceeding, command, setting), proceeding.decision
    if known is None or decision is None or Lapse.SERVICE in known.lapses:
        return None
    return None if decision.served_to(RESPONDENT) is not None else Reason(rule="decision-not-served")


def something_falls_away(
    proceeding: Proceeding, command: RecordNotCarriedOut, setting: ProceedingSetting
) -> Reason | None:
    """The measure was decided, is not done, and the impediment stands against it."""
    known, decision = _impediment(proceeding, command, setting), proceeding.decision
    if known is None or decision is None:
        return None
    if command.measure is not None and command.measure not in decision.handling.measures:
        return Reason(rule="measure-not-decided", about=(command.measure,))
    if command.measure is not None and not known.stands_against(command.measure):
        return Reason(rule="impediment-does-not-fit", about=(known.code, command.measure))
    if not _nothing_left(proceeding, command, setting):
        return None
    return Reason(rule="nothing-impeded", about=() if command.measure is None else (command.measure,))


def arose_in_order(proceeding: Proceeding, command: RecordNotCarriedOut, setting: ProceedingSetting) -> Reason | None:
    """It came about by today; a refusal not before the respondent knew of the decision."""
    known, decision = _impediment(proceeding, command, setting), proceeding.decision
    late = not_after_today(command.arose_on, setting)
    if late is not None or known is None or decision is None or not known.new_lead:
        return late
    return not_before(command.arose_on, decision.served_to(RESPONDENT))


def was_due(proceeding: Proceeding, command: RecordNotCarriedOut, setting: ProceedingSetting) -> Reason | None:
    """Nobody refuses what there is still time to do: until its day, and on the day of service, which is not counted."""
    known, decision = _impediment(proceeding, command, setting), proceeding.decision
    if known is None or decision is None or not known.new_lead:
        return None
    asked, served = _measures(proceeding, command, setting), decision.served_to(RESPONDENT)
    early = tuple(
        one.measure
        for one in decision.measures
        if one.measure in asked and (last := one.due_on or served) is not None and last >= command.arose_on
    )
    return Reason(rule="refused-before-due", about=early) if early else None


def is_approved(proceeding: Proceeding, command: RecordNotCarriedOut, setting: ProceedingSetting) -> Reason | None:
    """Where the profile asks for it, somebody above agreed in writing."""
    known = _impediment(proceeding, command, setting)
    if known is None or not known.approval or command.approval is not None:
        return None
    return Reason(rule="impediment-not-approved", about=(known.code,))


RECORDING = (
    is_open,
    officer_may_act,
    competent_body_acts,
    something_stands_or_waits,
    impediment_is_known,
    reached_the_respondent,
    something_falls_away,
    arose_in_order,
    was_due,
    is_approved,
)


def record_not_carried_out(
    proceeding: Proceeding, command: RecordNotCarriedOut, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """Nobody waits for these measures any longer. A breach that lies in it becomes a report in the same append."""
    if _nothing_left(proceeding, command, setting) and done_before(proceeding.acts, command, MeasuresNotCarriedOut):
        return ()
    refuse_if_any(RECORDING, proceeding, command, setting)
    known = _impediment(proceeding, command, setting)
    return (
        MeasuresNotCarriedOut(
            measure=command.measure,
            measures=_measures(proceeding, command, setting),
            impediment=command.impediment,
            arose_on=command.arose_on,
            recorded_on=setting.occasion.today,
            document=command.document,
            approval=command.approval,
            lapsed=known.lapses if known is not None else (),
        ),
    )


def _impediment(proceeding: Proceeding, command: RecordNotCarriedOut, setting: ProceedingSetting) -> Impediment | None:
    return setting.profile.impediment(command.impediment, proceeding.subject.value)


def _measures(proceeding: Proceeding, command: RecordNotCarriedOut, setting: ProceedingSetting) -> tuple[str, ...]:
    """The measures that the command settles."""
    known = _impediment(proceeding, command, setting)
    left = unfinished(proceeding, setting.profile)
    return tuple(
        code for code in left if command.measure in {None, code} and known is not None and known.stands_against(code)
    )


def _nothing_left(proceeding: Proceeding, command: RecordNotCarriedOut, setting: ProceedingSetting) -> bool:
    """Whether the decision that stands would be the same after it: no measure is settled, nothing else falls away."""
    known, decision = _impediment(proceeding, command, setting), proceeding.decision
    if known is None or _measures(proceeding, command, setting):
        return False
    lapsed = proceeding.lapsed if decision is None else decision.lapsed
    return command.measure is not None or set(known.lapses) <= set(lapsed)


def _outcome_lapses(command: RecordNotCarriedOut, known: Impediment, setting: ProceedingSetting) -> bool:
    return command.measure is None and Lapse.SERVICE in known.lapses and bool(setting.unserved)
