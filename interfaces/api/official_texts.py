"""Official texts over HTTP: added by a legal officer, read by everybody, clause by clause beside the rulebook."""

from collections.abc import Iterator

import msgspec

from application.casework import gate
from application.errors import NotFound
from application.official_texts import TextKept, Words, whole
from interfaces.api.law import RulebookQuery
from interfaces.api.once import once
from interfaces.api.operation import PUBLIC, Answer, Call, Operation, Sentence
from interfaces.service import Service
from interfaces.text_adding import TextsAdded, add_text

ADD = "rulebook.add-text"
MEDIA_TYPES = ("text/plain", "text/markdown", "application/octet-stream")


class TextsListed(msgspec.Struct, frozen=True, kw_only=True):
    """Every text that is kept; of one edition the last one is read."""

    texts: tuple[TextKept, ...]


class WordsShown(msgspec.Struct, frozen=True, kw_only=True):
    """The newest text of one edition, clause by clause, then what the rulebook declares and the text lacks."""

    rulebook: str
    words: tuple[Words, ...]


class OfficialTextRoutes:
    """The routes of the texts."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="POST",
            path="/api/rulebooks/texts",
            name="add-official-text",
            action=ADD,
            summary=Sentence("加入官方文本", "Add an official text"),
            tag="law",
            body=bytes,
            media_types=MEDIA_TYPES,
            answers=TextsAdded,
            status=201,
            changes=True,
            refusals=(413, 422),
            run=self.add,
        )
        yield Operation(
            method="GET",
            path="/api/rulebooks/texts",
            name="list-official-texts",
            action=PUBLIC,  # the access table gives rulebooks to everybody
            summary=Sentence("已加入的官方文本", "Official texts at hand"),
            tag="law",
            answers=TextsListed,
            run=self.listed,
        )
        yield Operation(
            method="GET",
            path="/api/rulebooks/words",
            name="read-words",
            action=PUBLIC,
            summary=Sentence(
                "条文原文及其与规则的核对", "The articles' own words, and whether the rulebook was made on them"
            ),
            tag="law",
            query=RulebookQuery,
            answers=WordsShown,
            run=self.words,
        )

    async def add(self, call: Call) -> Answer:
        """Parse the file, find the rulebooks that it is the text of, and keep it clause by clause."""
        gate.require(call.subject, ADD)

        async def added() -> Answer:
            return Answer(content=await add_text(self._service, call.raw, call.subject.account), status=201)

        return await once(self._service.events, call, added)

    async def listed(self, call: Call) -> Answer:
        """The texts, oldest first."""
        gate.require(call.subject, "rulebook.read")
        return Answer(content=TextsListed(texts=await self._service.texts.all()))

    async def words(self, call: Call) -> Answer:
        """One edition's text. Raises NotFound when none was added."""
        gate.require(call.subject, "rulebook.read")
        instrument, _, edition = call.query.id.partition("@")
        catalogue = await self._service.around.catalogue()
        editions = [book for book in catalogue.editions(instrument) if edition in {"", book.edition_id}]
        if not editions:
            raise NotFound
        book = editions[-1]
        clauses = await self._service.texts.clauses(instrument, book.edition_id)
        if not clauses:
            raise NotFound
        return Answer(content=WordsShown(rulebook=book.key, words=whole(book, dict(clauses))))
