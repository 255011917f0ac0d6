"""The ways of review that a paper must state: they follow from the ground and the profile's tracks, not from its author."""

from typing import Any

from domain.papers.wording import Wording, length
from domain.procedure.profile import Label, Profile
from domain.procedure.track import Certainty, Track


def remedies(profile: Profile, subject: str, event: Any, wording: Wording) -> tuple[dict[str, Label | None], ...]:
    """One row for each sure way of review against the measures of *event*, on the day that it names.

    ``within`` and ``start`` are None where the text sets no time. A varied decision keeps the ways of its new measures.
    """
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
    return tuple(row for track in found.values() for row in _rows(track, wording))


def _rows(track: Track, wording: Wording) -> list[dict[str, Label | None]]:
    step = track.steps[0]
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
