"""Reads the dashboard, always within a scope. Each figure carries the filter under which the docket lists its rows."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace
from psycopg import AsyncConnection

from domain.reports.events import OutcomeRating
from projections.dashboard.figures import Dashboard, Days, Figure, MonthDays, month, months
from projections.docket.filter import Filter
from projections.docket.present import Present, parameters
from projections.docket.row import Kind, Stage
from projections.scope import Scope
from projections.statements import statement, told

PACKAGE = "projections.dashboard"
OF_A_CASE = (Kind.CASE, Kind.PROCEEDING)
"""What the dashboard is about."""

Connection = AsyncConnection[Any]


async def median_days(
    connection: Connection, scope: Scope, *, since: date, until: date, schema: str = "read_models"
) -> tuple[int, float | None, int | None, int | None]:
    """Calendar days from filing to decision over what was decided in the period: count, median, shortest, longest."""
    given = {**scope.parameters(), "since": since, "until": until}
    days = await (await connection.execute(told(PACKAGE, "days", schema), given, prepare=False)).fetchone()
    count, median, shortest, longest = days or (0, None, None, None)
    return count, None if median is None else float(median), shortest, longest


async def dashboard(connection: Connection, scope: Scope, *, since: date, until: date, today: date) -> Dashboard:
    """All figures for the rows within *scope*. *today* is the legal day by which a clock has run out."""
    given = {**scope.parameters(), "since": since, "until": until}
    late = Filter(kinds=OF_A_CASE, open=True, due_to=today - timedelta(days=1))
    on_the_day = parameters(Present(today=today, admitting=frozenset(), serving=frozenset()))
    cursor = await connection.execute(
        statement(PACKAGE, "figures"), {**late.parameters(), **on_the_day, **given}, prepare=False
    )
    counted: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for figure, code, count in await cursor.fetchall():
        counted[figure].append((code, count))
    count, median, shortest, longest = await median_days(connection, scope, since=since, until=until)
    by_month = await connection.execute(statement(PACKAGE, "days_by_month"), given, prepare=False)
    decided = Filter(kinds=(Kind.PROCEEDING,), decided_from=since, decided_to=until)

    def figures(name: str, rows: Callable[[str], Filter]) -> tuple[Figure, ...]:
        return tuple(Figure(code=code, count=number, rows=rows(code)) for code, number in counted[name])

    def by_months(name: str, rows: Callable[[date, date], Filter]) -> tuple[Figure, ...]:
        counts = dict(counted[name])
        of = [code for every in ("opened_by_month", "decided_by_month") for code, _ in counted[every]]
        return tuple(
            Figure(code=code, count=counts.get(code, 0), rows=rows(*_within(code, since, until)))
            for code in (months(min(of), max(of)) if counts else ())
        )

    def single(name: str, rows: Filter) -> Figure:
        return Figure(code=name, count=sum(number for _, number in counted[name]), rows=rows)

    return Dashboard(
        since=since,
        until=until,
        open=figures("open", lambda code: Filter(kinds=(Kind(code),), open=True)),
        overdue=single("overdue", late),
        by_stage=tuple(sorted(figures("by_stage", _stage), key=_as_gone_through)),
        by_ground=figures("by_ground", lambda code: _opened(since, until, ground=code)),
        by_measure=figures("by_measure", lambda code: _decided(since, until, measure=code)),
        measures_by_ground=figures("measures_by_ground", lambda code: _measured(since, until, code)),
        opened_by_month=by_months("opened_by_month", _opened),
        decided_by_month=by_months("decided_by_month", _decided),
        decided=single("decided", decided),
        upheld=single("upheld", replace(decided, upheld=True)),
        not_filed=single("not_filed", _not_filed(since, until)),
        departed=single("departed", _decided(since, until, departed=True)),
        overturned=single("overturned", _decided(since, until, overturned=True)),
        time_to_decision=Days(
            count=count,
            median=median,
            shortest=shortest,
            longest=longest,
            rows=decided,
        ),
        days_by_month=tuple(
            MonthDays(code=code, count=number, median=float(middle), rows=_decided(*_within(code, since, until)))
            for code, number, middle in await by_month.fetchall()
        ),
    )


def rows_behind(figure: str, code: str, since: date, until: date) -> Filter:
    """The filter under which the docket lists what one figure of a period counts.

    Raises:
        LookupError: there is no such figure.
    """
    rows: dict[str, Callable[[], Filter]] = {
        "opened": lambda: _opened(since, until),
        "filed": lambda: Filter(kinds=(Kind.CASE,), filed_from=since, filed_to=until),
        "decided": lambda: _decided(since, until),
        "upheld": lambda: replace(_decided(since, until), upheld=True),
        "not_filed": lambda: _not_filed(since, until),
        "departed": lambda: _decided(since, until, departed=True),
        "overturned": lambda: _decided(since, until, overturned=True),
        "by_instrument": lambda: replace(_opened(since, until), instrument=code),
        "by_ground": lambda: _opened(since, until, ground=code),
        "by_outcome": lambda: replace(_decided(since, until), outcome=code),
        "by_measure": lambda: _decided(since, until, measure=code),
        "measures_by_ground": lambda: _measured(since, until, code),
        "by_rating": lambda: Filter(
            kinds=(Kind.REPORT,), opened_from=since, opened_to=until, rated=OutcomeRating(code)
        ),
        "opened_by_month": lambda: _opened(*_within(code, since, until)),
        "decided_by_month": lambda: _decided(*_within(code, since, until)),
    }
    return rows[figure]()


def _not_filed(since: date, until: date) -> Filter:
    return Filter(kinds=(Kind.CASE,), stages=(Stage.NOT_FILED,), closed_from=since, closed_to=until)


def _stage(code: str) -> Filter:
    kind, _, stage = code.partition(" ")
    return Filter(kinds=(Kind(kind),), stages=(Stage(stage),), open=True)


def _as_gone_through(figure: Figure) -> tuple[int, int]:
    """The order of stages: cases before proceedings, each as it goes through them."""
    kind, _, stage = figure.code.partition(" ")
    return OF_A_CASE.index(Kind(kind)), tuple(Stage).index(Stage(stage))


def _measured(since: date, until: date, code: str) -> Filter:
    ground, _, measure = code.partition(" ")
    return replace(_decided(since, until, measure=measure), ground=ground)


def _opened(since: date, until: date, *, ground: str | None = None) -> Filter:
    return Filter(kinds=(Kind.CASE,), opened_from=since, opened_to=until, ground=ground)


def _decided(
    since: date,
    until: date,
    *,
    measure: str | None = None,
    departed: bool | None = None,
    overturned: bool | None = None,
) -> Filter:
    return Filter(
        kinds=(Kind.PROCEEDING,),
        decided_from=since,
        decided_to=until,
        measure=measure,
        departed=departed,
        overturned=overturned,
    )


def _within(code: str, since: date, until: date) -> tuple[date, date]:
    first, last = month(code)
    return max(first, since), min(last, until)
