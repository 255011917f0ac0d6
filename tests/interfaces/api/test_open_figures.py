"""The open figures: what everybody may see tells nothing about one matter."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from interfaces.api.open_figures import OpenFigure, months_of, published
from interfaces.problems import Trouble
from projections.dashboard.figures import Dashboard, Days, Figure
from projections.docket.filter import EVERYTHING
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


@pytest.mark.parametrize(
    ("year", "today", "last"),
    [
        (None, date(2026, 11, 26), date(2026, 10, 31)),
        (None, date(2027, 1, 31), date(2026, 12, 31)),
        (None, date(2027, 2, 1), date(2027, 1, 31)),
        (2025, date(2026, 11, 26), date(2025, 12, 31)),
    ],
)
def test_only_months_that_have_ended_are_counted(year: int | None, today: date, last: date) -> None:
    assert months_of(year, today) == (date(last.year, 1, 1), last)


@pytest.mark.parametrize(("year", "today"), [(2027, date(2026, 11, 26)), (2027, date(2027, 1, 31))])
def test_a_year_without_a_month_that_ended_has_no_figures(year: int, today: date) -> None:
    with pytest.raises(Trouble) as refused:
        months_of(year, today)
    assert (refused.value.code, refused.value.place) == ("malformed-query", "year")


def test_one_more_or_one_less_is_seen_nowhere() -> None:
    def figures(*counts: int) -> tuple[Figure, ...]:
        return tuple(Figure(code=f"2026-{n:02}", count=count, rows=EVERYTHING) for n, count in enumerate(counts, 1))

    found = published(
        Dashboard(
            since=date(2026, 1, 1),
            until=date(2026, 10, 31),
            open=(),
            overdue=figures(1)[0],
            by_stage=(),
            by_ground=(),
            by_measure=figures(1),
            measures_by_ground=(),
            opened_by_month=figures(0, 0, 3),
            decided_by_month=figures(1, 2, 3, 4, 5),
            decided=figures(15)[0],
            upheld=figures(14)[0],
            not_filed=figures(1)[0],
            departed=figures(1)[0],
            overturned=figures(1)[0],
            time_to_decision=Days(count=2, median=61.0, shortest=60, longest=62, rows=EVERYTHING),
            days_by_month=(),
        ),
        (replace(figures(1)[0], code="satisfied"), replace(figures(5)[0], code="partly")),
    )
    assert [(one.code, one.count) for one in found.by_rating] == [("partly", 6)]
    assert [(one.code[-1], one.count) for one in found.decided_by_month] == [("2", 3), ("3", 3), ("4", 3), ("5", 6)]
    assert [(one.code[-1], one.count) for one in found.opened_by_month] == [("2", 0), ("3", 3), ("4", 0), ("5", 0)]
    assert (found.decided.count, found.overturned.count, found.by_measure) == (15, 0, ())
    assert (found.upheld.count, found.not_filed.count) == (15, 0), "rounded as the rest"
    assert found.median_days_to_decision is None
    assert all(isinstance(one, OpenFigure) for one in found.decided_by_month)


def test_figures_name_nobody_and_are_counted_once(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        found = await worked.sees("public", "/api/figures")
        assert {"open", "decided", "by_measure"} <= set(found)
        text = str(found)
        assert not any(identifier in text for identifier in worked.names.values() if len(identifier) == 36)
        assert await worked.sees("public", "/api/figures") == found
        late = await worked.people["public"].get("/api/figures", year=worked.today.year + 1)
        assert (late.status_code, late.json()["place"]) == (400, "year")
        assert (await worked.people["public"].get("/api/figures", since="2026-01-01")).status_code == 400

    in_worked(database, tmp_path, story)
