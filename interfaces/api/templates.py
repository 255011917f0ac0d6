"""The templates of papers: what each says, line by line, which step it belongs to, and how it looks. Read only: a template is data."""

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

from application.adapters.template_files import packaged_specimen
from application.casework import gate
from application.casework.writing import DOCX, PDF
from application.errors import NotFound
from domain.papers.content import Content
from domain.papers.specimen import specimen
from domain.papers.template import Template
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.api.paper_phases import Phase, phases
from interfaces.service import Service

ACTION = "template.read"


class TemplatesShown(msgspec.Struct, frozen=True, kw_only=True):
    """Every template, by code. A file with a broken line stops the start-up, so each of these is whole.

    ``phases`` are those of the procedure in their order, each with the codes of its papers.
    """

    templates: tuple[Template, ...]
    phases: tuple[Phase, ...]


class PreviewQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``template``: its code. ``form``: the sheet as PDF, or for an office program."""

    template: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    form: Literal["pdf", "docx"] = "pdf"


class Templates:
    """The route of the templates."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared route."""
        yield Operation(
            method="GET",
            path="/api/templates",
            name="list-templates",
            action=ACTION,
            summary=Sentence("文书模板", "Templates of papers"),
            tag="papers",
            answers=TemplatesShown,
            run=self.all,
        )

        yield Operation(
            method="GET",
            path="/api/templates/preview",
            name="preview-template",
            action=ACTION,
            summary=Sentence(
                "预览文书模板（虚构示例，PDF 或 DOCX）", "A template filled with an invented example (PDF or DOCX)"
            ),
            tag="papers",
            query=PreviewQuery,
            answers=bytes,
            refusals=(404, 503),
            run=self.preview,
        )

    async def preview(self, call: Call) -> Answer:
        """The sheet of a template with the example that the program comes with; nothing of any matter is read."""
        gate.require(call.subject, ACTION)
        query: PreviewQuery = call.query
        content, writing = self.example(query.template), self._service.writing
        printed = await (writing.proof if query.form == "pdf" else writing.proof_for_office)(content)
        return Answer(
            content=printed,
            media_type=PDF if query.form == "pdf" else DOCX,
            headers={"Content-Disposition": f'attachment; filename="preview-{content.template}.{query.form}"'},
        )

    def example(self, code: str) -> Content:
        """The words of the template *code* with the example. Raises NotFound."""
        template = self._service.writing.templates.get(code)
        if template is None:
            raise NotFound
        return specimen(template, packaged_specimen())

    async def all(self, call: Call) -> Answer:
        """All of them."""
        gate.require(call.subject, ACTION)
        templates = tuple(self._service.writing.templates.values())
        return Answer(content=TemplatesShown(templates=templates, phases=phases()))
