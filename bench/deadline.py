"""How many deadlines a second, against the bare addition of a timedelta to a date in the same run.

``python -m bench.deadline [COUNT]`` works out COUNT deadlines (20,000: a year of a middle-sized city), each with
its whole working, and prints one line a kind of period; then it recounts COUNT mixed clocks, as a signed notice makes
the read model do, on a calendar with ten more days off.
"""

import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from application.adapters.calendar_files import deadline_rules, national_calendar
from domain.calendar.calendar import Calendar
from domain.calendar.deadline import Extension, deadline
from domain.calendar.notice import Festival, KnownFromBasis, Notice, Title
from domain.calendar.period import Period
from domain.calendar.recompute import recomputed

BEGIN = date(2025, 1, 1)
KINDS = {"5 working days": "5wd", "20 working days": "20wd", "60 days": "60d", "6 months": "6m"}


def seconds(work: Callable[[date], object], days: list[date]) -> float:
    """The best of three rounds over *days*."""
    rounds = []
    for _ in range(3):
        started = time.perf_counter()
        for day in days:
            work(day)
        rounds.append(time.perf_counter() - started)
    return min(rounds)


def main(count: int) -> None:
    days = [BEGIN + timedelta(days=n % 365) for n in range(count)]
    calendar, span = national_calendar(), timedelta(days=28)
    bare = seconds(lambda day: day + span, days)
    print(f"{'bare date addition':<34}{count / bare:>12,.0f}/s   1.0")
    for name, written in KINDS.items():
        period = Period.parse(written)
        for extended in (None, Extension(period=period)):
            label = name if extended is None else f"{name}, extended"
            taken = seconds(lambda day, p=period, e=extended: deadline(p, day, calendar, extension=e), days)
            print(f"{label:<34}{count / taken:>12,.0f}/s {taken / bare:>7.1f} times the addition")
    recount(days, bare)


def recount(days: list[date], bare: float) -> None:
    """All clocks at once on another calendar, with the first day of each warning."""
    before, warning = national_calendar(), deadline_rules().warning_working_days
    off = tuple(date(2025, 11, 10) + timedelta(days=n) for n in range(10))
    title = Title(zh="示例", en="Example")
    notice = Notice(
        id="example",
        title=title,
        known_from=off[0],
        known_from_basis=KnownFromBasis.ASSUMED,
        festivals=(Festival(code="example", title=title, off=off),),
    )
    after = Calendar((*before.notices, notice))
    periods = [Period.parse(written) for written in KINDS.values()]
    clocks = [deadline(periods[n % len(periods)], day, before) for n, day in enumerate(days)]
    rounds = []
    moved = 0
    for _ in range(3):
        started = time.perf_counter()
        again = [recomputed(one, after) for one in clocks]
        for one in again:
            after.working_days_before(one.due, warning)
        rounds.append(time.perf_counter() - started)
        moved = sum(old.due != new.due for old, new in zip(clocks, again, strict=True))
    taken = min(rounds)
    label = f"all clocks recounted, {moved:,} moved"
    print(f"{label:<34}{len(days) / taken:>12,.0f}/s {taken / bare:>7.1f} times the addition, {taken:.2f} s in all")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
