"""A track as its respondent was told of it."""

from collections.abc import Collection

import msgspec

from application.casework.file import PROCEEDING
from application.ports import EventLog
from application.streams import Loaded
from domain.identity import AppealId
from domain.proceedings.events import AppealEnded, DecisionRevoked, DecisionVaried
from domain.proceedings.proceeding import Proceeding


async def as_told(log: EventLog, track: Loaded[Proceeding], unserved: Collection[AppealId]) -> Loaded[Proceeding]:
    """*track* without what the appeals in *unserved* came to: that counts for the respondent once it was served."""
    if not any(noted.appeal in unserved for noted in track.state.appeals):
        return track
    state = PROCEEDING.empty
    for recorded in await log.read(track.id):
        event = recorded.event
        untold = isinstance(event, AppealEnded | DecisionVaried | DecisionRevoked) and event.appeal in unserved
        state = state if untold else PROCEEDING.evolve(state, event)
    return msgspec.structs.replace(track, state=state)
