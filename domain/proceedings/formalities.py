"""Beside the carrying out of each measure: more time for a change of rank and pay, copies and filing of the decision."""

from datetime import date

from domain.acts import done_before
from domain.calendar.deadline import deadline
from domain.deciding import Setting, refuse_if_any
from domain.procedure.execution import Need
from domain.procedure.impediment import Lapse
from domain.procedure.profile import Profile
from domain.proceedings.events import ProceedingEvent
from domain.proceedings.execution_commands import ExtendPayChange, RecordFormality
from domain.proceedings.execution_events import FormalityRecorded, PayChangeExtended
from domain.proceedings.sanction_events import SanctionLifted
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import (
    a_decision_stands,
    is_open,
    not_after_today,
    not_before,
    officer_may_act,
    was_opened,
)
from domain.proceedings.state import PayChange, Proceeding
from domain.proceedings.terms import Formality, Subject
from domain.refusal import Reason

OF_A_PERSON = {Formality.PERSONAL_FILE: Need.PERSONAL_FILE, Formality.AUTHORITY_FILING: Need.AUTHORITY_FILING}
"""Formalities that only a person's decision knows, with what in the profile asks for each."""

LAPSING = {Formality.PERSONAL_FILE: Lapse.PERSONAL_FILE, Formality.AUTHORITY_FILING: Lapse.AUTHORITY_FILING}
"""With what each falls away where a decision cannot be carried out."""


def pay_change_runs(proceeding: Proceeding, command: ExtendPayChange, setting: ProceedingSetting) -> Reason | None:
    """Time is extended of a change that the text asks for within a time, and that was not made yet."""
    if proceeding.decision is None or _running(proceeding, command.measure, setting) is not None:
        return None
    return Reason(rule="pay-change-not-running", about=(command.measure,))


def pay_change_lengthens(proceeding: Proceeding, command: ExtendPayChange, setting: ProceedingSetting) -> Reason | None:
    """It ends after the time that it extends."""
    ends = _last_day(proceeding, command.measure, setting)
    if ends is None or command.until > ends:
        return None
    return Reason(rule="pay-change-not-longer", about=(ends.isoformat(),))


def pay_change_keeps_the_cap(
    proceeding: Proceeding, command: ExtendPayChange, setting: ProceedingSetting
) -> Reason | None:
    """No extension goes beyond the longest time that the profile gives."""
    running, cap = _running(proceeding, command.measure, setting), setting.profile.settings.pay_change_cap
    if running is None or cap is None:
        return None
    longest = deadline(cap.period, running.since, setting.calendar).due
    return Reason(rule="pay-change-over-cap", about=(longest.isoformat(),)) if command.until > longest else None


def pay_change_is_not_late(
    proceeding: Proceeding, command: ExtendPayChange, setting: ProceedingSetting
) -> Reason | None:
    """Time is extended while it runs; what has ended is overdue, and shown as such."""
    ends = _last_day(proceeding, command.measure, setting)
    if ends is None or setting.occasion.today <= ends:
        return None
    return Reason(rule="pay-change-late", about=(ends.isoformat(),))


def formality_is_of_a_person(proceeding: Proceeding, command: RecordFormality, _: ProceedingSetting) -> Reason | None:
    """An organ has no personal file and is not under the civil-service authority."""
    if proceeding.subject is Subject.PERSON or command.formality not in OF_A_PERSON:
        return None
    return Reason(rule="formality-of-a-person", about=(command.formality.value,))


def formality_in_order(proceeding: Proceeding, command: RecordFormality, setting: ProceedingSetting) -> Reason | None:
    """Done after the decision, or after the lifting where it is that of a lifting, and by today."""
    decided = proceeding.decision.decided_on if proceeding.decision else None
    lifted = _lifted(proceeding, command)
    since = lifted.noted_on if lifted is not None else decided
    return not_after_today(command.done_on, setting) or not_before(command.done_on, since)


def is_open_or_lifted(proceeding: Proceeding, command: RecordFormality, setting: ProceedingSetting) -> Reason | None:
    """The decision is put on file before its file is closed; a sanction is lifted long after."""
    if command.lifting is None:
        return is_open(proceeding, command, setting)
    return was_opened(proceeding, command, setting)


