"""By when a report is looked at: what its reporter may expect, counted as the clock of its desk is."""

from datetime import date

import msgspec

from application.casework.around import Around
from application.casework.file import FIRST_PROFILE
from domain.calendar.deadline import Deadline, deadline
from domain.procedure.basis import Basis
from domain.reports.events import ReportReferred
from domain.reports.report import End, Report


class TriageTime(msgspec.Struct, frozen=True, kw_only=True):
    """The last day for taking a report up, passing it on or declining it.

    ``working`` tells from which day and how it was counted; ``basis`` on what authority, ``cites`` where it stands.
    """

    by: date
    basis: Basis
    cites: tuple[str, ...]
    working: Deadline


async def triage_time(around: Around, received_on: date) -> TriageTime | None:
    """The time of a desk that has a report since *received_on*; None where its procedure knows no such time."""
    setting = around.profile(FIRST_PROFILE).settings.triage_period
    if setting is None:
        return None
    working = deadline(setting.period, received_on, await around.calendar())
    return TriageTime(by=working.due, basis=setting.source.basis, cites=setting.source.cites, working=working)


def waits_since(report: Report) -> date | None:
    """Since when a desk has *report* to look at: its receipt or the letter that passed it on; None when it was looked at."""
    if report.filed is None or report.accepted_by is not None or report.end not in {None, End.REFERRED}:
        return None
    passed_on = [act.referred_on for act in report.acts if isinstance(act, ReportReferred)]
    return max(passed_on, default=report.filed.received_on)
