"""How many deadlines a second, against the bare addition of a timedelta to a date in the same run.

``python bench/bench_deadline.py [COUNT]`` works out COUNT deadlines (20,000: a year of a middle-sized city), each with
its whole working, and prints one line a kind of period.
"""

import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from application.adapters.calendar_files import national_calendar
from domain.calendar.deadline import Extension, deadline
from domain.calendar.period import Period

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


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
