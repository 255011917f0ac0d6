"""The templates of papers: what each says, line by line, and which step it belongs to. Read only: a template is data."""

from collections.abc import Iterator

import msgspec

from application.casework import gate
from domain.papers.template import Template
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.service import Service

ACTION = "template.read"


class TemplatesShown(msgspec.Struct, frozen=True, kw_only=True):
    """Every template, by code. A file with a broken line stops the start-up, so each of these is whole."""

    templates: tuple[Template, ...]


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

    async def all(self, call: Call) -> Answer:
        """All of them."""
        gate.require(call.subject, ACTION)
        return Answer(content=TemplatesShown(templates=tuple(self._service.writing.templates.values())))
