"""From a declared page to what answers at its routes: session, language, and that a form came from one of our pages."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import msgspec
from litestar import Request, Response
from litestar.status_codes import HTTP_204_NO_CONTENT

from application.adapters.rate_limits import RateClass, RateLimits
from application.adapters.sessions import Sessions, form_token_is_right
from application.casework import gate
from application.errors import NotAuthenticated, NotAuthorised, SecondFactorRequired
from application.moment import one_moment
from interfaces.api.language import language_of
from interfaces.api.operation import PUBLIC
from interfaces.api.routing import Handle, Route
from interfaces.problems import Problem, Trouble
from interfaces.web.citing import Shelves
from interfaces.web.cookies import LANGUAGE, awaited_in, is_loopback, language_cookie, session_in
from interfaces.web.forms.multipart import BEHIND, LARGEST, PASSED_BY, fields_around, taken_apart
from interfaces.web.problem_page import Explain, FormOfAnotherSession, FormTooLarge, problem_page
from interfaces.web.rendering import page
from interfaces.web.visit import LARGEST_FORM, Visit, fields_of
from interfaces.web.wording import LANGUAGES

FORM = "application/x-www-form-urlencoded"
WITH_FILES = "multipart/form-data"
Show = Callable[[Visit], Awaitable[Response[Any]]]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page. ``path`` has ids as ``{name}``; ``action`` is a row of the access table, or PUBLIC.

    ``show`` answers GET, ``submit`` POST. ``uploads``: its form may hold files. ``limited``: whoever is not signed in is asked whether they have a
    try left before anything of the form is read. ``cites``: it cites provisions, so the law and the texts
    at hand are looked at first. ``listened``: a script of ours listens there for events; whoever is let in no more is answered with
    nothing, which ends it. A page with an action other than PUBLIC needs somebody signed in; what they may
    do is decided where the matter is opened.
    """

    path: str
    action: str
    show: Show | None = None
    submit: Show | None = None
    uploads: bool = False
    limited: RateClass | None = None
    cites: bool = True
    listened: bool = False


def handlers(
    pages: Sequence[Page], sessions: Sessions, explain: Explain, shelves: Shelves, limits: RateLimits
) -> list[tuple[Route, Handle]]:
    """The routes of *pages*, each with what answers there."""
    return [
        _handler(page, method, run, sessions, explain, shelves, limits)
        for page in pages
        for method, run in (("GET", page.show), ("POST", page.submit))
        if run is not None
    ]


def _handler(
    page: Page, method: str, run: Show, sessions: Sessions, explain: Explain, shelves: Shelves, limits: RateLimits
) -> tuple[Route, Handle]:
    async def handle(request: Request[Any, Any, Any]) -> Response[Any]:
        visit = msgspec.structs.replace(plain_visit(request), unknown=False)
        try:
            visit = msgspec.structs.replace(visit, query=_query(request))
            visit = await _with_session(visit, request, sessions, page.action)
            if visit.subject is not None and page.action != PUBLIC:
                gate.require_factor(visit.subject, page.action)
            visit = msgspec.structs.replace(visit, ids=_ids(request))
            if method == "POST" and page.limited is not None and visit.subject is None:
                await limits.ask(page.limited, visit.source)
            if method == "POST":
                visit = await _with_form(visit, request, uploads=page.uploads)
                _require_token(visit)
            with one_moment() if method == "GET" else nullcontext():
                if visit.subject is not None and (page.cites or method == "POST"):
                    visit = msgspec.structs.replace(visit, shelf=await shelves.now())
                answer = await run(visit)
        except Exception as error:  # noqa: BLE001 - every error becomes a page; what is unforeseen is logged there
            if isinstance(error, FormTooLarge):
                visit = msgspec.structs.replace(visit, form=error.fields, dropped=True, parts=True)
            elif method == "POST" and isinstance(error, NotAuthenticated | SecondFactorRequired) and not visit.form:
                visit = await _with_what_was_written(visit, request, uploads=page.uploads)
            if page.listened and isinstance(error, NotAuthenticated | SecondFactorRequired | NotAuthorised):
                return Response(
                    None, status_code=HTTP_204_NO_CONTENT
                )  # a browser asks no more; any page would be an error to it
            form = visit.path if method == "POST" and page.show is not None else None
            answer = problem_page(error, visit, explain, form=form)
        chosen = visit.asked("lang")
        if chosen in LANGUAGES and method == "GET":
            answer.set_cookie(language_cookie(chosen, secure=visit.secure))
        return answer

    return Route(method=method, path=page.path, action=page.action), handle


