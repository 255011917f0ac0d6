"""Papers by their number (文号) or by what their kind is called, over the matters that their reader may open."""

from collections.abc import Iterator, Mapping
from typing import Annotated

import msgspec

from application.casework import gate
from domain.papers.template import Template
from domain.procedure.profile import Label
from interfaces.api.docket import scopes_of
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.service import Service
from projections.docket.terms import normalised
from projections.papers.reads import PaperNumbered, numbered, of_kind

ACTION = "paper.list"
LISTS = (ACTION, "report.list-papers")
"""The lists that it is made of: papers of a report are read at its desk alone."""


SHORTEST = 2
"""Characters of the name of a kind, at least: one alone stands in most of them."""


class NumberQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``number``: a document number, or its mark and year, or its year and serial number; brackets and blanks may be left out.

    Or what a kind of paper is called in either language, two characters of it at least (``处理决定书``, ``移送函``).
    """

    number: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class NumberedPaper(PaperNumbered, frozen=True, kw_only=True):
    """A paper with what its template is called."""

    label: Label


class NumberedPapers(msgspec.Struct, frozen=True, kw_only=True):
    """The papers of that number or kind, the latest first, so many at most as one answer holds."""

    papers: tuple[NumberedPaper, ...]


class PapersByNumber:
    """The route of papers by their number."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared route."""
        yield Operation(
            method="GET",
            path="/api/papers",
            name="list-numbered-papers",
            action=ACTION,
            summary=Sentence("按文号或者文书种类查找文书", "Papers by their number or kind"),
            tag="papers",
            query=NumberQuery,
            answers=NumberedPapers,
            run=self.found,
        )

    async def found(self, call: Call) -> Answer:
        """Those of the matters whose papers the reader may read."""
        gate.require(call.subject, ACTION)
        service, templates = self._service, self._service.writing.templates
        scopes = scopes_of(call.subject, LISTS, await service.around.aside(call.subject), own=False)
        async with service.read(of=("papers", "docket", "matter-numbers")) as connection:
            found = await numbered(connection, scopes, call.query.number)
            kinds = () if found else _called(call.query.number, templates)
            if kinds:
                found = await of_kind(connection, scopes, kinds)

        def label(code: str) -> Label:
            known = templates.get(code)
            return Label(zh=code, en=code) if known is None else known.label

        return Answer(
            content=NumberedPapers(
                papers=tuple(NumberedPaper(**msgspec.structs.asdict(one), label=label(one.template)) for one in found)
            )
        )


def _called(wanted: str, templates: Mapping[str, Template]) -> tuple[str, ...]:
    """Kinds of papers with *wanted* in one of the names that they bear, whatever the record says."""
    said = normalised(wanted)
    if len(said) < SHORTEST:
        return ()
    return tuple(
        template.code
        for template in templates.values()
        if any(
            said in normalised(name)
            for label in (template.label, *(titled.label for titled in template.titled))
            for name in (label.zh, label.en)
            if "{" not in name
        )
    )
