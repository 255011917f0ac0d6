"""The ASGI application: declared operations, one error table, headers on every answer."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, cast
from uuid import uuid4

import structlog
from litestar import Litestar, Request, Response, get

from interfaces.api.answering import exception_handlers, respond
from interfaces.api.openapi import document
from interfaces.api.operation import Operation
from interfaces.api.serving import handlers
from interfaces.metrics import Metrics
from interfaces.problems import ReasonShown, problem

DEADLINE_SECONDS = 15.0
"""A request that the database has kept waiting this long is answered 503."""

HEADERS = (
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=()"),
    (b"cache-control", b"no-store"),
)

Asgi = Callable[[Any, Any, Any], Awaitable[None]]

log = structlog.get_logger()


def create_app(
    operations: Sequence[Operation],
    *,
    authenticate: Callable[[Request[Any, Any, Any]], Any],
    explain: Callable[[Any, str | None], ReasonShown],
    lifespan: Sequence[Callable[[Litestar], AbstractAsyncContextManager[None]]] = (),
    metrics: Metrics,
    version: str = "0.1.0",
    extra: Sequence[Any] = (),
) -> Asgi:
    """Put the declared *operations* together. *extra* are further Litestar handlers (the web's pages)."""
    described = document(operations, version=version)

    @get("/schema/openapi.json", opt={"action": "public"}, include_in_schema=False, sync_to_thread=False)
    def schema() -> dict[str, Any]:
        return described

    routes = [*handlers(operations, authenticate), schema, *extra]
    for handler in routes:
        if not handler.opt.get("action"):
            raise RuntimeError(f"the handler of {sorted(handler.paths)} declares no action")
    return around_each_request(
        Litestar(
            routes,
            exception_handlers=cast("Any", exception_handlers(explain, metrics)),
            lifespan=list(lifespan),
            openapi_config=None,
            logging_config=None,
            request_max_body_size=None,  # each operation has its own limit
        ),
        metrics,
    )


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
            async with asyncio.timeout(DEADLINE_SECONDS):
                await app(scope, receive, send_with_headers)
        except TimeoutError:
            if status == 0:
                late: Response[bytes] = respond(problem("store-unavailable"), {"Retry-After": "2"})
                await late.to_asgi_response(None, Request(scope))(scope, receive, send_with_headers)
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
