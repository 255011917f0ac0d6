"""The ways of review that are open against a decision, as the sheet and the respondent's page tell them."""

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
    """Those against a decision of *day* with *measures*: the sure ones, then those of which the text does not say so.

    The time of a doubtful one runs as well: whoever is not told of it can lose it.
    """
    tracks: dict[str, tuple[Track, bool]] = {}
    for certainty in (Certainty.SURE, Certainty.DOUBTFUL):
        for use, track in profile.tracks_for(subject, measures, day):
            if use.certainty is certainty:
                tracks.setdefault(track.code, (track, certainty is Certainty.SURE))
    return tuple(Way(track=track, step=step, sure=sure) for track, sure in tracks.values() for step in _at_once(track))


def _at_once(track: Track) -> Iterator[Step]:
    yield track.steps[0]
    for step in track.steps[1:]:
        if step.direct_within is not None:
            yield replace(step, file_within=step.direct_within, file_from=step.direct_from)
