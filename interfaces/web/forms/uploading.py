"""Files of a form, kept under the matter by the API's own route, and referred to by the command that the form sends."""

import hashlib
from uuid import UUID

import msgspec

from domain.document import DocumentRef
from interfaces.api.documents import MatterDocuments
from interfaces.api.media_types import ALLOWED
from interfaces.problems import Trouble
from interfaces.service import Service
from interfaces.web.calling import call_of, part_of
from interfaces.web.forms.multipart import LARGEST
from interfaces.web.visit import Visit

ENDINGS = ",".join(f".{ending}" for ending in ALLOWED.values())
"""What a file input offers to choose."""

MEGABYTES = LARGEST // 1024 // 1024


def file_of(name: str) -> str:
    """The name of the file input beside the field *name*."""
    return f"{name}.file"


class Uploads:
    """Keeps the files of forms."""

    def __init__(self, service: Service) -> None:
        self._documents = MatterDocuments(service)

    async def kept(self, visit: Visit, kind: str, stream: UUID, name: str) -> dict[str, str] | None:
        """The reference of the file beside the field *name*, kept under the matter; None when none was sent.

        Sent twice with one form it is one document.

        Raises:
            Trouble: ``file-not-accepted`` or ``malformed-body`` with the field as place.
        """
        sent = visit.files.get(file_of(name))
        if sent is None:
            return None
        if sent.media_type not in ALLOWED:
            raise Trouble("file-not-accepted", place=name)
        call = part_of(call_of(visit, None, ids={kind: stream}), name)
        digest = hashlib.sha256(f"{stream}\n{sent.media_type}\n".encode() + sent.content).digest()
        call = msgspec.structs.replace(call, raw=sent.content, media_type=sent.media_type, digest=digest, expected=None)
        try:
            answer = (await self._documents.put(call)).content
        except Trouble as trouble:
            raise Trouble(trouble.code, place=name, detail=trouble.detail) from None
        reference = msgspec.json.decode(answer, type=DocumentRef) if isinstance(answer, bytes) else answer
        return {"id": str(reference.id), "sha256": reference.sha256}