def lifting_is_on_record(proceeding: Proceeding, command: RecordFormality, _: ProceedingSetting) -> Reason | None:
    """What was lifted by a decision can be put on file; its execution is nobody's to report."""
    if command.lifting is None or proceeding.decision is None:
        return None
    if command.formality is Formality.EXECUTION_REPORT:
        return Reason(rule="formality-not-of-a-lifting", about=(command.formality.value,))
    return None if _lifted(proceeding, command) is not None else Reason(rule="not-lifted", about=(command.lifting,))


def was_put_on_file(proceeding: Proceeding, _: object, setting: Setting) -> Reason | None:
    """The copy is in the person's file, where the text asks for it under one of the measures."""
    if _kept(proceeding, Formality.PERSONAL_FILE, setting.profile):
        return None
    return Reason(rule="personal-file-outstanding")


def was_filed_with_the_authority(proceeding: Proceeding, _: object, setting: Setting) -> Reason | None:
    """The decision was filed with the civil-service authority, where the text asks for it under one of the measures."""
    if _kept(proceeding, Formality.AUTHORITY_FILING, setting.profile):
        return None
    return Reason(rule="authority-filing-outstanding")


EXTENDING = (
    is_open,
    officer_may_act,
    a_decision_stands,
    pay_change_runs,
    pay_change_lengthens,
    pay_change_keeps_the_cap,
    pay_change_is_not_late,
)
RECORDING = (
    is_open_or_lifted,
    officer_may_act,
    a_decision_stands,
    formality_is_of_a_person,
    lifting_is_on_record,
    formality_in_order,
)


def extend_pay_change(
    proceeding: Proceeding, command: ExtendPayChange, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """More time for the change of rank and pay; never more than the text allows."""
    running = _running(proceeding, command.measure, setting)
    same = running is not None and running.until == command.until
    if same and done_before(proceeding.acts, command, PayChangeExtended):
        return ()
    refuse_if_any(EXTENDING, proceeding, command, setting)
    today = setting.occasion.today
    return (PayChangeExtended(measure=command.measure, until=command.until, extended_on=today, ground=command.ground),)


def record_formality(
    proceeding: Proceeding, command: RecordFormality, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """The decision was put on file, filed or reported on. A later entry of one kind stands beside the earlier."""
    refuse_if_any(RECORDING, proceeding, command, setting)
    decision = proceeding.decision
    known = command.lifting is not None or (decision is not None and command.formality in decision.formalities)
    if known and done_before(proceeding.acts, command, FormalityRecorded):
        return ()
    return (
        FormalityRecorded(
            formality=command.formality, done_on=command.done_on, proof=command.proof, lifting=command.lifting
        ),
    )


def _kept(proceeding: Proceeding, formality: Formality, profile: Profile) -> bool:
    """Whether *formality* was recorded of the decision that stands, or is not asked for, or no longer."""
    decision = proceeding.decision
    if decision is None or formality in decision.formalities or LAPSING[formality] in decision.lapsed:
        return True
    return not any(profile.needs(measure, OF_A_PERSON[formality]) for measure in decision.handling.measures)


def _lifted(proceeding: Proceeding, command: RecordFormality) -> SanctionLifted | None:
    """The lifting that *command* is about; None where it is about the decision, or nothing was lifted."""
    return next((one for one in proceeding.lifted if one.measure == command.lifting), None)


def _running(proceeding: Proceeding, measure: str, setting: ProceedingSetting) -> PayChange | None:
    """The change under *measure* for which time runs; None where none is asked for, or it was made or cannot be."""
    decision, profile = proceeding.decision, setting.profile
    asked = profile.needs(measure, Need.PAY_CHANGE) and profile.settings.pay_change_period is not None
    if decision is None or not asked or measure in (*decision.carried_out, *decision.impeded):
        return None
    return next((one for one in decision.pay_changes if one.measure == measure), None)


def _last_day(proceeding: Proceeding, measure: str, setting: ProceedingSetting) -> date | None:
    running, period = _running(proceeding, measure, setting), setting.profile.settings.pay_change_period
    if running is None or period is None:
        return None
    return running.until or deadline(period.period, running.since, setting.calendar).due
