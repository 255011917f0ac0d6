"""The papers of a matter, found by what they are for."""

from collections.abc import Mapping
from uuid import UUID

from application.casework.file import PAPER
from application.ports import EventLog
from application.streams import Loaded, load
from domain.papers.naming import paper_id
from domain.papers.paper import Paper
from domain.papers.template import Template
from domain.papers.terms import About

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


async def papers_of(
    events: EventLog, templates: Mapping[str, Template], about: About, matter: UUID
) -> tuple[Loaded[Paper], ...]:
    """Every paper of a matter, by kind and in order of beginning."""
    kinds = [template.code for template in templates.values() if template.about is about]
    first = {UUID(str(paper_id(matter, code, 1))): code for code in kinds}
    begun = {first[one.stream] for one in await events.read_several(first)}  # most kinds have none
    found: list[Loaded[Paper]] = []
    for code in kinds:
        if code in begun:
            found += [one for one in await numbered(events, matter, code) if one.version > 0]
    return tuple(found)
