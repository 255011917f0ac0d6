"""Facts counted from earlier situations: so many within so many years, by the rolling or the calendar year."""

from datetime import date

from domain.calendar.period import Period, Unit, corresponding_day
from domain.recommendation.facts import FactSheet
from domain.recommendation.outcome import Window
from domain.rulebook.provisions import Derived


def windows(sheet: FactSheet, rule: Derived, kind: str) -> tuple[Window, ...]:
    """How each earlier situation stands to the present one, oldest first."""
    present = sheet.conduct_from
    counted = []
    for prior in sorted(sheet.priors, key=lambda prior: (prior.on, prior.reference)):
        first, last = sorted((prior.on, present))
        ends = date(first.year + rule.years - 1, 12, 31) if kind == "calendar-year" else _last_day(first, rule.years)
        counted.append(
            Window(
                fact=rule.fact,
                reference=prior.reference,
                on=prior.on,
                ends=ends,
                present=present,
                inside=last <= ends,
                kind=kind,
            )
        )
    return tuple(counted)


def holds(sheet: FactSheet, rule: Derived, kind: str) -> bool | None:
    """Whether the count is reached; None when earlier situations were not searched up to the present one.

    The present situation must be among those counted, all of them within one window.
    """
    days = sorted([(prior.on, False) for prior in sheet.priors] + [(sheet.conduct_from, True)])
    for start in range(len(days) - rule.at_least + 1):
        group = days[start : start + rule.at_least]
        for longer in range(start + rule.at_least, len(days) + 1):
            group = days[start:longer]
            if any(present for _, present in group) and _within(group[0][0], group[-1][0], rule.years, kind):
                return True
    searched = sheet.priors_checked_on
    return False if searched is not None and searched >= sheet.conduct_from else None


def _within(first: date, last: date, years: int, kind: str) -> bool:
    if kind == "calendar-year":
        return last.year - first.year < years
    return last <= _last_day(first, years)


def _last_day(first: date, years: int) -> date:
    """The corresponding day, which is inside the window."""
    return corresponding_day(first, Period(count=years, unit=Unit.YEAR))[0]
