"""Rules that many commands on an appeal share."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from domain.appeals.setting import AppealSetting
from domain.appeals.state import Appeal
from domain.cases.state import Case
from domain.identity import ActorId
from domain.occasion import lockout_of
from domain.procedure.track import Step
from domain.proceedings.case_file import investigated
from domain.refusal import Reason


def is_pending(appeal: Appeal, _: object, __: AppealSetting) -> Reason | None:
    """The appeal was filed and has not ended."""
    if appeal.filing is None:
        return Reason(rule="appeal-not-filed")
    return None if appeal.end is None else Reason(rule="appeal-ended", about=(appeal.end.value,))


def is_accepted(appeal: Appeal, _: object, __: AppealSetting) -> Reason | None:
    """The appeal was admitted for examination."""
    return Reason(rule="appeal-not-accepted") if appeal.filing is not None and appeal.accepted_on is None else None


def is_not_yet_accepted(appeal: Appeal, _: object, __: AppealSetting) -> Reason | None:
    """What belongs before the admission cannot be done after it."""
    return None if appeal.accepted_on is None else Reason(rule="appeal-already-accepted")


def decision_still_stands(appeal: Appeal, _: object, setting: AppealSetting) -> Reason | None:
    """The decision that was challenged is still there to be judged."""
    if appeal.filing is None:
        return None
    decision = setting.proceeding.decision
    if decision is not None and decision.number == appeal.filing.decision:
        return None
    return Reason(rule="challenged-decision-gone", about=(appeal.filing.decision,))


def forum_acts(appeal: Appeal, _: object, setting: AppealSetting) -> Reason | None:
    """The body where the appeal lies acts on it."""
    body = setting.occasion.body
    if appeal.forum is None or appeal.forum == body:
        return None
    return Reason(rule="acting-body-not-forum", about=() if body is None else (str(body),))


def officer_may_act(_: Appeal, __: object, setting: AppealSetting) -> Reason | None:
    """An officer who stands aside in the case stands aside here too."""
    actor = setting.occasion.actor
    if setting.case.stands_aside(actor):
        return Reason(rule="officer-stands-aside", about=(str(actor),))
    locked = lockout_of(actor, setting.locked_out, setting.occasion.body)
    return None if locked is None else Reason(rule="officer-locked-out", about=(str(actor), locked.ground))


class Part(StrEnum):
    """A hand that an officer had in what is appealed against.

    ``decided-here``: their own body reviews what they decided; they may sit on the panel and decide, and do not examine it.
    """

    INVESTIGATED = "investigated"
    REVIEWED = "reviewed"
    DECIDED = "decided"
    DECIDED_HERE = "decided-here"
    HANDLED_BEFORE = "handled-before"


def parts(
    case: Case,
    *,
    reviewers: Collection[ActorId],
    deciders: Collection[ActorId],
    earlier_handlers: Collection[ActorId] = (),
    reviews_its_own: bool = False,
) -> Mapping[Part, frozenset[ActorId]]:
    """Who had which part: *reviewers* and *deciders* of every respondent of *case*, *earlier_handlers* of the step before.

    *reviews_its_own*: the appeal lies with the body that decided.
    """
    return {
        Part.INVESTIGATED: investigated(case),
        Part.REVIEWED: frozenset(reviewers),
        Part.DECIDED_HERE if reviews_its_own else Part.DECIDED: frozenset(deciders),
        Part.HANDLED_BEFORE: frozenset(earlier_handlers),
    }


def took_part(setting: AppealSetting, *, as_decider: bool = True) -> frozenset[ActorId]:
    """Everybody who had a hand in the original case, for whichever respondent, or in the step before."""
    had = parts(
        setting.case,
        reviewers=(*setting.proceeding.reviewers, *setting.other_reviewers),
        deciders=(*setting.proceeding.deciders, *setting.other_deciders) if as_decider else (),
        earlier_handlers=setting.earlier_handlers,
    )
    return frozenset().union(*had.values())


def step_of(appeal: Appeal, setting: AppealSetting) -> Step | None:
    """The step of the track on which the appeal was filed."""
    if appeal.filing is None:
        return None
    track = setting.profile.track(appeal.filing.track)
    return None if track is None else track.step(appeal.filing.step)


OFFICER = (is_pending, officer_may_act, forum_acts)
EXAMINED_BY = (*OFFICER, is_accepted)
