"""Sanctions before they are one decision: fixed act by act, and an earlier one that still runs."""

from domain.acts import done_before
from domain.deciding import refuse_if_any
from domain.proceedings.commands import FixSanction, NoteRunningSanction
from domain.proceedings.events import ProceedingEvent
from domain.proceedings.holding import established_by_evidence, evidence_is_in_file, evidence_is_usable
from domain.proceedings.review import investigation_is_concluded
from domain.proceedings.sanction_events import RunningSanctionNoted, SanctionFixed
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import (
    case_is_filed,
    is_open,
    no_decision_stands,
    officer_may_act,
    respondent_is_filed,
)
from domain.proceedings.state import Proceeding
from domain.refusal import Reason

MOST_MONTHS = 600


def act_is_alleged(proceeding: Proceeding, command: FixSanction, setting: ProceedingSetting) -> Reason | None:
    """An act is one of the allegations against the respondent's organ."""
    alleged = setting.case.allegation(command.allegation)
    if alleged is not None and alleged.organ == proceeding.organ:
        return None
    return Reason(rule="act-unknown", about=(str(command.allegation),))


def sanction_has_a_period(
    _: Proceeding, command: FixSanction | NoteRunningSanction, setting: ProceedingSetting
) -> Reason | None:
    """Only sanctions that some law ranks or gives a period are fixed one by one, and only those with a period run."""
    if command.measure is None:
        return None
    fixing = isinstance(command, FixSanction)
    known = {
        measure.code
        for book in setting.rulebooks
        for measure in book.measures
        if measure.term_months is not None or (fixing and book.ranking and measure.code in book.ranking.measures)
    }
    return None if command.measure in known else Reason(rule="sanction-unknown", about=(command.measure,))


def sanction_fits_the_respondent(
    proceeding: Proceeding, command: FixSanction, setting: ProceedingSetting
) -> Reason | None:
    """What the laws open for persons alone is not fixed for an organ, and the other way round."""
    open_for = {
        subject
        for book in setting.rulebooks
        for permitted in book.sets
        if command.measure in permitted.measures
        for subject in permitted.subjects
    }
    if not open_for or proceeding.subject.value in open_for:
        return None
    return Reason(rule="sanction-of-other-respondents", about=(str(command.measure),))


def running_is_whole(_: Proceeding, command: NoteRunningSanction, setting: ProceedingSetting) -> Reason | None:
    """A running sanction has the day of its decision, not after today, and its months; without one there is neither."""
    given = (command.measure, command.decided_on, command.months)
    if all(each is None for each in given):
        return None
    whole = command.measure and command.decided_on and command.decided_on <= setting.occasion.today
    if whole and command.months is not None and 1 <= command.months <= MOST_MONTHS:
        return None
    return Reason(rule="running-sanction-incomplete")


FIXING = (
    is_open,
    no_decision_stands,
    case_is_filed,
    respondent_is_filed,
    officer_may_act,
    investigation_is_concluded,
    act_is_alleged,
    sanction_has_a_period,
    sanction_fits_the_respondent,
)
NOTING = (
    is_open,
    no_decision_stands,
    case_is_filed,
    respondent_is_filed,
    officer_may_act,
    established_by_evidence,
    evidence_is_in_file,
    evidence_is_usable,
    running_is_whole,
    sanction_has_a_period,
)


def fix_sanction(
    proceeding: Proceeding, command: FixSanction, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """For one act; the latest stands."""
    refuse_if_any(FIXING, proceeding, command, setting)
    if done_before(proceeding.acts, command, SanctionFixed):
        return ()
    return (
        SanctionFixed(
            allegation=command.allegation,
            measure=command.measure,
            fixed_on=setting.occasion.today,
            reasons=command.reasons,
        ),
    )


def note_running_sanction(
    proceeding: Proceeding, command: NoteRunningSanction, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """What is noted goes before what earlier decisions of this deployment say."""
    refuse_if_any(NOTING, proceeding, command, setting)
    if done_before(proceeding.acts, command, RunningSanctionNoted):
        return ()
    return (
        RunningSanctionNoted(
            measure=command.measure,
            decided_on=command.decided_on,
            months=command.months,
            evidence=command.evidence,
            noted_on=setting.occasion.today,
            reasons=command.reasons,
        ),
    )
