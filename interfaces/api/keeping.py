"""Texts of a request are kept under the matter they belong to; documents it refers to must belong there already."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from application.access import Role, Subject
from application.actors import PUBLIC
from application.adapters.documents import DocumentStore
from domain.document import DocumentRef
from interfaces.problems import Trouble

TEXT = "text/plain"

Belonging = Callable[[], Awaitable[frozenset[UUID]]]
"""Answers the matters whose documents a command may refer to; asked only when it refers to one."""


class Keeper:
    """Keeps and looks up the documents of one request on one matter."""

    def __init__(self, documents: DocumentStore, subject: Subject | None, stream: UUID, belonging: Belonging) -> None:
        self._documents, self._subject = documents, subject
        self._stream, self._belonging = stream, belonging

    async def keep(self, text: str) -> DocumentRef:
        """Store *text* under the matter."""
        by = self._subject.account if self._subject else PUBLIC
        return await self._documents.put(self._stream, text.encode(), media_type=TEXT, by=by)

    async def refer(self, document: DocumentRef, place: str) -> DocumentRef:
        """*document*, if it was uploaded to this matter; whoever answers in it may refer only to what they uploaded.

        Otherwise a respondent could make a paper of the body part of their own statement, and then read it.

        Raises:
            Trouble: ``document-unknown``, one answer for every cause.
        """
        kept = await self._documents.kept(document.id)
        if kept is None or kept.sha256 != document.sha256 or kept.subject not in await self._belonging():
            raise Trouble("document-unknown", place=place)
        if self._only_their_own() and (self._subject is None or kept.put_by != self._subject.account):
            raise Trouble("document-unknown", place=place)
        return document

    def _only_their_own(self) -> bool:
        return self._subject is None or any(
            grant.role in {Role.RESPONDENT, Role.REPORTER} for grant in self._subject.grants
        )
