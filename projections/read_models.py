"""All read models of this release, and the ways to keep them up with the log."""

import asyncio
from collections.abc import Callable
from typing import Any

from psycopg import AsyncConnection

from projections.deadlines.law import ClockLaw
from projections.deadlines.projection import deadlines
from projections.docket.projection import DOCKET
from projections.grades.projection import GRADES
from projections.numbers.projection import NUMBERS
from projections.papers.projection import PAPERS
from projections.prior_liability.projection import PRIOR_LIABILITY
from projections.recommendations.law import Law
from projections.recommendations.projection import recommendations
from projections.retention.projection import RETENTION
from projections.running.model import ReadModel
from projections.running.rebuilding import rebuild
from projections.running.retiring import drop_old
from projections.running.runner import run

NAMES = (
    "docket",
    "matter-numbers",
    "papers",
    "prior-liability",
    "recommendations",
    "deadlines",
    "grades",
    "retention",
)
"""The names of all read models. The dashboard and pending work read the docket's rows."""


def read_models(law: Law, clocks: ClockLaw) -> tuple[ReadModel, ...]:
    """Every read model, in the order of ``NAMES``. The recommendations depend on *law*, the deadlines on *clocks*."""
    return (
        DOCKET,
        NUMBERS,
        PAPERS,
        PRIOR_LIABILITY,
        recommendations(law),
        deadlines(clocks),
        GRADES,
        RETENTION,
    )


async def run_projections(conninfo: str, law: Law, clocks: ClockLaw, *, stop: asyncio.Event) -> None:
    """Keep every read model up with the log until *stop* is set; see ``projections.running.runner.run``."""
    await run(conninfo, read_models(law, clocks), stop=stop)


async def rebuild_read_models(
    conninfo: str,
    law: Law,
    clocks: ClockLaw,
    names: tuple[str, ...] = NAMES,
    *,
    report: Callable[[str, int, int], None] | None = None,
) -> dict[str, int]:
    """Make the rows of the named read models anew beside those in use and switch; events folded, by name.

    *report* is told the name, the position reached and the one to be reached.

    Raises:
        KeyError: no read model has that name.
        RebuildRefused: one could not be made; its rows in use are untouched, and those after it were not begun.
    """

    async def connect() -> AsyncConnection[Any]:
        return await AsyncConnection.connect(conninfo, autocommit=True, application_name="wenze rebuild")

    models = {model.name: model for model in read_models(law, clocks)}
    folded = {}
    for model in [models[name] for name in names]:
        told = None if report is None else _told(report, model.name)
        folded[model.name] = await rebuild(connect, model, report=told)
    return folded


async def drop_old_tables(conninfo: str, law: Law, clocks: ClockLaw) -> tuple[str, ...]:
    """Drop what nothing of this release reads; see ``projections.running.retiring.drop_old``."""
    async with await AsyncConnection.connect(conninfo, autocommit=True) as connection:
        return await drop_old(connection, read_models(law, clocks))


def _told(report: Callable[[str, int, int], None], name: str) -> Callable[[int, int], None]:
    return lambda done, total: report(name, done, total)