def plain_visit(request: Request[Any, Any, Any]) -> Visit:
    """A visit of nobody yet: enough for an error page."""
    chosen = request.query_params.get("lang") or request.cookies.get(LANGUAGE)
    secure = not (request.url.scheme == "http" and is_loopback(request.headers.get("host", "")))
    return Visit(
        language="en" if (chosen if chosen in LANGUAGES else language_of(request.headers)) == "en" else "zh",
        path=request.url.path,
        request_id=request.scope["state"].get("request_id") or uuid4(),
        source=request.client.host if request.client else "",
        awaited=awaited_in(request.cookies, secure=secure),
        unknown=session_in(request.cookies, secure=secure) is not None,
        secure=secure,
    )


def outside_pages(request: Request[Any, Any, Any], found: Problem) -> Response[Any]:
    """The page of a problem that no page answers for: an address that is none, or a time that ran out."""
    return page(plain_visit(request), "problem.html", status=found.status, problem=found, form=None)


async def _with_session(visit: Visit, request: Request[Any, Any, Any], sessions: Sessions, action: str) -> Visit:
    """With who is signed in. Raises NotAuthenticated when the action needs somebody and nobody is."""
    secret = session_in(request.cookies, secure=visit.secure)
    if secret is not None:
        try:
            session = await sessions.of(secret)
            return msgspec.structs.replace(visit, subject=session.subject, secret=secret)
        except NotAuthenticated:
            pass
    if action != PUBLIC:
        raise NotAuthenticated
    return visit


async def _with_form(visit: Visit, request: Request[Any, Any, Any], *, uploads: bool) -> Visit:
    """The form's fields and files, if it was sent by a page of ours."""
    if not _from_ourselves(request):
        raise Trouble("form-not-ours")
    sent_as = request.headers.get("content-type", "")
    kind = sent_as.split(";")[0].strip().lower()
    if kind != FORM and not (uploads and kind == WITH_FILES):
        raise Trouble("media-type-unsupported")
    raw = await (_with_files(request, sent_as) if kind == WITH_FILES else _body(request, LARGEST_FORM))
    fields, files = taken_apart(sent_as, raw) if kind == WITH_FILES else (fields_of(raw), {})
    content = repr(sorted((name, values) for name, values in fields.items() if name != "token"))
    content += "".join(f"\n{name} {hashlib.sha256(one.content).hexdigest()}" for name, one in sorted(files.items()))
    digest = hashlib.sha256(f"{visit.path}\n{content}".encode()).digest()
    return msgspec.structs.replace(visit, form=fields, files=files, parts=kind == WITH_FILES, digest=digest)


def _require_token(visit: Visit) -> None:
    """Refuse a form that was not made in this session. Raises FormOfAnotherSession."""
    if visit.secret is not None and visit.subject is not None:
        token = (visit.form.get("token") or [""])[-1]
        if not form_token_is_right(visit.secret, token):
            raise FormOfAnotherSession


async def _with_what_was_written(visit: Visit, request: Request[Any, Any, Any], *, uploads: bool) -> Visit:
    """With the form that came after its session had ended or before its second factor was there, if a page of ours sent it: nobody writes it twice."""
    try:
        return await _with_form(visit, request, uploads=uploads)
    except FormTooLarge as error:
        return msgspec.structs.replace(visit, form=error.fields, dropped=True, parts=True)
    except Trouble:
        return visit


async def _body(request: Request[Any, Any, Any], largest: int) -> bytes:
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > largest:
            raise Trouble("body-too-large")
    return bytes(raw)


async def _with_files(request: Request[Any, Any, Any], sent_as: str) -> bytes:
    """The body of a form with files. Raises FormTooLarge with what was typed in it; beyond the most that is read, ``body-too-large``."""
    head, tail, read = bytearray(), bytearray(), 0
    async for chunk in request.stream():
        read += len(chunk)
        if read > PASSED_BY:
            raise Trouble("body-too-large")
        room = LARGEST - len(head)
        head += chunk[:room]
        tail += chunk[room:]
        del tail[: max(0, len(tail) - BEHIND)]
    if read > LARGEST:
        raise FormTooLarge(fields_around(sent_as, bytes(head), bytes(tail)))
    return bytes(head)


def _from_ourselves(request: Request[Any, Any, Any]) -> bool:
    """What the browser says of where the form came from. One that says nothing at all is refused."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = urlsplit(request.headers.get("origin", ""))
    return bool(origin.netloc) and origin.netloc == request.headers.get("host")


def _ids(request: Request[Any, Any, Any]) -> dict[str, UUID]:
    found = {}
    for name, value in request.path_params.items():
        if name == "verb":
            continue
        try:
            found[name] = UUID(str(value))
        except ValueError:
            raise Trouble("not-found") from None
    return found


def _query(request: Request[Any, Any, Any]) -> dict[str, list[str]]:
    return fields_of(request.scope["query_string"])
