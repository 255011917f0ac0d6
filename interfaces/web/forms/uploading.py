"""Files of a form, kept under the matter by the API's own route, and referred to by the command that the form sends."""

import hashlib
from collections.abc import Iterable
from uuid import UUID, uuid4, uuid5

import msgspec

from application.adapters.pictures import PictureUnreadable, without_metadata
from domain.document import DocumentRef
from interfaces.api.documents import MatterDocuments, is_text
from interfaces.api.media_types import ALLOWED
from interfaces.api.operation import SentFile
from interfaces.problems import Trouble
from interfaces.service import Service
from interfaces.web.calling import call_of, part_of, require_files
from interfaces.web.forms.multipart import LARGEST, Uploaded
from interfaces.web.visit import Visit

ENDINGS = ",".join(f".{ending}" for ending in ALLOWED.values())
"""What a file input offers to choose."""

EVIDENCE = ("evidence.1", "evidence.2", "evidence.3")
"""The places for files on a reporter's form. More can be added with the code."""

MEGABYTES = LARGEST // 1024 // 1024


def file_of(name: str) -> str:
    """The name of the file input beside the field *name*."""
    return f"{name}.file"


def sent_files(visit: Visit, names: Iterable[str]) -> tuple[dict[str, dict[str, str]], dict[UUID, SentFile]]:
    """The files beside the fields *names* of a form that begins a matter: what the body says of each, and the files.

    The matter is not there yet, so each is kept together with it, or not at all.

    Raises:
        Trouble: as ``checked`` does.
    """
    said: dict[str, dict[str, str]] = {}
    files: dict[UUID, SentFile] = {}
    for name in names:
        sent = visit.files.get(file_of(name))
        if sent is None:
            continue
        made = _id_of(name, visit)
        said[name] = {"id": str(made), "sha256": hashlib.sha256(sent.content).hexdigest()}
        files[made] = checked(sent, name)
    return said, files


def _id_of(name: str, visit: Visit) -> UUID:
    """The id of the file beside field *name*: the same when the same form is sent twice, so that it is the same request."""
    try:
        return uuid5(UUID(visit.given("key")), name)
    except (TypeError, ValueError):
        return uuid4()


def checked(sent: Uploaded, place: str) -> SentFile:
    """*sent*, if it may be kept.

    Raises:
        Trouble: ``file-not-accepted``: of a kind that is not taken. ``file-empty``. ``file-not-text``: no UTF-8. The place is *place*.
    """
    if sent.media_type not in ALLOWED:
        raise Trouble("file-not-accepted", place=place)
    if not sent.content:
        raise Trouble("file-empty", place=place)
    if sent.media_type == "text/plain" and not is_text(sent.content):
        raise Trouble("file-not-text", place=place)
    return SentFile(content=sent.content, media_type=sent.media_type)


def evidence_of_reporter(visit: Visit) -> dict[UUID, SentFile]:
    """The files that a reporter sent, in order; pictures without what the camera wrote into them.

    Raises:
        Trouble: as ``checked`` does, ``picture-unreadable`` and ``files-left-behind``.
    """
    require_files(visit)
    files: dict[UUID, SentFile] = {}
    for name in EVIDENCE:
        sent = visit.files.get(file_of(name))
        if sent is None:
            continue
        kept = checked(sent, name)
        try:
            cleaned = without_metadata(kept.content, kept.media_type)
        except PictureUnreadable:
            raise Trouble("picture-unreadable", place=name) from None
        files[uuid4()] = msgspec.structs.replace(kept, content=cleaned)
    return files


class Uploads:
    """Keeps the files of forms."""

    def __init__(self, service: Service) -> None:
        self._documents = MatterDocuments(service)

    async def kept(self, visit: Visit, kind: str, stream: UUID, name: str) -> dict[str, str] | None:
        """The reference of the file beside the field *name*, kept under the matter; None when none was sent.

        Sent twice with one form it is one document.

        Raises:
            Trouble: as ``checked`` does, with the field as place; ``files-left-behind``.
        """
        require_files(visit)
        sent = visit.files.get(file_of(name))
        if sent is None:
            return None
        checked(sent, name)
        call = part_of(call_of(visit, None, ids={kind: stream}), name)
        digest = hashlib.sha256(f"{stream}\n{sent.media_type}\n".encode() + sent.content).digest()
        call = msgspec.structs.replace(call, raw=sent.content, media_type=sent.media_type, digest=digest, expected=None)
        try:
            answer = (await self._documents.put(call)).content
        except Trouble as trouble:
            raise Trouble(trouble.code, place=name, detail=trouble.detail) from None
        reference = msgspec.json.decode(answer, type=DocumentRef) if isinstance(answer, bytes) else answer
        return {"id": str(reference.id), "sha256": reference.sha256}
