"""How much earlier a last day may become once the notices still to come are published."""

from datetime import date

from domain.calendar.deadline import Deadline, StepKind
from domain.calendar.period import next_day

_NOT_COUNTED = frozenset({StepKind.REST_DAY, StepKind.HOLIDAY, StepKind.PAUSED})


def earliest(found: Deadline) -> date:
    """The last day of *found* if every day of rest that is provisional became a working day: by then it is in time whatever comes.

    The day itself where nothing is provisional, and where what may come can only make it later.
    """
    steps = [step for step in found.working if not (step.provisional and step.kind is not StepKind.PAUSED)]
    passed = {step.on for step in steps if step.kind in _NOT_COUNTED}
    left = (found.ends_on - found.from_).days - sum(step.kind in _NOT_COUNTED for step in found.working)
    day = found.from_
    while left > 0:
        day = next_day(day)
        left -= day not in passed
    rolled = {step.on for step in steps if step.kind is StepKind.ROLLED}
    while day in rolled:
        day = next_day(day)
    return min(day, found.due)
