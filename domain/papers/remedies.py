"""The ways of review that a paper must state: they follow from the ground and the profile's tracks, not from its author."""

from typing import Any

from domain.papers.wording import Wording, length
from domain.procedure.profile import Label, Profile
from domain.procedure.track import Certainty, Step, Track
from domain.procedure.ways import open_ways

WAYS = frozenset({"remedies", "doubtful-remedies", "doubtful-besides", "no-remedies", "while-reviewed"})
"""What a line can be said over: each sure way; each doubtful one where none is sure; each doubtful one beside a sure one, whose
time runs as well; once where there is neither; once where there is one of either.
"""

WAY_FIELDS = frozenset({"track", "step", "forum", "within", "start", "source", "label"})

Row = dict[str, Label | None]


def ways(over: str, profile: Profile, subject: str, event: Any, wording: Wording) -> tuple[Row, ...]:
    """The rows of *over* (one of WAYS) for *event*."""
    sure = remedies(profile, subject, event, wording)
    unsure = doubtful(profile, subject, event, wording)
    if over == "remedies":
        return sure
    if over in {"doubtful-remedies", "doubtful-besides"}:
        return unsure if (over == "doubtful-besides") is bool(sure) else ()
    if over == "while-reviewed":
        return ({},) if sure or unsure else ()
    return () if sure or unsure else ({"label": _why_none(profile, subject, event, wording)},)


def _why_none(profile: Profile, subject: str, event: Any, wording: Wording) -> Label | None:
    """What the profile says of there being no way; else that the text names none, or no further one."""
    if hasattr(event, "step"):
        return wording.write("NoRemedy", "final")
    told = next((none.label for none in profile.no_tracks if none.subject == subject), None)
    return told or wording.write("NoRemedy", "none")


def doubtful(profile: Profile, subject: str, event: Any, wording: Wording) -> tuple[Row, ...]:
    """One row for each way that the text opens perhaps, and that the body asked decides on; none after an appeal."""
    if hasattr(event, "step"):
        return ()
    return _told(profile, subject, event, wording, Certainty.DOUBTFUL)


def remedies(profile: Profile, subject: str, event: Any, wording: Wording) -> tuple[Row, ...]:
    """One row for each sure way of review against the measures of *event*, on the day that it names.

    A later step that may be taken at once stands beside the first. Of an event on an appeal (it has a track and a step): the step that remains after that one.
    ``within`` and ``start`` are None where the text sets no time. A varied decision keeps the ways of its new measures.
    """
    if hasattr(event, "step"):
        step = None if (track := profile.track(event.track)) is None else track.next_step(event.step)
        return () if track is None or step is None else tuple(_rows(track, step, wording))
    return _told(profile, subject, event, wording, Certainty.SURE)


def _told(profile: Profile, subject: str, event: Any, wording: Wording, certainty: Certainty) -> tuple[Row, ...]:
    measures = tuple(taken.measure for taken in getattr(event, "measures", ()))
    day = next(
        getattr(event, name)
        for name in ("effective_on", "decided_on", "deliberated_on", "issued_on", "varied_on")
        if hasattr(event, name)
    )
    found = open_ways(profile, subject, measures, day)
    told = (way for way in found if way.sure is (certainty is Certainty.SURE))
    return tuple(row for way in told for row in _rows(way.track, way.step, wording))


def _rows(track: Track, step: Step, wording: Wording) -> list[Row]:
    return [
        {
            "track": Label(zh=track.zh, en=track.en),
            "step": Label(zh=forum.zh, en=forum.en),
            "forum": wording.forum(forum.kind),
            "within": None if step.file_within is None else length(step.file_within),
            "start": None if step.file_from is None else wording.write("ClockStart", step.file_from),
            "source": wording.source(step.source.cites),
        }
        for forum in step.forums
    ]
