"""The decision: a person decides for the competent body, after notice and hearing, within what was notified."""

from domain.cases.time_to_decide import last_day
from domain.deciding import refuse_if_any
from domain.papers.use import APPROVED_PAPER
from domain.procedure.track import Certainty
from domain.proceedings.adverse import adverse_facts, statutory_orders
from domain.proceedings.apart import decider_did_not_review, nobody_handled_an_appeal
from domain.proceedings.case_file import investigated
from domain.proceedings.commands import Decide
from domain.proceedings.competence import COMPETENT
from domain.proceedings.consents import consents_are_given
from domain.proceedings.events import DecisionMade, Outcome, ProceedingEvent, SuspensionEnded
from domain.proceedings.facts import made_on
from domain.proceedings.handling import added
from domain.proceedings.hearing import UNHEARD_OUTCOMES, was_heard
from domain.proceedings.measures import HANDLING, incomplete, intended
from domain.proceedings.resting import no_recusal_is_pending, reviewed_as_it_stands, those_present_were_free
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import (
    case_is_filed,
    is_open,
    no_decision_stands,
    officer_may_act,
    respondent_is_filed,
)
from domain.proceedings.state import Proceeding
from domain.recommendation.against import departure
from domain.refusal import Reason, Refused


def not_heavier_than_notified(proceeding: Proceeding, command: Decide, setting: ProceedingSetting) -> Reason | None:
    """The decision stays within what the respondent was told and could answer."""
    if proceeding.notice is None:
        return None
    heavier = added(intended(command), proceeding.notice.handling, statutory_orders(setting.rulebooks))
    return Reason(rule="heavier-than-notified", about=heavier) if heavier else None


def findings_were_notified(proceeding: Proceeding, command: Decide, setting: ProceedingSetting) -> Reason | None:
    """No fact is held against the respondent that the notice did not name."""
    notice = proceeding.notice
    if notice is None or command.outcome in UNHEARD_OUTCOMES:
        return None
    told, adverse = notice.findings, adverse_facts(setting.rulebooks)
    untold = tuple(f"{allegation}/{fact}" for allegation, fact in command.findings if (allegation, fact) not in told)
    untold += tuple(code for code in proceeding.held if code not in notice.held and code in adverse)
    return Reason(rule="finding-not-notified", about=untold) if untold else None


def was_deliberated(proceeding: Proceeding, _: Decide, __: ProceedingSetting) -> Reason | None:
    """The leaders discussed the matter together, after the hearing."""
    return Reason(rule="not-deliberated") if proceeding.deliberation is None else None


def follows_the_resolution(proceeding: Proceeding, command: Decide, _: ProceedingSetting) -> Reason | None:
    """Whoever signs decides what the leaders resolved."""
    resolved = proceeding.deliberation.resolved if proceeding.deliberation else None
    if resolved is None:
        return None
    ours = intended(command)
    if resolved.outcome is ours.outcome and set(resolved.measures) == set(ours.measures):
        return None
    return Reason(rule="differs-from-deliberation", about=(resolved.outcome.value, *resolved.measures))


def decider_did_not_investigate(_: Proceeding, __: Decide, setting: ProceedingSetting) -> Reason | None:
    """Whoever investigated does not decide."""
    actor = setting.occasion.actor
    if actor not in investigated(setting.case):
        return None
    return Reason(rule="decider-investigated", about=(str(actor),))


def number_is_new(proceeding: Proceeding, command: Decide, setting: ProceedingSetting) -> Reason | None:
    """A body uses a document number once in a year, and never twice for one respondent."""
    used = command.number in proceeding.numbers or setting.number_taken
    return Reason(rule="number-used", about=(command.number,)) if used else None


def departure_is_reasoned(_: Proceeding, command: Decide, setting: ProceedingSetting) -> Reason | None:
    """Departing from what the body's own policy suggests is allowed, with reasons; only then are there any.

    Reasons for departing are what the decision is counted by: one that follows the suggestion, or has none to follow,
    takes none.
    """
    if setting.advice is None:
        return None
    ours = intended(command)
    departed = departure(setting.advice.recommendation, ours.measures, ours.outcome.value)
    if departed is None:
        return Reason(rule="nothing-departed-from") if command.departure is not None else None
    return Reason(rule="departure-without-reasons", about=departed.suggested) if command.departure is None else None


