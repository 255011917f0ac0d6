"""Errors become responses here and nowhere else; nothing of the cause leaks."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, MethodNotAllowedException, NotFoundException

from application.errors import (
    ApplicationError,
    ConcurrentChange,
    PressRefused,
    ReadModelsBehind,
    StoreUnavailable,
    TooManyRequests,
)
from domain.refusal import Reason, Refused
from interfaces.api.language import language_of
from interfaces.bootstrap import database_lost
from interfaces.caught import Explain
from interfaces.meanwhile import changed_in
from interfaces.metrics import Metrics
from interfaces.problems import KINDS, Problem, ReasonShown, Trouble, problem

log = structlog.get_logger()

RETRY_AFTER_SECONDS = "2"

_TELLING = "wenze_telling"


ProblemPage = Callable[[Request[Any, Any, Any], Problem], Response[Any]]
"""A problem as a page for whoever asks for one: a browser at an address that is none, or too early."""


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """How an application tells its errors: *explain* puts the law's reasons into words, *metrics* count refusals.

    Outside the pages' own handlers *page* makes a page of a problem, for whoever asks for HTML.
    """

    explain: Explain
    metrics: Metrics
    page: ProblemPage | None = None


def telling_with(state: dict[str, Any], telling: Telling) -> None:
    """Let the errors of the request of this *state* be told by *telling*."""
    state[_TELLING] = telling


def _trouble(request: Request[Any, Any, Any], error: Trouble) -> Response[bytes]:
    return respond(
        problem(error.code, language=language_of(request.headers), place=error.place, detail=error.detail),
        error.headers,
    )


def _application(request: Request[Any, Any, Any], error: ApplicationError) -> Response[Any]:
    language = language_of(request.headers)
    if isinstance(error, ConcurrentChange):
        return respond(problem(error.code, language=language, version=error.actual, changed=changed_in(error)))
    if isinstance(error, StoreUnavailable | ReadModelsBehind):
        return respond(problem(error.code, language=language), {"Retry-After": RETRY_AFTER_SECONDS})
    if isinstance(error, TooManyRequests):
        return respond(problem(error.code, language=language), {"Retry-After": str(error.retry_after)})
    if error.code not in KINDS:
        return defect(request, error)
    if isinstance(error, PressRefused):
        return respond(problem(error.code, language=language, detail=", ".join(error.about)))
    return respond(problem(error.code, language=language))


def _refused(request: Request[Any, Any, Any], error: Refused) -> Response[bytes]:
    telling: Telling = request.scope["state"][_TELLING]
    shown = tuple(telling.explain(reason, error.under) for reason in error.reasons)
    telling.metrics.refused(reason.rule for reason in error.reasons)
    log.info("command_refused", rules=[reason.rule for reason in error.reasons], route=template(request))
    return respond(problem("refused", language=language_of(request.headers), reasons=shown))


def answered(
    request: Request[Any, Any, Any], found: Problem, headers: Mapping[str, str] | None = None
) -> Response[Any]:
    """The problem as whoever asked reads it: a page for a browser, else ``application/problem+json``."""
    telling: Telling | None = request.scope["state"].get(_TELLING)
    if telling is None or telling.page is None or "text/html" not in request.headers.get("accept", ""):
        return respond(found, headers)
    page = telling.page(request, found)
    page.headers.update(headers or {})
    return page


def _http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    language = language_of(request.headers)
    if isinstance(error, NotFoundException):
        return answered(request, problem("not-found", language=language))
    if isinstance(error, MethodNotAllowedException):
        return respond(problem("method-not-allowed", language=language), dict(error.headers or {}))
    if error.status_code == 413:
        return respond(problem("body-too-large", language=language))
    if 400 <= error.status_code < 500:
        return respond(problem("malformed-body", language=language))
    return defect(request, error)


def defect(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """A defect of ours: a reference for the person, the class of the error for the operator, nothing else.

    A database that went away under a read model is none; projections do not know the application's word for it.
    """
    if database_lost(error):
        unavailable = problem(StoreUnavailable.code, language=language_of(request.headers))
        return answered(request, unavailable, {"Retry-After": RETRY_AFTER_SECONDS})
    reference = str(uuid4())
    log.error("defect", code=reference, error=type(error).__name__, route=template(request), exc_info=error)
    return answered(request, problem("defect", language=language_of(request.headers), reference=reference))


EXCEPTION_HANDLERS: Mapping[type[Exception], Any] = {
    Trouble: _trouble,
    ApplicationError: _application,
    Refused: _refused,
    HTTPException: _http,
    Exception: defect,
}
"""Litestar's table of exception handlers."""


def respond(found: Problem, headers: Mapping[str, str] | None = None) -> Response[bytes]:
    """A problem as it travels."""
    return Response(
        msgspec.json.encode(found),
        status_code=found.status,
        media_type="application/problem+json",
        headers=dict(headers or {}),
    )


def template(request: Request[Any, Any, Any]) -> str:
    """The route's path with its placeholders, so that ids do not become labels."""
    return str(request.scope.get("path_template") or "unmatched")


def unexplained(reason: Reason) -> ReasonShown:
    """A rule without an entry in any profile: still named, never hidden."""
    return ReasonShown(
        rule=reason.rule,
        about=reason.about,
        zh=f"有规则不允许：{reason.rule}",
        en=f"A rule stands against it: {reason.rule}",
        remedy_zh="",
        remedy_en="",
        basis="assumed",
        cites=(),
    )
