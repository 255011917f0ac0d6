"""Papers: what a matter has, one paper with its sentences and their support, and the sheet itself."""

from collections.abc import Iterator
from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from application.casework.file import PAPER
from application.casework.gate import on_papers
from application.casework.writing import DOCX, PDF
from application.errors import NotFound, ReadModelsBehind
from application.new_id import new_id
from application.streams import load_existing
from domain.document import DocumentRef
from domain.identity import ActorId, BodyId
from domain.papers.commands import DraftPaper
from domain.papers.content import Head, Paragraph
from domain.papers.drift import Drift
from domain.papers.odds import Odd
from domain.papers.paper import Paper, PaperStage
from domain.papers.template import Template
from domain.papers.terms import About
from domain.procedure.profile import Label
from domain.proceedings.proceeding import Proceeding
from domain.proceedings.state import Decision
from domain.proceedings.terms import ServiceMode
from interfaces.api.commands import PLURAL, SUMMARIES, Receipt, carry, receipt, texts
from interfaces.api.docket import LISTS, DocketQuery, page_of_lists
from interfaces.api.forms import form_of, to_command
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.api.paper_phases import due_with, in_order, phase_of
from interfaces.service import Service
from projections.docket.reads import LARGEST_PAGE


def service_of(template: Template | None, said: ServiceMode | None) -> ServiceMode | None:
    """How a paper is to be served: as was *said*, else by hand, which is the rule. None where no step serves it."""
    return None if template is None or template.service is None else said or ServiceMode.DIRECT


DECIDING = "proceeding.decide"

MATTERS = {
    About.REPORT: Sentence("线索的文书", "Papers of a report"),
    About.CASE: Sentence("案件的文书", "Papers of a case"),
    About.PROCEEDING: Sentence("对象程序的文书", "Papers of a proceeding"),
    About.APPEAL: Sentence("复核申诉的文书", "Papers of an appeal"),
}


class PaperEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One paper of a matter. ``number`` once it is approved."""

    id: UUID
    version: int
    template: str
    label: Label
    stage: PaperStage
    draft: int
    unsupported: tuple[int, ...]
    gaps: tuple[int, ...]
    number: str | None = None


class PaperKind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of paper that can be drafted here. ``slots`` are the places for sentences of the drafter's own.

    ``phase`` is what the phase to which it belongs is called; ``due``: the present step of the matter waits for it, as far as
    the docket has come and the reader's lists show the matter.
    """

    template: str
    label: Label
    slots: tuple[str, ...]
    phase: Label | None
    due: bool


class Elsewhere(msgspec.Struct, frozen=True, kw_only=True):
    """A document that a step went on with and that was not drafted here: what such a paper is called, its number and day."""

    label: Label
    number: str
    document: DocumentRef
    made_on: date


async def decided_elsewhere(service: Service, matter: UUID, decided: Decision | None) -> tuple[Elsewhere, ...]:
    """The decision that stands in a proceeding, where the body brought it as a document of its own."""
    if decided is None:
        return ()
    if await service.writing.approved.carrying_out(DECIDING, matter, decided.document) is not None:
        return ()
    paper = next(one for one in service.writing.templates.values() if one.carries_out == DECIDING)
    return (
        Elsewhere(
            label=paper.label,
            number=decided.number,
            document=decided.document,
            made_on=decided.effective_on,
        ),
    )


class Papers(msgspec.Struct, frozen=True, kw_only=True):
    """The papers of a matter, and the kinds that there are for it, in the order of the procedure.

    ``elsewhere`` are decisions that the body brought as documents of its own. What was decided has no kind to draft it with while the
    decision stands.
    """

    papers: tuple[PaperEntry, ...]
    kinds: tuple[PaperKind, ...]
    elsewhere: tuple[Elsewhere, ...]


