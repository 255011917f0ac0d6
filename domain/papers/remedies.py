"""The ways of review that a paper must state: they follow from the ground and the profile's tracks, not from its author."""

from typing import Any

from msgspec.structs import replace

from domain.papers.wording import Wording, length
from domain.procedure.profile import Label, Profile
from domain.procedure.track import Certainty, Step, Track


def remedies(profile: Profile, subject: str, event: Any, wording: Wording) -> tuple[dict[str, Label | None], ...]:
    """One row for each sure way of review against the measures of *event*, on the day that it names.

    A later step that may be taken at once stands beside the first. Of an event on an appeal (it has a track and a step): the step that remains after that one.
    ``within`` and ``start`` are None where the text sets no time. A varied decision keeps the ways of its new measures.
    """
    if hasattr(event, "step"):
        step = None if (track := profile.track(event.track)) is None else track.next_step(event.step)
        return () if track is None or step is None else tuple(_rows(track, step, wording))
    measures = tuple(taken.measure for taken in getattr(event, "measures", ()))
    day = next(
        getattr(event, name)
        for name in ("decided_on", "deliberated_on", "issued_on", "varied_on")
        if hasattr(event, name)
    )
    found: dict[str, Track] = {
        track.code: track
        for use, track in profile.tracks_for(subject, measures, day)
        if use.certainty is Certainty.SURE
    }
    return tuple(row for track in found.values() for row in _open_at_once(track, wording))


def _open_at_once(track: Track, wording: Wording) -> list[dict[str, Label | None]]:
    """The first step, and each later one that may be taken without it, under the time for that."""
    rows = _rows(track, track.steps[0], wording)
    for step in track.steps[1:]:
        if step.direct_within is not None:
            direct = replace(step, file_within=step.direct_within, file_from=step.direct_from)
            rows += _rows(track, direct, wording)
    return rows


def _rows(track: Track, step: Step, wording: Wording) -> list[dict[str, Label | None]]:
    return [
        {
            "track": Label(zh=track.zh, en=track.en),
            "step": Label(zh=forum.zh, en=forum.en),
            "forum": wording.write("ForumKind", forum.kind),
            "within": None if step.file_within is None else length(step.file_within),
            "start": None if step.file_from is None else wording.write("ClockStart", step.file_from),
            "source": wording.source(step.source.cites),
        }
        for forum in step.forums
    ]
