"""The ways of review that are left to a respondent: the word, the last day with how it was counted, and with whom."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

import msgspec

from application.casework.file import APPEAL
from application.casework.forums import forum_of
from application.streams import load
from domain.appeals.left import ways_left
from domain.calendar.calendar import Calendar
from domain.calendar.deadline import Deadline, deadline
from domain.calendar.period import Period
from domain.procedure.profile import Profile
from domain.procedure.track import ForumKind, Step, Track
from domain.proceedings.proceeding import Proceeding
from domain.proceedings.terms import RESPONDENT
from domain.registers.competence import Question
from domain.registers.snapshot import Snapshot
from interfaces.service import Service


class Remedy(msgspec.Struct, frozen=True, kw_only=True):
    """One step of review that may be taken at once.

    ``sure`` is false where the text leaves it to the body asked whether the way is open. ``within`` is the time to file, None
    where the text sets none; it runs from ``begun``, the day on which the service counts, None while nothing was served; ``counted`` is
    its last day with its working. ``after``: it follows the outcome of the step before. ``bodies`` are those with which it is filed, as far
    as the registers name them; ``unnamed`` are those that the text names beside them and no register does.
    """

    way: Track
    step: Step
    sure: bool
    within: Period | None
    begun: date | None
    counted: Deadline | None
    after: bool
    bodies: tuple[UUID, ...]
    unnamed: tuple[ForumKind, ...]


def remedies(
    profile: Profile,
    track: Proceeding,
    calendar: Calendar,
    registers: Snapshot,
    today: date,
    served: Mapping[UUID, date | None],
) -> tuple[Remedy, ...]:
    """Those of this proceeding under its *profile*, as the law and the registers are on *today*; none before a decision.

    *served* are the days on which the outcome of each appeal counts as served.
    """
    if track.decision is None:
        return ()
    decision = track.decision
    measures = tuple(taken.measure for taken in decision.measures)
    found = []
    for left in ways_left(profile, track, track.subject.value, measures, decision.effective_on):
        known = {one.kind: forum_of(one.kind, decision.body, today, registers) for one in left.step.forums}
        bodies = dict.fromkeys(body for body in known.values() if not isinstance(body, Question))
        begun = decision.served_to(RESPONDENT) if left.after is None else served.get(left.after.appeal)
        within = None if left.step.file_within is None else Period.parse(left.step.file_within)
        found.append(
            Remedy(
                way=left.track,
                step=left.step,
                sure=left.sure,
                within=within,
                begun=begun,
                counted=None if within is None or begun is None else deadline(within, begun, calendar),
                after=left.after is not None,
                bodies=tuple(bodies),
                unnamed=tuple(kind for kind, body in known.items() if isinstance(body, Question)),
            )
        )
    return tuple(found)


async def remedies_of(service: Service, track: Proceeding) -> tuple[Remedy, ...]:
    """``remedies`` by the calendar and the registers as they are now."""
    around = service.around
    served: dict[UUID, date | None] = {}
    for each in track.appeals:
        served[each.appeal] = (await load(service.events, APPEAL, each.appeal)).state.served_on
    profile = around.profile(track.profile)
    return remedies(profile, track, await around.calendar(), await around.registers(), around.today(), served)


def nearest(found: Iterable[Remedy], today: date) -> Remedy | None:
    """The way of review that lapses first; None where none is left with a last day."""
    left = [one for one in found if one.counted is not None and one.counted.due >= today]
    return min(left, key=lambda one: one.counted.due if one.counted is not None else date.max, default=None)


def first_left(found: Iterable[Remedy], today: date) -> Remedy | None:
    """The way of review that lapses first, a sure one before a doubtful one of that day; else the first without a last day."""
    ways = tuple(found)
    timeless = (one for one in ways if one.within is None)
    return nearest(ways, today) or next(timeless, None)


def knows_the_decision(track: Proceeding) -> bool:
    """Whether the decision was served on the respondent."""
    return track.decision is not None and track.decision.served_to(RESPONDENT) is not None
