"""The effect of reviews and appeals on the decision, and a body's correction of its own decision."""

from domain.acts import done_before
from domain.deciding import refuse_if_any
from domain.procedure.profile import Profile
from domain.proceedings.adverse import statutory_orders
from domain.proceedings.case_file import investigated
from domain.proceedings.commands import ApplyAppeal, NoteAppeal, RevokeDecision
from domain.proceedings.competence import body_is_established, competent_body_acts
from domain.proceedings.events import (
    AppealEnded,
    AppealNoted,
    DecisionRevoked,
    DecisionVaried,
    Outcome,
    ProceedingEvent,
)
from domain.proceedings.handling import added, handling
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import (
    a_decision_stands,
    officer_may_act,
    was_opened,
)
from domain.proceedings.state import NotedAppeal, Proceeding
from domain.refusal import Reason

NOT_ACCEPTED = "not-accepted"
WITHDRAWN = "withdrawn"
UNCHANGED = ("upheld", WITHDRAWN, NOT_ACCEPTED)
VARIED, REVOKED, REMADE = "varied", "revoked", "revoked-and-remade"


def leaves_the_way_open(appeal: NotedAppeal, profile: Profile) -> bool:
    """Whether the respondent may file anew: nothing was looked into, or beginning or end is an officer's word for theirs."""
    if appeal.by_officer:
        return True
    if appeal.result != NOT_ACCEPTED or appeal.ground is None:
        return False
    ground = profile.ground(appeal.ground, NOT_ACCEPTED)
    return ground is not None and ground.again


def filed_once(proceeding: Proceeding, command: NoteAppeal, setting: ProceedingSetting) -> Reason | None:
    """One appeal for each decision, track and step, apart from those that were not accepted and may be filed anew."""
    number = proceeding.decision.number if proceeding.decision else ""
    earlier = proceeding.appeals_on(command.track, command.step)
    known = any(not leaves_the_way_open(one, setting.profile) for one in earlier)
    if not known and command.appeal not in {one.appeal for one in proceeding.appeals}:
        return None
    return Reason(rule="appeal-already-filed", about=(number, command.track, command.step))


def appeal_is_pending(proceeding: Proceeding, command: ApplyAppeal, _: ProceedingSetting) -> Reason | None:
    """An effect belongs to an appeal that was noted and has not ended."""
    if command.appeal in {one.appeal for one in proceeding.pending_appeals}:
        return None
    return Reason(rule="appeal-not-pending", about=(str(command.appeal),))


def result_is_whole(_: Proceeding, command: ApplyAppeal, __: ProceedingSetting) -> Reason | None:
    """Varying says by what, revoking says why; the others change nothing."""
    whole = {
        VARIED: command.outcome is not None and command.reasons is not None,
        REVOKED: command.ground is not None and command.reasons is not None,
        REMADE: command.ground is not None and command.reasons is not None,
    }
    if command.result in UNCHANGED or whole.get(command.result, False):
        return None
    return Reason(rule="appeal-result-incomplete", about=(command.result,))


def never_heavier(proceeding: Proceeding, command: ApplyAppeal, setting: ProceedingSetting) -> Reason | None:
    """No review makes it worse for whoever asked for it."""
    if command.result != VARIED or command.outcome is None or proceeding.decision is None:
        return None
    now = handling(command.outcome, command.measures)
    if (now.outcome is Outcome.MEASURES) != bool(now.measures):
        return Reason(rule="appeal-result-incomplete", about=(command.result,))
    heavier = added(now, proceeding.decision.handling, statutory_orders(setting.rulebooks))
    return Reason(rule="heavier-after-review", about=heavier) if heavier else None


def what_changes_stands(proceeding: Proceeding, command: ApplyAppeal, setting: ProceedingSetting) -> Reason | None:
    """Only a decision that stands is varied or revoked; an appeal that changes nothing ends without one too."""
    return None if command.result in UNCHANGED else a_decision_stands(proceeding, command, setting)


def no_appeal_is_pending(proceeding: Proceeding, _: object, __: ProceedingSetting) -> Reason | None:
    """While an appeal is pending its own body deals with the decision."""
    pending = tuple(str(one.appeal) for one in proceeding.pending_appeals)
    return Reason(rule="appeal-pending", about=pending) if pending else None


def a_defect_is_on_record(_: Proceeding, __: RevokeDecision, setting: ProceedingSetting) -> Reason | None:
    """A body does not take back its decision at will: the case records what came to light."""
    return None if setting.case.defects else Reason(rule="no-defect-on-record")


def ground_is_known(_: Proceeding, command: RevokeDecision, setting: ProceedingSetting) -> Reason | None:
    """The grounds of revocation are those of a review."""
    if setting.profile.ground(command.ground, "revoked") is not None:
        return None
    return Reason(rule="revocation-ground-unknown", about=(command.ground,))


def not_by_those_who_decided(proceeding: Proceeding, _: RevokeDecision, setting: ProceedingSetting) -> Reason | None:
    """Whoever took part in the decision does not judge its defects."""
    actor = setting.occasion.actor
    if actor not in proceeding.deciders and actor not in investigated(setting.case):
        return None
    return Reason(rule="same-panel", about=(str(actor),))


NOTING = (was_opened, a_decision_stands, filed_once)
APPLYING = (was_opened, what_changes_stands, appeal_is_pending, result_is_whole, never_heavier)
REVOKING = (
    was_opened,
    officer_may_act,
    a_decision_stands,
    body_is_established,
    competent_body_acts,
    no_appeal_is_pending,
    a_defect_is_on_record,
    ground_is_known,
    not_by_those_who_decided,
)


def note(proceeding: Proceeding, command: NoteAppeal, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """An appeal is pending. Nothing about execution changes; a closed file may still be challenged."""
    if done_before(proceeding.acts, command, AppealNoted):
        return ()
    refuse_if_any(NOTING, proceeding, command, setting)
    return (
        AppealNoted(appeal=command.appeal, track=command.track, noted_on=setting.occasion.today, step=command.step),
    )


def apply(proceeding: Proceeding, command: ApplyAppeal, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """The end of an appeal, with what it changes, on the day of the outcome. What another appeal brought down already, this one leaves as it is."""
    if any(one.appeal == command.appeal and one.result == command.result for one in proceeding.appeals):
        return ()
    refuse_if_any(APPLYING, proceeding, command, setting)
    day = command.on or setting.occasion.today
    ground = command.ground if command.result == NOT_ACCEPTED else None
    by_officer = command.by_officer or None
    ended = AppealEnded(
        appeal=command.appeal, ended_on=day, result=command.result, ground=ground, by_officer=by_officer
    )
    if command.reasons is None:
        return (ended,)
    if command.result == VARIED and command.outcome is not None:
        varied = DecisionVaried(
            appeal=command.appeal,
            outcome=command.outcome,
            measures=command.measures,
            varied_on=day,
            reasons=command.reasons,
        )
        return (ended, varied)
    if command.result in {REVOKED, REMADE} and command.ground is not None:
        revoked = DecisionRevoked(
            appeal=command.appeal,
            remake=command.result == REMADE,
            revoked_on=day,
            ground=command.ground,
            reasons=command.reasons,
        )
        return (ended, revoked)
    return (ended,)


def revoke(proceeding: Proceeding, command: RevokeDecision, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """The body takes back its decision because a defect came to light; what follows is bound as after a review."""
    refuse_if_any(REVOKING, proceeding, command, setting)
    return (
        DecisionRevoked(
            appeal=None,
            remake=command.remake,
            revoked_on=setting.occasion.today,
            ground=command.ground,
            reasons=command.reasons,
        ),
    )
