"""The ways of review that are open against a decision: the selection that both the sheet and the respondent's page tell."""

from collections.abc import Iterator
from datetime import date

import msgspec
from msgspec.structs import replace

from domain.procedure.profile import Profile
from domain.procedure.track import Certainty, Step, Track


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """One step that may be taken at once: the first of its track, or a later one that needs none before it.

    ``step`` has the time to file that counts here, for a later one that for filing it directly. ``sure`` is false where
    the text does not say that the way is open and the body asked decides on it.
    """

    track: Track
    step: Step
    sure: bool


def open_ways(profile: Profile, subject: str, measures: tuple[str, ...], day: date) -> tuple[Way, ...]:
    """Those against a decision of *day* with *measures*: the sure ones, and the doubtful ones only where none is sure."""
    found = profile.tracks_for(subject, measures, day)
    for certainty in (Certainty.SURE, Certainty.DOUBTFUL):
        tracks = {track.code: track for use, track in found if use.certainty is certainty}
        if tracks:
            sure = certainty is Certainty.SURE
            return tuple(
                Way(track=track, step=step, sure=sure) for track in tracks.values() for step in _at_once(track)
            )
    return ()


def _at_once(track: Track) -> Iterator[Step]:
    yield track.steps[0]
    for step in track.steps[1:]:
        if step.direct_within is not None:
            yield replace(step, file_within=step.direct_within, file_from=step.direct_from)
