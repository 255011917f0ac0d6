"""An office with matters at every stage, in the real log and the docket."""

from typing import Any

from msgspec.structs import replace
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from domain.cases.events import InvestigationReported
from interfaces.projecting import packaged_clocks, packaged_law
from projections.deadlines.projection import deadlines
from projections.docket.projection import DOCKET
from projections.numbers.projection import NUMBERS
from projections.recommendations.projection import recommendations
from projections.running.applying import make_tables
from projections.scope import Scope
from tests.domain.proceedings.material import notice_served, noticed, reviewed
from tests.projections.conftest import append
from tests.support.matters import Matter, Move
from tests.support.read_models import fill
from tests.support.weaving import woven

STAGES = ("lead", "filed", "investigated", "decided", "end")
DEADLINES = deadlines(packaged_clocks())
RECOMMENDATIONS = recommendations(packaged_law())
KINDS = frozenset({"report", "case", "proceeding", "appeal"})
ALL = Scope(kinds=KINDS, everything=True)


def office(count: int = 20) -> list[tuple[Matter, str]]:
    """Matters, each with the stage to which it has come."""
    return [(Matter(f"示例{n}", seed=n), STAGES[n % len(STAGES)]) for n in range(count)]


async def open_office(log: PostgresEventLog, connection: AsyncConnection[Any], count: int = 20) -> None:
    """Append the matters and fill the docket."""
    for stage in STAGES:
        await append(log, woven([matter for matter, until in office(count) if until == stage], until=stage))
    await fill(connection, DOCKET)
    await fill(connection, NUMBERS)
    for model in (DEADLINES, RECOMMENDATIONS):
        await make_tables(connection, model, "live")


def unheard(matter: Matter) -> list[Move]:
    """What happens until the first respondent was told what is intended, and says nothing to it."""
    moves = list(matter.moves(until="investigated"))
    (report,) = (
        one.report for move in moves for _, _, of in move for one in of if isinstance(one, InvestigationReported)
    )
    told = (replace(reviewed(), report=report), noticed(), notice_served())
    return [*moves, *(matter.in_proceeding(matter.proceedings[0], one) for one in told)]
