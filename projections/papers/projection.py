"""Follows every paper from its first draft."""

from collections.abc import Sequence
from typing import Any

from psycopg import AsyncConnection

from domain.papers.events import PaperApproved, PaperDrafted, PaperReturned, PaperWithdrawn
from domain.papers.state import PaperStage
from domain.recorded import Event, Recorded
from projections.running.model import ReadModel
from projections.statements import statement

PACKAGE = "projections.papers"


async def fold(connection: AsyncConnection[Any], events: Sequence[Recorded[Event]]) -> None:
    """See ``Fold``."""
    for recorded in events:
        given = _row(recorded)
        if given is not None:
            name = "draft" if isinstance(recorded.event, PaperDrafted) else "move"
            await connection.execute(statement(PACKAGE, name), given)


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
        case PaperApproved():
            return {"id": recorded.stream, "stage": PaperStage.APPROVED.value}
        case PaperWithdrawn():
            return {"id": recorded.stream, "stage": PaperStage.WITHDRAWN.value}
        case _:
            return None


PAPERS = ReadModel(name="papers", version=1, package=PACKAGE, tables=("papers_v1",), begin=lambda: fold)
