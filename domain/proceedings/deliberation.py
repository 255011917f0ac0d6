"""Collective deliberation (集体讨论) by the leaders of the deciding organ, and consents of others."""

from domain.acts import done_before
from domain.deciding import refuse_if_any
from domain.proceedings.adverse import statutory_orders
from domain.proceedings.apart import nobody_handled_an_appeal, reviewers_do_not_vote
from domain.proceedings.case_file import investigated
from domain.proceedings.commands import Deliberate, ObtainConsent
from domain.proceedings.competence import COMPETENT
from domain.proceedings.events import ConsentObtained, Deliberated, Outcome, ProceedingEvent
from domain.proceedings.handling import added, handling
from domain.proceedings.hearing import was_heard
from domain.proceedings.resting import no_recusal_is_pending, reviewed_as_it_stands
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import is_open, no_decision_stands, officer_may_act
from domain.proceedings.state import Proceeding
from domain.refusal import Reason


def voters_are_present(_: Proceeding, command: Deliberate, __: ProceedingSetting) -> Reason | None:
    """Only those present vote, and nobody twice."""
    absent = tuple(str(a) for a in command.voting if a not in command.present)
    twice = len(set(command.voting)) != len(command.voting) or len(set(command.present)) != len(command.present)
    return Reason(rule="voters-not-present", about=absent) if absent or twice else None


def quorum_is_met(_: Proceeding, command: Deliberate, setting: ProceedingSetting) -> Reason | None:
    """As many vote as the body's own rule asks, and never fewer than the profile does: one person is no collective."""
    needed = max(command.quorum, setting.profile.settings.quorum.value)
    if len(set(command.voting)) >= needed:
        return None
    return Reason(rule="quorum-not-met", about=(str(len(set(command.voting))), str(needed)))


def recused_are_absent(_: Proceeding, command: Deliberate, setting: ProceedingSetting) -> Reason | None:
    """Whoever stands aside is not in the room."""
    inside = tuple(str(actor) for actor in command.present if actor in command.recused or setting.keeps_away(actor))
    return Reason(rule="recused-present", about=inside) if inside else None


def investigators_do_not_vote(_: Proceeding, command: Deliberate, setting: ProceedingSetting) -> Reason | None:
    """Investigators report and answer; they have no vote."""
    voting = tuple(str(actor) for actor in command.voting if actor in investigated(setting.case))
    return Reason(rule="investigator-votes", about=voting) if voting else None


def resolution_fits(_: Proceeding, command: Deliberate, __: ProceedingSetting) -> Reason | None:
    """What is resolved is an outcome with its measures, or views only."""
    if (command.outcome is Outcome.MEASURES) == bool(command.measures):
        return None
    return Reason(rule="resolution-incomplete")


def resolution_not_heavier(proceeding: Proceeding, command: Deliberate, setting: ProceedingSetting) -> Reason | None:
    """The leaders resolve nothing heavier than what the respondent could answer."""
    if proceeding.notice is None or command.outcome is None:
        return None
    resolved = handling(command.outcome, command.measures)
    heavier = added(resolved, proceeding.notice.handling, statutory_orders(setting.rulebooks))
    return Reason(rule="heavier-than-notified", about=heavier) if heavier else None


DELIBERATING = (
    is_open,
    no_decision_stands,
    officer_may_act,
    *COMPETENT,
    no_recusal_is_pending,
    was_heard,
    reviewed_as_it_stands,
    voters_are_present,
    quorum_is_met,
    recused_are_absent,
    investigators_do_not_vote,
    reviewers_do_not_vote,
    nobody_handled_an_appeal,
    resolution_fits,
    resolution_not_heavier,
)
CONSENTING = (is_open, no_decision_stands, officer_may_act)


def deliberate(proceeding: Proceeding, command: Deliberate, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """The leaders discuss the matter together; each view is in the minutes."""
    refuse_if_any(DELIBERATING, proceeding, command, setting)
    if proceeding.deliberation is not None and done_before(proceeding.acts, command, Deliberated):
        return ()
    return (
        Deliberated(
            present=command.present,
            voting=command.voting,
            recused=command.recused,
            quorum=command.quorum,
            minutes=command.minutes,
            deliberated_on=setting.occasion.today,
            outcome=command.outcome,
            measures=command.measures,
        ),
    )


def consent(proceeding: Proceeding, command: ObtainConsent, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """A body whose consent the decision needs gave it."""
    refuse_if_any(CONSENTING, proceeding, command, setting)
    if command.body in dict(proceeding.consents) and done_before(proceeding.acts, command, ConsentObtained):
        return ()
    return (ConsentObtained(body=command.body, obtained_on=setting.occasion.today, document=command.document),)
