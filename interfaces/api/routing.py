"""The routes as Litestar knows them, put together once a process: what stands behind each comes with the request.

Putting some hundred routes together takes a second; a further application of the same routes, on another service, none.
"""

from collections.abc import Awaitable, Callable, Iterable
from functools import lru_cache
from typing import Any, cast

import msgspec
from litestar import HttpMethod, Litestar, Request, Response, route
from litestar.handlers import HTTPRouteHandler

from interfaces.api.answering import EXCEPTION_HANDLERS, Telling, telling_with

Handle = Callable[[Request[Any, Any, Any]], Awaitable[Response[Any]]]
Asgi = Callable[[Any, Any, Any], Awaitable[None]]

_HANDLES = "wenze_handles"


class TwiceDeclared(Exception):
    """Two handlers for one method and path. The program must not start."""


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """Where a request arrives: ``path`` has its parts as ``{name}``, ``action`` is a row of the access table, or PUBLIC.

    ``status`` is that of a good answer, where the answer names none.
    """

    method: str
    path: str
    action: str
    status: int = 200

    def __post_init__(self) -> None:
        if not self.action:
            raise ValueError(f"{self.method} {self.path} declares no action")


def routed(handles: Iterable[tuple[Route, Handle]], telling: Telling) -> Asgi:
    """The ASGI application that calls each handle at its route and tells errors by *telling*.

    Raises:
        TwiceDeclared: two of the routes have one method and path.
    """
    found: dict[Route, Handle] = {}
    places: set[tuple[str, str]] = set()
    for at, handle in handles:
        if (at.method, at.path) in places:
            raise TwiceDeclared(f"{at.method} {at.path}")
        places.add((at.method, at.path))
        found[at] = handle
    app = _put_together(tuple(found))

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            state = scope.setdefault("state", {})
            state[_HANDLES] = found
            telling_with(state, telling)
        await app(scope, receive, send)

    return answer


@lru_cache(maxsize=4)
def _put_together(routes: tuple[Route, ...]) -> Litestar:
    """Litestar with these routes. It holds nothing of any application, so that several may use it."""
    return Litestar(
        [_handler(at) for at in routes],
        exception_handlers=cast("Any", EXCEPTION_HANDLERS),
        openapi_config=None,
        logging_config=None,
        request_max_body_size=None,  # each operation has its own limit
    )


def _handler(at: Route) -> HTTPRouteHandler:
    async def handle(request: Request[Any, Any, Any]) -> Response[Any]:
        run: Handle = request.scope["state"][_HANDLES][at]
        return await run(request)

    return route(
        at.path.replace("}", ":str}"),
        http_method=HttpMethod(at.method),
        opt={"action": at.action},
        include_in_schema=False,
        status_code=at.status,
    )(handle)
