"""Texts and files of a request are kept under the matter they belong to; documents it refers to must belong there already."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from application.access import Role, Subject
from application.actors import PUBLIC
from application.adapters.documents import DocumentStore
from application.casework.papers import Papers
from domain.document import DocumentRef
from interfaces.api.operation import SentFile
from interfaces.problems import Trouble

TEXT = "text/plain"


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A text or file that is not kept yet, and the matter under which it will be."""

    stream: UUID
    content: bytes
    media_type: str = TEXT


class Keeper:
    """Looks up the documents of one request, and keeps its texts once nothing stands against it.

    A text of a refused request is never kept: nobody could find it, and nobody decided that it may be there.
    """

    def __init__(
        self,
        documents: DocumentStore,
        papers: Papers,
        subject: Subject | None,
        kind: str,
        files: Mapping[UUID, SentFile] | None = None,
    ) -> None:
        """*files* came with the request itself: a reference to one of them is kept like a text."""
        self._documents, self._papers, self._subject, self._kind = documents, papers, subject, kind
        self._files = files or {}
        self._waiting: list[Waiting] = []

    def under(self, stream: UUID) -> "Shelf":
        """Where the texts of the request go: the matter *stream*."""
        return Shelf(self, stream)

    async def referred(self, stream: UUID, content: bytes, media_type: str = TEXT) -> DocumentRef:
        """The reference under which *content* will be kept."""
        self._waiting.append(Waiting(stream=stream, content=content, media_type=media_type))
        return await self._documents.reference(stream, content)

    def sent(self, document: DocumentRef) -> SentFile | None:
        """The file of this request that *document* stands for, if it is one."""
        return self._files.get(document.id)

    async def put_away(self) -> None:
        """Keep the texts and files. May run again: the same text of one matter is one document."""
        by = self._subject.account if self._subject else PUBLIC
        for one in self._waiting:
            await self._documents.put(one.stream, one.content, media_type=one.media_type, by=by)

    async def belongs(self, stream: UUID, document: DocumentRef) -> bool:
        """Whether *document* was uploaded to the matter, by themselves where they may refer to nothing else."""
        kept = await self._documents.kept(document.id)
        if kept is None or kept.sha256 != document.sha256:
            return False
        if kept.subject not in await self._papers.belonging(self._kind, stream):
            return False
        return not self._only_their_own() or (self._subject is not None and kept.put_by == self._subject.account)

    def _only_their_own(self) -> bool:
        return self._subject is None or any(
            grant.role in {Role.RESPONDENT, Role.REPORTER} for grant in self._subject.grants
        )


class Shelf:
    """The ``Keeping`` of one request on one matter: see ``interfaces.api.forms``."""

    def __init__(self, keeper: Keeper, stream: UUID) -> None:
        self._keeper, self._stream = keeper, stream

    async def keep(self, text: str) -> DocumentRef:
        """The reference of a text that is kept when the command is."""
        return await self._keeper.referred(self._stream, text.encode())

    async def refer(self, document: DocumentRef, place: str) -> DocumentRef:
        """*document*, if it was uploaded to this matter; whoever answers in it may refer only to what they uploaded.

        Otherwise a respondent could make a paper of the body part of their own statement, and then read it.

        Raises:
            Trouble: ``document-unknown``, one answer for every cause.
        """
        sent = self._keeper.sent(document)
        if sent is not None:
            return await self._keeper.referred(self._stream, sent.content, sent.media_type)
        if not await self._keeper.belongs(self._stream, document):
            raise Trouble("document-unknown", place=place)
        return document
