"""What a worker answers while its database is away from the very start: that it lives, and to come again."""

from typing import Any

import msgspec
from litestar import Request, Response

from interfaces.api.answering import RETRY_AFTER_SECONDS, respond
from interfaces.api.app import around_each_request
from interfaces.api.health import Alive
from interfaces.api.language import language_of
from interfaces.metrics import Metrics
from interfaces.problems import problem


async def _answer(scope: Any, receive: Any, send: Any) -> None:
    request: Request[Any, Any, Any] = Request(scope)
    if request.url.path == "/health/live":
        answer = Response(msgspec.json.encode(Alive()), media_type="application/json")
    else:
        away = problem("store-unavailable", language=language_of(request.headers))
        answer = respond(away, {"Retry-After": RETRY_AFTER_SECONDS})
    await answer.to_asgi_response(None, request)(scope, receive, send)


waiting_for_database = around_each_request(_answer, Metrics())
"""The application until there is a service. Its metrics are nobody's: they are the service's own from then on."""
