"""The time to decide on one respondent: from the filing, under the profile of that respondent's own track."""

from collections.abc import Iterable
from datetime import date

from domain.calendar.calendar import Calendar
from domain.calendar.deadline import deadline
from domain.cases.state import Case
from domain.procedure.profile import Profile


def last_day(case: Case, profile: Profile, calendar: Calendar, remade_from: date | None = None) -> date | None:
    """The last day to decide on a respondent of that *profile*; None before the filing.

    *remade_from* is the day on which an earlier decision fell that is made anew: the time runs again from there.

    An extension is of the case: each track has it as far as its own cap reaches, and none loses time by it.
    """
    if case.filed is None or case.decide_by is None:
        return None
    settings, begins = profile.settings, remade_from or case.filed.filed_on
    first = deadline(settings.decision_period.period, begins, calendar).due
    if case.decide_by == case.filed.decide_by:
        return first
    return max(first, min(case.decide_by, deadline(settings.decision_cap.period, begins, calendar).due))


def last_days(case: Case, profiles: Iterable[Profile], calendar: Calendar) -> tuple[tuple[str, date], ...]:
    """The last day under each of *profiles*, by code; of none before the filing."""
    days = {profile.code: last_day(case, profile, calendar) for profile in profiles}
    return tuple(sorted((code, day) for code, day in days.items() if day is not None))
