"""The ways of review that are open to a respondent: the word for each, the last day to file, and with whom."""

from datetime import date
from uuid import UUID

import msgspec

from application.casework.around import Around
from application.casework.forums import forum_of
from domain.calendar.calendar import Calendar
from domain.calendar.deadline import deadline
from domain.calendar.period import Period
from domain.procedure.track import Track
from domain.proceedings.terms import RESPONDENT
from domain.registers.competence import Question
from domain.registers.snapshot import Snapshot
from interfaces.web.matter import Matter


class Remedy(msgspec.Struct, frozen=True, kw_only=True):
    """One way of review against the decision that stands, at its first step.

    ``until`` is the last day to file, None where the text sets none or the decision was not served. ``bodies`` are those
    with which it is filed, none where the registers leave it to a person.
    """

    way: Track
    until: date | None
    bodies: tuple[UUID, ...]


def remedies(matter: Matter, calendar: Calendar, registers: Snapshot, today: date) -> tuple[Remedy, ...]:
    """Those of this proceeding, as the law and the registers are on *today*; none before a decision."""
    track = matter.track
    if track is None or track.decision is None:
        return ()
    decision = track.decision
    measures = tuple(taken.measure for taken in decision.measures)
    served = decision.served_to(RESPONDENT)
    found = []
    for _, way in matter.profile.tracks_for(track.subject.value, measures, decision.effective_on):
        step = way.steps[0]
        known = (forum_of(forum.kind, decision.body, today, registers) for forum in step.forums)
        bodies = dict.fromkeys(body for body in known if not isinstance(body, Question))
        within = step.file_within if served is not None else None
        until = None if within is None or served is None else deadline(Period.parse(within), served, calendar).due
        found.append(Remedy(way=way, until=until, bodies=tuple(bodies)))
    return tuple(found)


async def remedies_now(around: Around, matter: Matter) -> tuple[Remedy, ...]:
    """``remedies`` by the calendar and the registers as they are now."""
    return remedies(matter, await around.calendar(), await around.registers(), around.today())
