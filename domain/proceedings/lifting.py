"""The period of a sanction and its end. What the person did in it is said by somebody, never supposed."""

from datetime import date

from domain.acts import done_before
from domain.calendar.calendar import Calendar
from domain.calendar.rules import DeadlineRules, deadline_under
from domain.deciding import refuse_if_any
from domain.procedure.lifting import LiftedBy
from domain.procedure.profile import Profile
from domain.proceedings.commands import LiftSanction
from domain.proceedings.competence import body_is_established, competent_body_acts
from domain.proceedings.events import ProceedingEvent
from domain.proceedings.sanction_events import LiftingWithheld, SanctionLifted
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import a_decision_stands, officer_may_act, was_opened
from domain.proceedings.state import Decision, Proceeding
from domain.proceedings.terms import Conduct
from domain.refusal import Reason


def period_ends(
    decision: Decision, measure: str, profile: Profile, deadlines: DeadlineRules, calendar: Calendar
) -> date | None:
    """The last day of the period of *measure*, which runs from the day on which the decision was made; None where it has none."""
    rule = profile.periods.get(measure) if measure in decision.handling.measures else None
    return None if rule is None else deadline_under(deadlines.rule(rule), decision.effective_on, calendar).due


def _ends(proceeding: Proceeding, command: LiftSanction, setting: ProceedingSetting) -> date | None:
    if proceeding.decision is None:
        return None
    return period_ends(proceeding.decision, command.measure, setting.profile, setting.deadlines, setting.calendar)


def sanction_was_decided(proceeding: Proceeding, command: LiftSanction, _: ProceedingSetting) -> Reason | None:
    """Only what was decided, as varied on review, is lifted."""
    if proceeding.decision is None or command.measure in proceeding.decision.handling.measures:
        return None
    return Reason(rule="measure-not-decided", about=(command.measure,))


def measure_has_a_period(proceeding: Proceeding, command: LiftSanction, setting: ProceedingSetting) -> Reason | None:
    """Where the instrument gives a measure no period there is nothing to lift, and none is made up."""
    decision = proceeding.decision
    if decision is None or command.measure not in decision.handling.measures:
        return None
    if command.measure in setting.profile.periods:
        return None
    return Reason(rule="measure-without-period", about=(command.measure,))


def period_is_over(proceeding: Proceeding, command: LiftSanction, setting: ProceedingSetting) -> Reason | None:
    """Nothing is lifted while the period runs; its last day belongs to it."""
    ends = _ends(proceeding, command, setting)
    if ends is None or ends < setting.occasion.today:
        return None
    return Reason(rule="period-still-runs", about=(ends.isoformat(),))


def lifting_is_provided_for(proceeding: Proceeding, command: LiftSanction, setting: ProceedingSetting) -> Reason | None:
    """Some text says how it ends: by itself, by a decision, by the unit."""
    ends = _ends(proceeding, command, setting)
    if ends is None or setting.profile.lifting_on(ends) is not None:
        return None
    return Reason(rule="lifting-unsettled", about=(ends.isoformat(),))


def is_not_lifted(proceeding: Proceeding, command: LiftSanction, _: ProceedingSetting) -> Reason | None:
    """What was lifted stays so."""
    if all(one.measure != command.measure for one in proceeding.lifted):
        return None
    return Reason(rule="sanction-already-lifted", about=(command.measure,))


LIFTING = (
    was_opened,
    officer_may_act,
    a_decision_stands,
    body_is_established,
    competent_body_acts,
    sanction_was_decided,
    measure_has_a_period,
    is_not_lifted,
    period_is_over,
    lifting_is_provided_for,
)
"""Also in a closed file: the period outlasts what else is to be done."""


def lift(proceeding: Proceeding, command: LiftSanction, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """What the person's conduct in the period leads to: the sanction is lifted, or it is on record why it is not."""
    decision, today = proceeding.decision, setting.occasion.today
    for kind in (SanctionLifted, LiftingWithheld):
        standing = proceeding.lifted or proceeding.withheld
        if standing and done_before(proceeding.acts, command, kind):
            return ()
    refuse_if_any(LIFTING, proceeding, command, setting)
    ends = _ends(proceeding, command, setting)
    lifting = setting.profile.lifting_on(ends) if ends is not None else None
    if decision is None or ends is None or lifting is None:  # the rules above refuse it
        return ()
    if command.conduct is not Conduct.REPENTED:
        return (
            LiftingWithheld(
                decision=decision.number,
                measure=command.measure,
                conduct=command.conduct,
                ended_on=ends,
                withheld_on=today,
                document=command.document,
            ),
        )
    return (
        SanctionLifted(
            decision=decision.number,
            measure=command.measure,
            conduct=command.conduct,
            ended_on=ends,
            how=lifting.how,
            lifted_on=ends if lifting.how is LiftedBy.ITSELF else today,
            noted_on=today,
            document=command.document,
        ),
    )
