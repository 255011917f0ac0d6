"""Commands on papers: filled from the record by one person, approved by another, numbered and printed."""

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

import msgspec

from application.access import bodies_acting
from application.casework.around import Around
from application.casework.dossier import Dossier, dossier_of
from application.casework.file import PAPER, ReportFile
from application.casework.gate import on_papers
from application.casework.issued import ApprovedPapers
from application.casework.paper_material import PaperMaterial
from application.casework.paper_odds import PaperOdds
from application.casework.paper_streams import numbered, papers_of
from application.casework.papers import documents_in
from application.casework.reading import Reading
from application.casework.request import CommandRequest, Prepared
from application.errors import NotFound
from application.handling import Decided, Made
from application.ports import Change, Documents, EventLog
from application.streams import Kind, Loaded, load, load_existing
from domain.document import DocumentRef
from domain.identity import ActorId, BodyId, OrganId, PaperId
from domain.numbering.series import Series, give, printed, series_id
from domain.numbering.series import evolve as evolve_series
from domain.papers.commands import ApprovePaper, DraftPaper, PaperCommand, RevisePaper
from domain.papers.content import Content, decoded, encoded
from domain.papers.dating import day_of
from domain.papers.days import day
from domain.papers.drift import Drift
from domain.papers.filling import fill
from domain.papers.odds import Odd
from domain.papers.paper import Paper, PaperSetting, PaperStage, decide, require_approvable, require_draftable
from domain.papers.sheet import Sheet, check_text, sheet_of
from domain.papers.state import Filled, Numbered, Signed
from domain.papers.template import Template
from domain.papers.terms import About

SERIES: Kind[Series] = Kind("numbering", Series(), evolve_series)

JSON = "application/json"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Press(Protocol):
    """Prints sheets."""

    async def pdf(self, sheet: Sheet) -> bytes:
        """The sheet as PDF. Raises PressRefused."""
        ...

    async def docx(self, sheet: Sheet) -> bytes:
        """The sheet for an office program."""
        ...


