"""The ways of review that are open to a respondent, those of the signed sheet first: the word, the last day, and with whom."""

from datetime import date
from uuid import UUID

import msgspec

from application.casework.around import Around
from application.casework.forums import forum_of
from domain.calendar.calendar import Calendar
from domain.calendar.deadline import deadline
from domain.calendar.period import Period
from domain.procedure.track import Step, Track
from domain.procedure.ways import every_way
from domain.proceedings.terms import RESPONDENT
from domain.registers.competence import Question
from domain.registers.snapshot import Snapshot
from interfaces.web.matter import Matter


class Remedy(msgspec.Struct, frozen=True, kw_only=True):
    """One step of review that may be taken at once against the decision that stands.

    ``sure`` is false where the text leaves it to the body asked whether the way is open. ``until`` is the last day to
    file, None where the text sets none or the decision was not served. ``bodies`` are those with which it is filed, none
    where the registers leave it to a person.
    """

    way: Track
    step: Step
    sure: bool
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
    for way in every_way(matter.profile, track.subject.value, measures, decision.effective_on):
        step = way.step
        known = (forum_of(forum.kind, decision.body, today, registers) for forum in step.forums)
        bodies = dict.fromkeys(body for body in known if not isinstance(body, Question))
        within = step.file_within if served is not None else None
        until = None if within is None or served is None else deadline(Period.parse(within), served, calendar).due
        found.append(Remedy(way=way.track, step=step, sure=way.sure, until=until, bodies=tuple(bodies)))
    return tuple(found)


async def remedies_now(around: Around, matter: Matter) -> tuple[Remedy, ...]:
    """``remedies`` by the calendar and the registers as they are now."""
    return remedies(matter, await around.calendar(), await around.registers(), around.today())