class PaperView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One paper. Sentences are numbered from 1 over all paragraphs; ``unsupported`` and ``gaps`` name such numbers.

    ``attachments`` and ``head`` are what the drafter named and wrote above the text. ``moved``: how the record moved on since the paper was drafted or approved; missing while it did not.
    ``odds``: what sentences of the drafter's own in an open paper name and the record does not.
    ``service``: how it is to be served, as its drafter said, else by hand, which is the rule; missing where no step serves it.
    """

    id: UUID
    version: int
    matter: UUID
    about: About
    template: str
    label: Label
    title: Label
    stage: PaperStage
    body: BodyId
    draft: int
    drafters: tuple[ActorId, ...]
    drafted_on: date
    paragraphs: tuple[Paragraph, ...]
    unsupported: tuple[int, ...]
    gaps: tuple[int, ...]
    addressee: Label | None = None
    attachments: tuple[str, ...] = ()
    head: Head | None = None
    returned: DocumentRef | None = None
    number: str | None = None
    approver: ActorId | None = None
    approved_on: date | None = None
    document: DocumentRef | None = None
    editable: DocumentRef | None = None
    moved: Drift | None = None
    odds: tuple[Odd, ...] = ()
    service: ServiceMode | None = None


class SheetQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``form``: ``pdf`` to read, ``docx`` for an office program."""

    form: Literal["pdf", "docx"] = "pdf"


