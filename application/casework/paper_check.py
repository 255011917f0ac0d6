"""What becomes known of a paper to whoever holds its sheet and reads its check code: whether it was issued, and whether it stands."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from application.casework.around import Around
from application.casework.file import PAPER, PROCEEDING
from application.casework.paper_streams import numbered
from application.errors import NotFound
from application.ports import EventLog
from application.streams import load
from domain.identity import BodyId
from domain.numbering.events import NumberGiven
from domain.numbering.series import number_parts, series_id
from domain.papers.paper import Paper, PaperStage
from domain.papers.sheet import CheckCode, check_text
from domain.papers.template import Template
from domain.papers.terms import About
from domain.procedure.profile import Label
from domain.registers.records import OrganTerm
from domain.registers.snapshot import Snapshot


class Standing(StrEnum):
    """Whether the paper is still what it says."""

    STANDS = "stands"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    REVOKED = "revoked"
    VARIED = "varied"


class Checked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the sheet itself says, and whether it stands; nothing of the matter or of a person.

    ``replaced_by`` is the number of the paper that was issued in its place.
    """

    kind: Label
    number: str
    body: str
    issued_on: date
    standing: Standing
    replaced_by: str | None = None


class PaperCheck:
    """Answers check codes."""

    def __init__(self, events: EventLog, around: Around, templates: Mapping[str, Template]) -> None:
        self._events, self._around, self._templates = events, around, templates

    async def of(self, code: CheckCode) -> Checked:
        """The paper whose sheet bears *code*.

        Raises:
            NotFound: no paper does. Whether it is the number or the digest that is wrong is not told.
        """
        template = self._templates.get(code.kind)
        if template is None:
            raise NotFound
        snapshot = await self._around.registers()
        for issuer, year, serial in _issuers(template, code.number, snapshot):
            given = await self._events.read(series_id(BodyId(issuer.organ), template.series, year))
            papers = (one.event for one in given if isinstance(one.event, NumberGiven))
            paper = next((one.paper for one in papers if one.serial == serial), None)
            found = None if paper is None else await self._checked(template, code, UUID(str(paper)), issuer.name)
            if found is not None:
                then = snapshot.organ(issuer.organ, found.issued_on)
                return found if then is None else replace(found, body=then.name)
        raise NotFound

    async def _checked(self, template: Template, code: CheckCode, paper: UUID, called: str) -> Checked | None:
        """What is told of the paper of the body so *called*, if it is the one whose sheet bears the code."""
        state = (await load(self._events, PAPER, paper)).state
        if state.content is None or state.approved_on is None or state.number is None:
            return None
        if not code.matches(check_text(template.code, state.number, state.draft, state.content.sha256)):
            return None
        standing, after = await self._standing(template, paper, state)
        return Checked(
            kind=template.label,
            number=state.number,
            body=called,
            issued_on=state.approved_on,
            standing=standing,
            replaced_by=after,
        )

    async def _standing(self, template: Template, paper: UUID, state: Paper) -> tuple[Standing, str | None]:
        if state.matter is None:
            raise NotFound
        if state.stage is PaperStage.WITHDRAWN:
            of_kind = await numbered(self._events, state.matter, template.code)
            places = [one.id for one in of_kind]
            later = [one.state for one in of_kind[places.index(paper) + 1 :]]
            after = next((one.number for one in later if one.stage is PaperStage.APPROVED), None)
            return (Standing.WITHDRAWN, None) if after is None else (Standing.REPLACED, after)
        if state.about is About.PROCEEDING and template.number_field is not None:
            return await self._decision(state.matter, state.number), None
        return Standing.STANDS, None

    async def _decision(self, proceeding: UUID, number: str | None) -> Standing:
        """Whether the decision of that number still stands as it was made; one not made yet does."""
        track = (await load(self._events, PROCEEDING, proceeding)).state
        if number not in track.numbers:
            return Standing.STANDS
        if track.decision is None or track.decision.number != number:
            return Standing.REVOKED
        return Standing.VARIED if track.decision.varied else Standing.STANDS


def _issuers(template: Template, number: str, snapshot: Snapshot) -> Iterator[tuple[OrganTerm, int, int]]:
    """The entries of bodies with the mark that the number begins with; the year and the serial number in the series.

    A mark that a body had once, and one of a body that is no more, still says who issued the sheet.
    """
    marked = {(term.organ, term.mark): term for term in snapshot.terms() if term.mark is not None}
    for (_, mark), term in marked.items():
        found = number_parts(number, mark or "", template.series)
        if found is not None:
            yield term, *found
