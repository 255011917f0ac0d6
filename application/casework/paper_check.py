"""What becomes known of a paper to whoever holds its sheet and reads its check code: whether it was issued, and whether it stands."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from application.casework.around import Around
from application.casework.file import PAPER, PROCEEDING
from application.casework.issued import numbered
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
        issuer = None if template is None else await self._issuer(template, code.number)
        if template is None or issuer is None:
            raise NotFound
        body, name, year, serial = issuer
        given = await self._events.read(series_id(body, template.series, year))
        paper = next(
            (one.event.paper for one in given if isinstance(one.event, NumberGiven) and one.event.serial == serial),
            None,
        )
        if paper is None:
            raise NotFound
        state = (await load(self._events, PAPER, paper)).state
        if state.content is None or state.approved_on is None or state.number is None or state.matter is None:
            raise NotFound
        if not code.matches(check_text(template.code, state.number, state.draft, state.content.sha256)):
            raise NotFound
        standing, after = await self._standing(template, UUID(str(paper)), state)
        return Checked(
            kind=template.label,
            number=state.number,
            body=name,
            issued_on=state.approved_on,
            standing=standing,
            replaced_by=after,
        )

    async def _issuer(self, template: Template, number: str) -> tuple[BodyId, str, int, int] | None:
        """The body whose mark the number begins with, its name, and the year and serial number in the series."""
        today = self._around.today()
        for organ in (await self._around.registers()).organs(today):
            found = None if organ.mark is None else number_parts(number, organ.mark, template.series)
            if found is not None:
                return BodyId(organ.organ), organ.name, *found
        return None

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
