"""A track as its respondent was told of it."""

from collections.abc import Collection, Iterable
from typing import Any

import msgspec

from application.casework.file import PROCEEDING
from application.ports import EventLog
from application.streams import Loaded
from domain.identity import AppealId
from domain.proceedings.events import AppealEnded, DecisionRevoked, DecisionVaried
from domain.proceedings.proceeding import Proceeding
from domain.recorded import Recorded


async def as_told(log: EventLog, track: Loaded[Proceeding], unserved: Collection[AppealId]) -> Loaded[Proceeding]:
    """*track* without what the appeals in *unserved* came to: that counts for the respondent once it was served."""
    if not any(noted.appeal in unserved for noted in track.state.appeals):
        return track
    return msgspec.structs.replace(track, state=told_by(await log.read(track.id), unserved))


def told_by(recorded: Iterable[Recorded[Any]], unserved: Collection[AppealId]) -> Proceeding:
    """The state that these events lead to, without what the appeals in *unserved* came to."""
    state = PROCEEDING.empty
    for one in recorded:
        event = one.event
        untold = isinstance(event, AppealEnded | DecisionVaried | DecisionRevoked) and event.appeal in unserved
        state = state if untold else PROCEEDING.evolve(state, event)
    return state
