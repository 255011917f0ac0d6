"""Who keeps apart: reviewers from those who held something against the respondent, and from those who vote and sign."""

from domain.cases.events import FindingStatus
from domain.identity import ActorId
from domain.proceedings.adverse import adverse_facts
from domain.proceedings.commands import Decide, Deliberate, ReviewFile
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.state import Proceeding
from domain.refusal import Reason


def reviewers_held_nothing(proceeding: Proceeding, command: ReviewFile, setting: ProceedingSetting) -> Reason | None:
    """Nobody reviews what they themselves held against the respondent; what speaks for the respondent bars nobody."""
    adverse = adverse_facts(setting.rulebooks)
    found = (*proceeding.elements, *proceeding.factors)
    finders = {one.by for one in found if one.status is FindingStatus.ESTABLISHED and one.code in adverse}
    finders |= {proceeding.role.by} if proceeding.role is not None else set()
    acting = dict.fromkeys((*command.reviewers, setting.occasion.actor))
    mixed = tuple(str(actor) for actor in acting if actor in finders)
    return Reason(rule="reviewer-made-finding", about=mixed) if mixed else None


def reviewers_do_not_vote(proceeding: Proceeding, command: Deliberate, _: ProceedingSetting) -> Reason | None:
    """Whoever reviewed the file reports on it and has no vote."""
    voting = tuple(str(actor) for actor in command.voting if actor in proceeding.reviewers)
    return Reason(rule="reviewer-votes", about=voting) if voting else None


def decider_did_not_review(proceeding: Proceeding, _: Decide, setting: ProceedingSetting) -> Reason | None:
    """Whoever reviewed the file does not sign the decision on it."""
    actor = setting.occasion.actor
    return Reason(rule="decider-reviewed", about=(str(actor),)) if actor in proceeding.reviewers else None


def nobody_handled_an_appeal(
    _: Proceeding, command: ReviewFile | Deliberate | Decide, setting: ProceedingSetting
) -> Reason | None:
    """Whoever examined an appeal in the case takes no part in what is made anew after it."""
    both = tuple(
        str(actor) for actor in dict.fromkeys(_acting(command, setting.occasion.actor)) if actor in setting.handled
    )
    return Reason(rule="appeal-handler-acts", about=both) if both else None


def _acting(command: ReviewFile | Deliberate | Decide, actor: ActorId) -> tuple[ActorId, ...]:
    match command:
        case ReviewFile():
            return (*command.reviewers, actor)
        case Deliberate():
            return command.voting
        case Decide():
            return (actor,)