class Papering:
    """The routes of papers."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="POST",
            path="/api/papers",
            name="draft-paper",
            action="paper.draft-paper",
            summary=SUMMARIES["paper.draft-paper"],
            tag="papers",
            body=form_of(DraftPaper),
            answers=Receipt,
            status=201,
            changes=True,
            run=self.draft,
        )
        for about, summary in MATTERS.items():
            kind = about.value
            yield Operation(
                method="GET",
                path=f"/api/{PLURAL[kind]}/{{{kind}}}/papers",
                name=f"read-{kind}-papers",
                action=on_papers(kind, "paper.read"),
                summary=summary,
                tag="papers",
                answers=Papers,
                run=self.of,
            )
        yield Operation(
            method="GET",
            path="/api/papers/{paper}",
            name="read-paper",
            action="paper.read",
            summary=Sentence(
                "查看文书，每句及其依据（记入查阅记录）", "A paper, each sentence with its support (on record)"
            ),
            tag="papers",
            answers=PaperView,
            run=self.read,
        )
        yield Operation(
            method="GET",
            path="/api/papers/{paper}/sheet",
            name="read-sheet",
            action="paper.read",
            summary=Sentence("下载文书：草稿或正式文本（记入查阅记录）", "The sheet, as draft or final (on record)"),
            tag="papers",
            query=SheetQuery,
            answers=bytes,
            refusals=(410, 422, 503),
            run=self.sheet,
        )

    async def draft(self, call: Call) -> Answer:
        """Fill a template from the record of a matter."""
        matter, about = call.body.matter, About(call.body.about)

        keeper = texts(self._service, call, about.value)

        async def prepare(stream: UUID) -> msgspec.Struct:
            return await to_command(call.body, DraftPaper, keeper.under(stream), new_id)

        done = await carry(self._service, call, "paper.draft-paper", matter, prepare, keeper.put_away)
        return receipt(done, 201)

    async def of(self, call: Call) -> Answer:
        """What papers a matter has."""
        ((kind, matter),) = call.ids.items()
        about = About(kind)
        opened = await self._service.reading.opened(call.subject, kind, matter, on_papers(kind, "paper.read"))
        writing = self._service.writing
        papers = tuple(
            PaperEntry(
                id=one.id,
                version=one.version,
                template=one.state.template,
                label=self._label(one.state.template),
                stage=one.state.stage or PaperStage.DRAFT,
                draft=one.state.draft,
                unsupported=one.state.unsupported,
                gaps=one.state.gaps,
                number=one.state.number,
            )
            for one in await writing.of(about, matter)
        )
        templates = in_order(one for one in writing.templates.values() if one.about is about)
        step = await self._step(call, kind, matter)
        written = {one.template for one in papers if one.stage is not PaperStage.WITHDRAWN}
        due = frozenset[str]() if step is None else due_with(step, templates, written, opened.state)
        state = opened.state
        decided = state.decision if isinstance(state, Proceeding) else None
        kinds = tuple(
            PaperKind(
                template=one.code,
                label=one.label,
                slots=one.slots,
                phase=None if (phase := phase_of(one.code)) is None else phase.label,
                due=one.code in due,
            )
            for one in templates
            if not (one.carries_out == DECIDING and decided is not None)
        )
        return Answer(
            content=Papers(
                papers=papers, kinds=kinds, elsewhere=await decided_elsewhere(self._service, matter, decided)
            )
        )

    async def _step(self, call: Call, kind: str, matter: UUID) -> str | None:
        """The step for which the matter waits, as ``proceeding.decide``; None where the reader's lists do not show it, or not yet."""
        query = DocketQuery(search=str(matter), limit=LARGEST_PAGE)
        lists = ("report.list",) if kind == About.REPORT else LISTS
        try:
            found = await page_of_lists(self._service, msgspec.structs.replace(call, query=query), lists)
        except ReadModelsBehind:
            return None
        entry = next((one for one in found.entries if one.id == matter), None)
        return None if entry is None or entry.next_step is None else f"{kind}.{entry.next_step}"

    async def read(self, call: Call) -> Answer:
        """A paper with its words; that they were read is on record."""
        version, paper = await self._opened(call)
        if paper.matter is None or paper.body is None or paper.drafted_on is None:
            raise NotFound
        content = await self._service.writing.content(paper, by=call.subject.account, action="paper.read")
        return Answer(
            content=PaperView(
                id=call.ids["paper"],
                version=version,
                matter=paper.matter,
                about=paper.about,
                template=paper.template,
                label=content.label,
                title=content.title,
                stage=paper.stage or PaperStage.DRAFT,
                body=paper.body,
                draft=paper.draft,
                drafters=paper.drafters,
                drafted_on=paper.drafted_on,
                paragraphs=content.paragraphs,
                unsupported=paper.unsupported,
                gaps=paper.gaps,
                addressee=content.addressee,
                attachments=content.attachments,
                head=content.head,
                returned=paper.returned,
                number=paper.number,
                approver=paper.approver,
                approved_on=paper.approved_on,
                document=paper.document,
                editable=paper.editable,
                moved=await self._service.writing.moved(paper, content),
                odds=await self._service.writing.odds(paper, content),
                service=service_of(self._service.writing.templates.get(paper.template), paper.service),
            ),
            version=version,
        )

    async def sheet(self, call: Call) -> Answer:
        """The final sheet as it was signed; before that the draft, without number, day and code."""
        _, paper = await self._opened(call)
        by, form, service = call.subject.account, call.query.form, self._service
        final = paper.document if form == "pdf" else paper.editable
        if final is not None:
            printed, _ = await service.documents.get(final, by=by, purpose="paper.read")
        else:
            content = await service.writing.content(paper, by=by, action="paper.read")
            press = service.writing.proof if form == "pdf" else service.writing.proof_for_office
            printed = await press(content)
        name = f"{call.ids['paper']}.{form}"
        return Answer(
            content=printed,
            media_type=PDF if form == "pdf" else DOCX,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    async def _opened(self, call: Call) -> tuple[int, Paper]:
        """The paper, for whoever may read those of its matter. Raises NotFound, NotAuthorised."""
        loaded = await load_existing(self._service.events, PAPER, call.ids["paper"])
        paper = loaded.state
        if paper.matter is None:
            raise NotFound
        await self._service.reading.with_papers(call.subject, paper.about.value, paper.matter, "paper.read")
        return loaded.version, paper

    def _label(self, template: str) -> Label:
        known = self._service.writing.templates.get(template)
        return known.label if known is not None else Label(zh=template, en=template)
