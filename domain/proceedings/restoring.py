"""Making good (恢复) what was done under a decision that fell or was varied: each kind by itself, or reasoned not due."""

import msgspec
from msgspec.structs import replace

from domain.acts import done_before
from domain.deciding import Setting, refuse_if_any
from domain.procedure.profile import Profile
from domain.proceedings.commands import CarryOutRestoration, JudgeRestoration
from domain.proceedings.events import ProceedingEvent
from domain.proceedings.evolving import evolve
from domain.proceedings.restoration_events import RestorationCarriedOut, RestorationJudged
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import is_open, not_after_today, officer_may_act
from domain.proceedings.state import Proceeding
from domain.proceedings.terms import RestorationAnswer
from domain.refusal import Reason


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """Kinds of restoration that are open. ``due`` by the text or because a person said so; ``unanswered``: nobody said.

    ``by_text`` are those of both for which the text itself asks.
    """

    due: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    by_text: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[str, ...]:
        """Every kind that is neither made good nor said not to be due."""
        return (*self.due, *self.unanswered)


def owed(proceeding: Proceeding, profile: Profile) -> Owed:
    """What is still to be made good to the respondent of *proceeding* under *profile*."""
    due: list[str] = []
    unanswered: list[str] = []
    by_text: list[str] = []
    for one in profile.restorations:
        falls = [fall for fall in proceeding.falls if one.kind not in fall.settled]
        if not falls or proceeding.subject.value not in one.subjects:
            continue
        asked = any(one.by_text(fall.measures, announced=fall.announced) for fall in falls)
        if asked:
            by_text.append(one.kind)
        said = any(one.kind in fall.due for fall in falls)
        (due if asked or said else unanswered).append(one.kind)
    return Owed(due=tuple(due), unanswered=tuple(unanswered), by_text=tuple(by_text))


def something_is_to_be_restored(proceeding: Proceeding, _: object, __: ProceedingSetting) -> Reason | None:
    """Restoration follows a decision that was revoked or varied."""
    changed = proceeding.revoked or (proceeding.decision is not None and proceeding.decision.varied)
    return None if changed else Reason(rule="nothing-to-restore")


def restoration_is_known(
    proceeding: Proceeding, command: CarryOutRestoration, setting: ProceedingSetting
) -> Reason | None:
    """A kind that the respondent can have, by today."""
    return _unknown(proceeding, (command.what,), setting) or not_after_today(command.carried_out_on, setting)


def kinds_are_known(proceeding: Proceeding, command: JudgeRestoration, setting: ProceedingSetting) -> Reason | None:
    """At least one kind, each of those that the respondent can have."""
    return _unknown(proceeding, command.what or ("",), setting)


def kinds_are_open(proceeding: Proceeding, command: JudgeRestoration, setting: ProceedingSetting) -> Reason | None:
    """What was made good, or was said not to be due, is not asked again; nor what never became a question."""
    known = owed(proceeding, setting.profile)
    closed = tuple(kind for kind in command.what if kind not in known.open)
    return Reason(rule="restoration-not-open", about=closed) if closed else None


def was_restored(proceeding: Proceeding, _: object, setting: Setting) -> tuple[Reason, ...]:
    """What was carried out under a decision that fell is made good, kind by kind."""
    left = owed(proceeding, setting.profile)
    due = Reason(rule="restoration-outstanding", about=left.due)
    unanswered = Reason(rule="restoration-unanswered", about=left.unanswered)
    return tuple(reason for reason in (due, unanswered) if reason.about)


RESTORING = (is_open, officer_may_act, something_is_to_be_restored, restoration_is_known)
JUDGING = (is_open, officer_may_act, something_is_to_be_restored, kinds_are_known, kinds_are_open)


def restore(
    proceeding: Proceeding, command: CarryOutRestoration, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """What a revoked or varied decision had taken was given back. Other kinds stay as they are."""
    refuse_if_any(RESTORING, proceeding, command, setting)
    restored = RestorationCarriedOut(what=command.what, carried_out_on=command.carried_out_on, proof=command.proof)
    left = owed(evolve(proceeding, restored), setting.profile).open
    return (replace(restored, left=left),)


def judge(proceeding: Proceeding, command: JudgeRestoration, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """A person says of kinds of restoration whether they are due, with reasons; also against the text, which is seen."""
    refuse_if_any(JUDGING, proceeding, command, setting)
    known = owed(proceeding, setting.profile)
    asked = command.answer is RestorationAnswer.DUE and set(command.what) <= set(known.due)
    if asked and done_before(proceeding.acts, command, RestorationJudged):
        return ()
    judged = RestorationJudged(
        what=tuple(dict.fromkeys(command.what)),
        answer=command.answer,
        judged_on=setting.occasion.today,
        reasons=command.reasons,
        by_text=tuple(kind for kind in known.by_text if kind in command.what),
        left=(),
    )
    return (replace(judged, left=owed(evolve(proceeding, judged), setting.profile).open),)


def _unknown(proceeding: Proceeding, kinds: tuple[str, ...], setting: ProceedingSetting) -> Reason | None:
    possible = {one.kind for one in setting.profile.restorations if proceeding.subject.value in one.subjects}
    unknown = tuple(kind for kind in kinds if kind not in possible)
    return Reason(rule="restoration-unknown", about=unknown) if unknown else None
