"""The papers that were approved for a step of the procedure."""

from collections.abc import Mapping
from uuid import UUID

from application.casework.file import PAPER
from application.casework.papers import documents_in
from application.ports import Change, EventLog
from application.streams import Loaded, load
from domain.papers.naming import paper_id
from domain.papers.paper import Paper, PaperStage
from domain.papers.template import Template
from domain.papers.use import Issued

SEVERAL = 50
"""How many papers of one kind a matter can have."""


async def numbered(events: EventLog, matter: UUID, template: str) -> list[Loaded[Paper]]:
    """The papers of that kind in the order of beginning, and the next one, still empty."""
    found: list[Loaded[Paper]] = []
    for ordinal in range(1, SEVERAL + 1):
        found.append(await load(events, PAPER, paper_id(matter, template, ordinal)))
        if found[-1].version == 0:
            break
    return found


async def issued_for(
    events: EventLog, templates: Mapping[str, Template], action: str, matter: UUID
) -> tuple[tuple[Issued, ...], tuple[Change, ...]]:
    """Papers of *matter* that *action* is to go on with and did not yet, and the expectation that none of them changes meanwhile."""
    papers = [
        paper
        for template in templates.values()
        if template.carries_out == action
        for paper in await numbered(events, matter, template.code)
    ]
    issued = [
        Issued(number=paper.state.number, document=paper.state.document)
        for paper in papers
        if paper.state.stage is PaperStage.APPROVED and paper.state.number and paper.state.document
    ]
    if issued:
        used = {document.id for one in await events.read(matter) for _, document in documents_in(one.event)}
        issued = [one for one in issued if one.document.id not in used]
    return tuple(issued), tuple(paper.changed(()) for paper in papers)
