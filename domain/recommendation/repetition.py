"""Facts counted from situations: so many within so many years, by the rolling or the calendar year."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from domain.calendar.period import Period, Unit, corresponding_day
from domain.recommendation.facts import FactSheet, PresentSituation, PriorSituation
from domain.recommendation.outcome import Window
from domain.rulebook.conditions import Choose, reading_in
from domain.rulebook.provisions import Derived, Trigger


def situations(sheet: FactSheet, triggers: Sequence[Trigger], choose: Choose) -> tuple[PresentSituation, ...]:
    """The situations of the matter itself that call for liability, one a day, oldest first; at least one.

    A breach alleged twice for one day is one situation. Where none is told apart the conduct is one, from its first day.
    """
    rules = {trigger.code: trigger for trigger in triggers if trigger.applies(sheet.subject, sheet.conduct_to)}
    proved = (one for one in sheet.situations if one.ground is None or _fulfils(one, rules.get(one.ground), choose))
    by_day = {one.on: one for one in sorted(proved, key=lambda one: one.reference, reverse=True)}
    whole = PresentSituation(on=sheet.conduct_from, reference=sheet.respondent)
    return tuple(by_day[day] for day in sorted(by_day)) or (whole,)


def windows(
    priors: Sequence[PriorSituation], present: Sequence[PresentSituation], rule: Derived, kind: str
) -> tuple[Window, ...]:
    """How each situation stands to the present one, oldest first; of several present ones, each to the next.

    An earlier situation is counted with the present one that is nearest to it.
    """
    pairs = [(prior.on, prior.reference, min(present, key=lambda one: abs(one.on - prior.on)).on) for prior in priors]
    pairs += [(one.on, one.reference, after.on) for one, after in pairwise(present)]
    counted = []
    for on, reference, other in sorted(pairs, key=lambda pair: pair[:2]):
        first, last = sorted((on, other))
        ends = _ends(first, rule, kind)
        counted.append(
            Window(
                fact=rule.fact,
                reference=reference,
                on=on,
                ends=ends,
                present=other,
                inside=last <= ends,
                kind=kind,
            )
        )
    return tuple(counted)


def holds(sheet: FactSheet, present: Sequence[PresentSituation], rule: Derived, kind: str) -> bool | None:
    """Whether the count is reached; None when earlier situations were not searched up to the present one.

    A present situation must be among those counted, all of them within one window. Where it is open which of the present
    ones are the respondent's, it is reached only if any one of them alone reaches it, and None where all together do.
    """
    if _reached(sheet, present, rule, kind):
        whichever = not sheet.parts_open or all(_reached(sheet, (one,), rule, kind) for one in present)
        return True if whichever else None
    searched = sheet.priors_checked_on
    return False if searched is not None and searched >= present[-1].on else None


def _reached(sheet: FactSheet, present: Sequence[PresentSituation], rule: Derived, kind: str) -> bool:
    days = sorted([(prior.on, False) for prior in sheet.priors] + [(one.on, True) for one in present])
    for start in range(len(days) - rule.at_least + 1):
        ends = _ends(days[start][0], rule, kind)
        group = days[start : bisect_right(days, ends, key=lambda day: day[0])]
        if len(group) >= rule.at_least and any(ours for _, ours in group):
            return True
    return False


def _fulfils(one: PresentSituation, trigger: Trigger | None, choose: Choose) -> bool:
    """Whether what is established of it alone is the ground under which it was alleged, as the text is read now."""
    if trigger is None:
        return False
    read = reading_in(trigger.readings, choose)
    held = set(one.facts)
    return any(
        set(row.all_of) <= held and not held & set(row.none_of) for row in (trigger.when if read is None else read.when)
    )


def _ends(first: date, rule: Derived, kind: str) -> date:
    """The last day of the window from *first*: of the calendar year, or the corresponding day, which is inside."""
    if kind == "calendar-year":
        return date(first.year + rule.years - 1, 12, 31)
    return corresponding_day(first, Period(count=rule.years, unit=Unit.YEAR))[0]
