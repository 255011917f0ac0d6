"""The ways of review that are left to a respondent: those against the decision, and after a step was taken the one that follows."""

from collections.abc import Iterator
from datetime import date

import msgspec
from msgspec.structs import replace

from domain.appeals.filing import CHANGED_NOTHING, step_before
from domain.procedure.profile import Profile
from domain.procedure.track import Step, Track
from domain.procedure.ways import open_ways
from domain.proceedings.remedies import leaves_the_way_open
from domain.proceedings.state import NotedAppeal, Proceeding


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """A step that may be filed now, with the time that counts for it. ``after`` is the step before, whose outcome opens it: its
    time runs from the service of that outcome. Without it, from the service of the decision.
    """

    track: Track
    step: Step
    sure: bool
    after: NotedAppeal | None = None


def ways_left(
    profile: Profile, proceeding: Proceeding, subject: str, measures: tuple[str, ...], day: date
) -> tuple[Left, ...]:
    """Those of a decision of *day* with *measures*, without what was used up, waits for a step before, or is under way."""
    tracks: dict[str, tuple[Track, bool]] = {}
    for way in open_ways(profile, subject, measures, day):
        tracks.setdefault(way.track.code, (way.track, way.sure))
    return tuple(
        left
        for track, sure in tracks.values()
        for step in track.steps
        for left in _left(profile, proceeding, track, step, sure)
    )


def _left(profile: Profile, proceeding: Proceeding, track: Track, step: Step, sure: bool) -> Iterator[Left]:
    taken = proceeding.appeals_on(track.code, step.code)
    if not all(leaves_the_way_open(one, profile) for one in taken):
        return
    before = step_before(track, step, proceeding)
    if before is not None and before.result is None:
        return
    if before is not None and before.result in CHANGED_NOTHING:
        yield Left(track=track, step=step, sure=sure, after=before)
    elif step is track.steps[0]:
        yield Left(track=track, step=step, sure=sure)
    elif step.direct_within is not None:
        direct = replace(step, file_within=step.direct_within, file_from=step.direct_from)
        yield Left(track=track, step=direct, sure=sure)