def measures_are_complete(_: Proceeding, command: Decide, setting: ProceedingSetting) -> tuple[Reason, ...]:
    """Each measure says what it has to say: a scope, a due date."""
    return incomplete(command.measures, setting.profile)


def advice_is_unchanged(_: Proceeding, command: Decide, setting: ProceedingSetting) -> Reason | None:
    """What the person looked at is what the system says on today's facts."""
    if command.seen is None or setting.advice is None or command.seen == setting.advice.seen.digest:
        return None
    return Reason(rule="recommendation-changed", about=(setting.advice.seen.digest,))


def transfer_has_addressee(_: Proceeding, command: Decide, __: ProceedingSetting) -> Reason | None:
    """A transfer names the authority to which the matter goes."""
    if command.outcome is not Outcome.TRANSFERRED or command.transferred_to is not None:
        return None
    return Reason(rule="transfer-without-addressee")


def respondent_is_covered(proceeding: Proceeding, command: Decide, setting: ProceedingSetting) -> Reason | None:
    """Nothing is held against a respondent whom the filing does not cover; without that the file may end."""
    return None if command.outcome in UNHEARD_OUTCOMES else respondent_is_filed(proceeding, command, setting)


DECIDING = (
    is_open,
    no_decision_stands,
    case_is_filed,
    respondent_is_covered,
    officer_may_act,
    *COMPETENT,
    no_recusal_is_pending,
    was_heard,
    reviewed_as_it_stands,
    was_deliberated,
    those_present_were_free,
    follows_the_resolution,
    not_heavier_than_notified,
    findings_were_notified,
    consents_are_given,
    decider_did_not_investigate,
    decider_did_not_review,
    nobody_handled_an_appeal,
    number_is_new,
    *APPROVED_PAPER,
    departure_is_reasoned,
    advice_is_unchanged,
    transfer_has_addressee,
    measures_are_complete,
    *HANDLING,
)


def decide_it(proceeding: Proceeding, command: Decide, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """The decision takes effect on the day it is made: that of the collective deliberation, whenever it is signed.

    A late one is recorded as late; lateness does not void it.

    A suspension from duty ends with it.
    """
    refuse_if_any(DECIDING, proceeding, command, setting)
    advice, body = setting.advice, setting.occasion.body
    if advice is None or body is None:  # only a profile that switches the rules off leads here
        raise Refused([Reason(rule="recommendation-missing")], under=setting.profile.code)
    today = setting.occasion.today
    made = DecisionMade(
        body=body,
        decider=setting.occasion.actor,
        number=command.number,
        outcome=command.outcome,
        measures=command.measures,
        findings=command.findings,
        decided_on=today,
        effective_on=made_on(proceeding, today),
        reasons=command.reasons,
        document=command.document,
        seen=advice.seen,
        departure=command.departure,
        override=command.override,
        tracks=tracks_told(proceeding, command, setting),
        transferred_to=command.transferred_to,
        decide_by=last_day(setting.case, setting.profile, setting.calendar, proceeding.remade_from),
        law=advice.law,
    )
    if not proceeding.suspended:
        return (made,)
    return (made, SuspensionEnded(ended_on=today, decision=command.document))


def tracks_told(proceeding: Proceeding, command: Decide, setting: ProceedingSetting) -> tuple[str, ...]:
    """Codes of the ways of review that the respondent is told, each once; none where the text opens none.

    A way that is doubtful for these measures is not told as a right; a filing on it is taken nevertheless.
    """
    if command.outcome in UNHEARD_OUTCOMES:
        return ()
    codes = intended(command).measures
    day = made_on(proceeding, setting.occasion.today)
    open_to = setting.profile.tracks_for(proceeding.subject.value, codes, day)
    return tuple(dict.fromkeys(track.code for use, track in open_to if use.certainty is Certainty.SURE))
