"""The ways of review that a paper must state: they follow from the ground and the profile's tracks, not from its author."""

from typing import Any

from domain.papers.wording import Wording, length
from domain.procedure.profile import Label, Profile
from domain.procedure.track import Certainty, Step, Track


def remedies(profile: Profile, subject: str, event: Any, wording: Wording) -> tuple[dict[str, Label | None], ...]:
    """One row for each sure way of review against the measures of *event*, on the day that it names.

    Of an event on an appeal (it has a track and a step): the step that remains after that one.
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
    return tuple(row for track in found.values() for row in _rows(track, track.steps[0], wording))


def _rows(track: Track, step: Step, wording: Wording) -> list[dict[str, Label | None]]:
    return [
        {
            "track": Label(zh=track.zh, en=track.en),
            "step": Label(zh=forum.zh, en=forum.en),
            "forum": wording.write("ForumKind", forum.kind),
            "within": None if step.file_within is None else length(step.file_within),
            "start": None if step.file_from is None else wording.write("ClockStart", step.file_from),
            "source": Label(zh="、".join(step.source.cites), en=", ".join(step.source.cites)),
        }
        for forum in step.forums
    ]
