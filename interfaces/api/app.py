"""The ASGI application: declared operations, one error table, headers on every answer."""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any
from uuid import uuid4

import msgspec
import structlog
from litestar import Request, Response

from application.adapters.rate_limits import RateLimits
from interfaces.api.answering import RETRY_AFTER_SECONDS, ProblemPage, Telling, answered
from interfaces.api.language import language_of
from interfaces.api.openapi import document
from interfaces.api.operation import PUBLIC, Operation
from interfaces.api.routing import Asgi, Handle, Route, routed
from interfaces.api.serving import handlers
from interfaces.metrics import Metrics
from interfaces.problems import ReasonShown, problem

DEADLINE_SECONDS = 15.0
"""A request that the database has kept waiting this long is answered 503."""

IMPORTS = ("/api/imports/", "/imports/")
IMPORT_SECONDS = 600.0
"""How long a file of rows may take: it is work, not waiting. Cut off, it is finished by the same file sent again."""

HEADERS = (
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=()"),
    (b"cache-control", b"no-store"),
)

log = structlog.get_logger()


def create_app(
    operations: Sequence[Operation],
    *,
    authenticate: Callable[[Request[Any, Any, Any]], Any],
    explain: Callable[[Any, str | None], ReasonShown],
    metrics: Metrics,
    limits: RateLimits | None = None,
    version: str = "0.1.0",
    extra: Iterable[tuple[Route, Handle]] = (),
    page: ProblemPage | None = None,
) -> Asgi:
    """Put the declared *operations* together. *extra* are further routes (the web's pages), *page* tells browsers of problems."""
    routes = (*handlers(operations, authenticate, limits), _schema(operations, version), *extra)
    return around_each_request(routed(routes, Telling(explain=explain, metrics=metrics, page=page)), metrics)


def _schema(operations: Sequence[Operation], version: str) -> tuple[Route, Handle]:
    """The document of the operations, made when it is first asked for."""

    @cache
    def content() -> bytes:
        return msgspec.json.encode(document(operations, version=version))

    async def handle(request: Request[Any, Any, Any]) -> Response[bytes]:  # noqa: ARG001 - every handle is called so
        return Response(await asyncio.to_thread(content), media_type="application/json")

    return Route(method="GET", path="/schema/openapi.json", action=PUBLIC), handle


def _seconds_for(path: str) -> float:
    return IMPORT_SECONDS if path.startswith(IMPORTS) else DEADLINE_SECONDS


def around_each_request(app: Asgi, metrics: Metrics) -> Asgi:
    """One log entry a request (method, path with placeholders, status, duration), a deadline, and safe headers.

    Wrapped around the whole application, so that an unknown path or method gets them too.
    """

    async def middleware(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        started, request_id, status = time.monotonic(), uuid4(), 0
        scope.setdefault("state", {})["request_id"] = request_id

        async def send_with_headers(message: Any) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                present = {name.lower() for name, _ in message["headers"]}
                safe = [(name, value) for name, value in HEADERS if name not in present]
                message["headers"] = [
                    *message["headers"],
                    *safe,
                    (b"wenze-request", str(request_id).encode()),
                ]
            await send(message)

        structlog.contextvars.bind_contextvars(request_id=str(request_id))
        try:
            async with asyncio.timeout(_seconds_for(scope["path"])):
                await app(scope, receive, send_with_headers)
        except TimeoutError:
            if status == 0:
                request: Request[Any, Any, Any] = Request(scope)
                unavailable = problem("store-unavailable", language=language_of(request.headers))
                late = answered(request, unavailable, {"Retry-After": RETRY_AFTER_SECONDS})
                await late.to_asgi_response(None, request)(scope, receive, send_with_headers)
        finally:
            route, seconds = scope.get("path_template", "unmatched"), time.monotonic() - started
            metrics.answered(method=scope["method"], route=route, status=status, seconds=seconds)
            log.info(
                "request_answered",
                method=scope["method"],
                route=route,
                status=status,
                duration_ms=round(seconds * 1000),
            )
            structlog.contextvars.unbind_contextvars("request_id")

    return middleware
