"""Follows every paper from its first draft."""

from collections.abc import Sequence
from typing import Any

from psycopg import AsyncConnection

from domain.papers.events import PaperApproved, PaperDrafted, PaperReturned, PaperWithdrawn
from domain.papers.state import PaperStage
from domain.recorded import Event, Recorded
from projections.docket.terms import normalised
from projections.running.model import ReadModel
from projections.statements import statement

PACKAGE = "projections.papers"
_STATEMENTS: dict[type[Event], str] = {PaperDrafted: "draft", PaperApproved: "approve"}


async def fold(connection: AsyncConnection[Any], events: Sequence[Recorded[Event]]) -> None:
    """See ``Fold``."""
    for recorded in events:
        given = _row(recorded)
        if given is not None:
            await connection.execute(statement(PACKAGE, _STATEMENTS.get(type(recorded.event), "move")), given)


def _row(recorded: Recorded[Event]) -> dict[str, object] | None:
    match recorded.event:
        case PaperDrafted() as one:
            return {
                "id": recorded.stream,
                "about": one.about.value,
                "matter": one.matter,
                "template": one.template,
                "body": one.body,
                "drafter": one.drafter,
                "draft": one.draft,
                "drafted_on": one.drafted_on,
                "unsupported": len(one.unsupported),
                "gaps": len(one.gaps),
            }
        case PaperReturned():
            return {"id": recorded.stream, "stage": PaperStage.RETURNED.value}
        case PaperApproved(number=number, year=year, approved_on=day):
            return {"id": recorded.stream, "number": number, "terms": _terms(number, year), "approved_on": day}
        case PaperWithdrawn():
            return {"id": recorded.stream, "stage": PaperStage.WITHDRAWN.value}
        case _:
            return None


def _terms(number: str, year: int) -> list[str]:
    """The whole number, its mark with the year, and the year with the serial number: how people remember one."""
    whole = normalised(number)
    mark, _, serial = whole.partition(str(year))
    return list(dict.fromkeys((whole, f"{mark}{year}", f"{year}{serial}")))


PAPERS = ReadModel(name="papers", version=2, package=PACKAGE, tables=("papers_v2",), begin=lambda: fold)