class Writing:
    """What a person may do to a paper."""

    def __init__(
        self,
        events: EventLog,
        around: Around,
        *,
        templates: Mapping[str, Template],
        material: PaperMaterial,
        documents: Documents,
        press: Press,
    ) -> None:
        self._events, self._around, self._reading = events, around, Reading(events, around)
        self.templates, self._material = templates, material
        self.documents, self._press = documents, press
        self._odds = PaperOdds(around, material)
        self.approved = ApprovedPapers(events, templates, material, documents, self._odds)

    async def decide(self, request: CommandRequest, prepared: Prepared, stream: UUID) -> Decided:
        """Authorise and decide one command on the paper *stream*; for a new one, *stream* is the matter."""
        if request.action == "paper.draft-paper":
            return await self._begin(request, prepared, stream)
        loaded = await load_existing(self._events, PAPER, stream)
        paper = loaded.state
        if paper.matter is None or request.subject is None:
            raise NotFound
        await self._reading.with_papers(request.subject, paper.about.value, paper.matter, request.action)
        loaded.require(request.expected)
        command: PaperCommand = await prepared.command(paper.matter)
        dossier = await dossier_of(self._events, paper.about, paper.matter, desk=paper.body)
        setting = await self._setting(request, PaperId(stream), loaded.state, dossier)
        further: tuple[Change, ...] = ()
        if isinstance(command, RevisePaper):
            setting = await self._filled(loaded.state, setting, dossier, command, request)
        elif isinstance(command, ApprovePaper):
            setting, given = await self._signed(loaded, command, setting, dossier, request)
            further = (given,)
        return self._decided(loaded, command, setting, dossier, further)

    async def content(self, paper: Paper, *, by: ActorId, action: str) -> Content:
        """The words of the present draft, or of the final sheet; the read is on record. Raises NotFound."""
        if paper.content is None:
            raise NotFound
        return await self.draft(paper.content, by=by, action=action)

    async def draft(self, content: DocumentRef, *, by: ActorId, action: str) -> Content:
        """The words of one draft; the read is on record. Raises NotFound."""
        kept, _ = await self.documents.get(content, by=by, purpose=action)
        return decoded(kept)

    async def moved(self, paper: Paper, content: Content) -> Drift | None:
        """How the record moved on since *content* was drafted or approved; of a paper in use, only what lost its basis.

        None when it did not, and of a paper that was withdrawn.
        """
        if paper.matter is None or paper.stage is PaperStage.WITHDRAWN:
            return None
        found = await self.approved.drift(paper, content)
        if found is None or not await self._in_use(
            paper, await dossier_of(self._events, paper.about, paper.matter, desk=paper.body)
        ):
            return found
        return Drift(lost=found.lost) if found.lost else None

    async def odds(self, paper: Paper, content: Content) -> tuple[Odd, ...]:
        """What the drafter's own sentences of an open paper name and the record does not; nothing of one that is signed."""
        template = self.templates.get(paper.template)
        if template is None or paper.matter is None or not paper.is_open:
            return ()
        dossier = await dossier_of(self._events, paper.about, paper.matter, desk=paper.body)
        return await self._odds.of(template, dossier, content)

    async def of(self, about: About, matter: UUID) -> tuple[Loaded[Paper], ...]:
        """Every paper of a matter, by kind and in order of beginning."""
        return await papers_of(self._events, self.templates, about, matter)

    async def proof(self, content: Content) -> bytes:
        """A draft as PDF, without number, day and code."""
        return await self._press.pdf(sheet_of(content))

    async def printed(self, sheet: Sheet, *, office: bool = False) -> bytes:
        """Any sheet as PDF, or as .docx for an office program. Raises PressRefused."""
        return await (self._press.docx if office else self._press.pdf)(sheet)

    async def proof_for_office(self, content: Content) -> bytes:
        """A draft as .docx."""
        return await self._press.docx(sheet_of(content))

    async def _begin(self, request: CommandRequest, prepared: Prepared, matter: UUID) -> Decided:
        command: DraftPaper = await prepared.command(matter)
        if request.subject is None:
            raise NotFound
        await self._reading.with_papers(request.subject, command.about.value, matter, request.action)
        dossier = await dossier_of(self._events, command.about, matter)
        if dossier.report is not None:
            dossier = msgspec.structs.replace(dossier, desk=self._desk(request, dossier.report))
        several = await numbered(self._events, matter, command.template)
        before = several[-2] if len(several) > 1 else None
        loaded = before if before is not None and before.state.is_open else several[-1]
        setting = await self._setting(request, PaperId(loaded.id), loaded.state, dossier, command.template)
        setting = await self._filled(loaded.state, setting, dossier, command, request)
        return self._decided(loaded, command, setting, dossier, ())

    def _decided(
        self,
        loaded: Loaded[Paper],
        command: PaperCommand,
        setting: PaperSetting,
        dossier: Dossier,
        further: tuple[Change, ...],
    ) -> Decided:
        events = decide(loaded.state, command, setting)
        expected = dossier.expectations() if setting.filled is not None or further else ()
        return Decided(
            changes=(loaded.changed(events), *further, *expected),
            made=Made(id=loaded.id, version=loaded.version + len(events)),
        )

    async def _setting(
        self, request: CommandRequest, paper: PaperId, state: Paper, dossier: Dossier, template: str | None = None
    ) -> PaperSetting:
        found = self.templates.get(state.template if template is None else template)
        return PaperSetting(
            paper=paper,
            occasion=self._around.occasion(
                request.subject,
                on_papers(dossier.about.value, request.action),
                dossier.bodies | ({dossier.desk} if dossier.desk is not None else frozenset()),
                state.body or dossier.body,
            ),
            profile=self._around.profile(dossier.profile),
            template=found if found is not None and found.about is dossier.about else None,
            issuer=dossier.body,
            in_use=await self._in_use(state, dossier),
        )

    def _desk(self, request: CommandRequest, file: ReportFile) -> BodyId | None:
        """The body at whose desk whoever asks works: one that has the report, or any while none took it in."""
        action = on_papers(About.REPORT.value, request.action)
        held = bodies_acting(request.subject, action) if request.subject is not None else frozenset()
        bodies = file.bodies or held - {BodyId(organ) for organ in (file.report.state.organ,) if organ is not None}
        return self._around.occasion(request.subject, action, bodies, file.report.state.accepted_by).body

    async def _in_use(self, paper: Paper, dossier: Dossier) -> bool:
        """Whether a step of the matter refers to the final sheet."""
        if paper.document is None:
            return False
        recorded = await self._material.recorded(dossier)
        used = {document.id for one in recorded for _, document in documents_in(one.event)}
        return paper.document.id in used

    async def _filled(
        self,
        paper: Paper,
        setting: PaperSetting,
        dossier: Dossier,
        command: DraftPaper | RevisePaper,
        request: CommandRequest,
    ) -> PaperSetting:
        """The setting with what the record gives, kept under the matter. Raises Refused before anything is opened."""
        require_draftable(paper, command, setting)
        template = setting.template
        if template is None or request.subject is None:
            raise NotFound
        by = request.subject.account
        if request.keep is not None:
            await request.keep()  # the drafter's own sentences are part of what is filled in
        given = await self._material.gather(template, dossier, command.statements, by=by, action=request.action)
        content = fill(template, given, command.statements)
        kept = await self.documents.put(dossier.matter, encoded(content), media_type=JSON, by=by)
        return msgspec.structs.replace(
            setting,
            filled=Filled(edition=content.edition, content=kept, unsupported=content.unsupported, gaps=content.gaps),
        )

    async def _signed(
        self,
        loaded: Loaded[Paper],
        command: ApprovePaper,
        setting: PaperSetting,
        dossier: Dossier,
        request: CommandRequest,
    ) -> tuple[PaperSetting, Change]:
        """The setting with number and final sheets, and the number as given in its series.

        Raises:
            Refused: rules stand against the approval; nothing was printed then.
            PressRefused: a typeface or a character is missing.
        """
        paper, template = loaded.state, setting.template
        if request.subject is None or template is None or paper.body is None or paper.content is None:
            raise NotFound
        by, today = request.subject.account, self._around.today()
        content = await self.content(paper, by=by, action=request.action)
        given = await self._material.gather(template, dossier, content.statements, by=by, action=request.action)
        stream = series_id(paper.body, template.series, today.year)
        series = await load(self._events, SERIES, stream)
        event = give(series.state, body=paper.body, series=template.series, paper=setting.paper, on=today)
        mark = await self._mark(paper.body)
        number = None
        if mark is not None:
            text = printed(mark, template.series, event.year, event.serial)
            number = Numbered(text=text, year=event.year, serial=event.serial)
        setting = msgspec.structs.replace(
            setting,
            odd=tuple(dict.fromkeys(one.number for one in await self._odds.of(template, dossier, content))),
            changed=fill(template, given, content.statements) != content,
            number=number,
        )
        require_approvable(paper, command, setting)
        sheet = sheet_of(
            content,
            number=number.text if number is not None else None,
            day=day(day_of(template, given.recorded, today)).zh,
            printed=day(today).zh,
            check=check_text(template.code, number.text if number else "", paper.draft, paper.content.sha256),
        )
        document = await self.documents.put(dossier.matter, await self._press.pdf(sheet), media_type=PDF, by=by)
        editable = await self.documents.put(dossier.matter, await self._press.docx(sheet), media_type=DOCX, by=by)
        signed = msgspec.structs.replace(setting, signed=Signed(document=document, editable=editable))
        return signed, series.changed((event,))

    async def _mark(self, body: BodyId) -> str | None:
        organ = (await self._around.registers()).organ(OrganId(body), self._around.today())
        return organ.mark if organ is not None else None
