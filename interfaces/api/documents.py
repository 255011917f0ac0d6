"""Documents: uploading one to a matter, and reading one, on record."""

from collections.abc import Iterator
from typing import Annotated

import msgspec

from application.access import Access, Hidden
from application.reads import ReadingRoom
from domain.document import DocumentRef
from domain.identity import DocumentId
from interfaces.api.commands import PLURAL
from interfaces.api.media_types import ALLOWED
from interfaces.api.once import once
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.problems import Trouble
from interfaces.service import Service

KINDS = {
    "report": Sentence("为线索上传文件", "Upload a document to a report"),
    "case": Sentence("为案件上传文件", "Upload a document to a case"),
    "proceeding": Sentence("为对象程序上传文件", "Upload a document to a proceeding"),
    "appeal": Sentence("为复核申诉上传文件", "Upload a document to an appeal"),
    "project": Sentence("为项目上传文件", "Upload a document to a project"),
    "duty": Sentence("为公开义务上传文件", "Upload a document to a duty"),
    "consultation": Sentence("为征求意见上传文件", "Upload a document to a consultation"),
    "assessment": Sentence("为考核上传文件", "Upload a document to an assessment"),
    "evaluation": Sentence("为社会评议上传文件", "Upload a document to a social evaluation"),
}

Purpose = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9.-]{0,63}$")]
"""Why something sealed is read: a code that the audit keeps. Free text could itself be personal."""


class DocumentQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``sha256`` as the reference has it; ``purpose`` is a code, kept in the audit of reads."""

    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    purpose: Purpose


class MatterDocuments:
    """The routes of documents."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._room = ReadingRoom(service.documents, service.reporters, service.audit)

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        for kind, summary in KINDS.items():
            yield Operation(
                method="POST",
                path=f"/api/{PLURAL[kind]}/{{{kind}}}/documents",
                name=f"put-{kind}-document",
                action=f"{kind}.put-document",
                summary=summary,
                tag="documents",
                body=bytes,
                media_types=tuple(ALLOWED),
                answers=DocumentRef,
                status=201,
                changes=True,
                run=self.put,
            )
        yield Operation(
            method="GET",
            path="/api/documents/{document}",
            name="read-document",
            action="document.read",
            summary=Sentence("读取文件（记入查阅记录）", "Read a document (on record)"),
            tag="documents",
            query=DocumentQuery,
            answers=bytes,
            refusals=(410,),
            run=self.read,
        )

    async def put(self, call: Call) -> Answer:
        """Keep a document under its matter; the same content again is the same document."""
        (kind, stream), service = next(iter(call.ids.items())), self._service
        await service.papers.opened(call.subject, kind, stream, f"{kind}.put-document")
        if not call.raw:
            raise Trouble("malformed-body", place="$", detail="文件是空的 / the document is empty")
        if call.media_type == "text/plain" and not is_text(call.raw):
            raise Trouble("malformed-body", place="$", detail="文本须为 UTF-8 / text must be UTF-8")

        async def run() -> Answer:
            reference = await service.documents.put(
                stream, call.raw, media_type=call.media_type, by=call.subject.account
            )
            return Answer(content=reference)

        return await once(service.events, call, run)

    async def read(self, call: Call) -> Answer:
        """A document's content; the read, or the refusal, is on record before anything is answered."""
        reference = DocumentRef(id=DocumentId(call.ids["document"]), sha256=call.query.sha256)
        kept = await self._service.documents.kept(reference.id)
        access: Access = Hidden()
        if kept is not None and kept.sha256 == reference.sha256:
            access = await self._service.papers.access(call.subject, reference.id, kept.subject)
        content, media_type = await self._room.document(
            access, reference, by=call.subject.account, action=call.query.purpose
        )
        ending = ALLOWED.get(media_type, "bin")
        charset = "; charset=utf-8" if media_type == "text/plain" else ""
        return Answer(
            content=content,
            media_type=media_type + charset,
            headers={"Content-Disposition": f'attachment; filename="{reference.id}.{ending}"'},
        )


def is_text(content: bytes) -> bool:
    """Whether *content* is UTF-8."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
