"""Imports in the browser: a file, what it would come to, then the same file taken in. The API's own routes do the work."""

import base64
import binascii
import hashlib
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import msgspec
from litestar import Response

from application.casework import gate
from application.errors import ApplicationError, NotAuthorised, NotFound
from domain.refusal import Refused
from interfaces.api.imports import ACTIONS, WORDS, Imports
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.api.score_sheets import ScoreSheets
from interfaces.problems import Problem, Trouble
from interfaces.service import Service
from interfaces.web.calling import as_query, call_of
from interfaces.web.directory import Directory
from interfaces.web.forms.multipart import LARGEST
from interfaces.web.forms.uploading import MEGABYTES
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

BACK = {
    "leads": "/inbox",
    "publications": "/supervision",
    "organs": "/administration/units",
    "posts": "/administration/units",
}
SHEET = "file"


class ImportPages:
    """One page for each kind of import."""

    def __init__(self, service: Service, directory: Directory, explain: Explain) -> None:
        self._service, self._directory, self._explain = service, directory, explain
        declared = (*Imports(service).operations(), *ScoreSheets(service).operations())
        self._operations = {operation.name: operation for operation in declared}

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        for kind, title in WORDS.items():
            ask, take = self._for(kind, ACTIONS[kind], title, BACK[kind])
            yield Page(path=f"/imports/{kind}", action=ACTIONS[kind], show=ask, submit=take, uploads=True)
        scores = self._operations["import-scores"]
        ask, take = self._for("scores", scores.action, scores.summary, None)
        yield Page(path="/assessments/{assessment}/scores", action=scores.action, show=ask, submit=take, uploads=True)

    def _for(
        self, kind: str, action: str, title: Sentence, back: str | None
    ) -> tuple[Callable[[Visit], Awaitable[Response[bytes]]], Callable[[Visit], Awaitable[Response[bytes]]]]:
        async def ask(visit: Visit) -> Response[bytes]:
            await self._allowed(visit, action)
            return await self._form(visit, kind, title, back)

        async def take(visit: Visit) -> Response[bytes]:
            await self._allowed(visit, action)
            content, preview = b"", visit.given("act") != "import"
            operation = self._operations[f"import-{kind}{'-preview' if preview else ''}"]
            try:
                content = _sheet(visit)
                found: Answer = await operation.run(_call(visit, operation, content))
            except (NotFound, NotAuthorised):
                raise
            except (Refused, Trouble, ApplicationError) as error:
                return await self._form(
                    visit, kind, title, back, content=content, problem=problem_of(error, visit, self._explain)
                )
            result = found.content
            if isinstance(result, bytes):  # sent twice: the answer of the first time, as the log kept it
                result = msgspec.json.decode(result, type=operation.answers)
            return await self._form(visit, kind, title, back, content=content if preview else b"", result=result)

        return ask, take

    async def _allowed(self, visit: Visit, action: str) -> None:
        if "assessment" in visit.ids:
            opened = await self._service.reading.instrument(
                visit.who, "assessment", visit.ids["assessment"], "assessment.read"
            )
            if not opened.may(action):
                raise NotAuthorised(action)
        else:
            gate.require(visit.who, action)

    async def _form(
        self,
        visit: Visit,
        kind: str,
        title: Sentence,
        back: str | None,
        *,
        content: bytes = b"",
        result: Any = None,
        problem: Problem | None = None,
    ) -> Response[bytes]:
        names = await self._directory.names(visit.texts)
        return page(
            visit,
            "import.html",
            status=200 if problem is None else problem.status,
            names=names,
            kind=kind,
            title=title,
            to=visit.path,
            back=back if back is not None else visit.path.removesuffix("/scores"),
            duties=self._service.around.schemes.duties.kinds if kind == "publications" else (),
            duty=visit.given("duty") or "",
            whole=visit.given("all_or_nothing") is not None,
            content=base64.b64encode(content).decode(),
            result=result,
            megabytes=MEGABYTES,
            problem=problem,
        )


def _sheet(visit: Visit) -> bytes:
    """The file that was chosen, or the one that was previewed and came back with the form."""
    sent = visit.files.get(SHEET)
    if sent is not None and sent.content:
        return sent.content
    kept = visit.given("content")
    if kept is None or len(kept) > 2 * LARGEST:
        raise Trouble("file-missing", place=SHEET)
    try:
        return base64.b64decode(kept, validate=True)
    except binascii.Error:
        raise Trouble("file-missing", place=SHEET) from None


def _call(visit: Visit, operation: Operation, content: bytes) -> Call:
    given: dict[str, Any] = {"all_or_nothing": visit.given("all_or_nothing") is not None}
    duty = visit.given("duty")
    if duty is not None:
        given["duty"] = duty
    query = None if operation.query is None else as_query(given, operation.query)
    digest = hashlib.sha256(f"{visit.path}\n{sorted(given.items())}\n".encode() + content).digest()
    return msgspec.structs.replace(call_of(visit, None), raw=content, query=query, digest=digest)
