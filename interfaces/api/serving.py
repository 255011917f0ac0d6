"""From a declared operation to what answers at its route: form is checked here, nothing is decided here."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID, uuid4

import msgspec
import structlog
from litestar import Request, Response

from application.access import ACTIONS, GENERAL
from application.adapters.rate_limits import RateLimits
from application.casework import gate
from application.moment import one_moment
from domain.calendar.errors import CalendarError
from interfaces.api.language import language_of
from interfaces.api.operation import PUBLIC, Answer, Call, Operation
from interfaces.api.routing import Handle, Route
from interfaces.calendar_faults import of_fault
from interfaces.problems import Trouble, from_validation

LARGEST_BODY = 20 * 1024 * 1024
"""Bytes of one upload."""

Authenticate = Callable[[Request[Any, Any, Any]], Any]
log = structlog.get_logger()


class UnknownAction(Exception):
    """A route declares an action that nobody was given."""


def handlers(
    operations: Sequence[Operation], authenticate: Authenticate, limits: RateLimits | None = None
) -> list[tuple[Route, Handle]]:
    """One route and handle an operation. *authenticate* answers the subject of a request, or raises Trouble.

    *limits* are asked where an operation is limited.

    Raises:
        UnknownAction: an operation declares an action that the access table does not have. The program must not start.
    """
    for operation in operations:
        if operation.action != PUBLIC and operation.action not in ACTIONS:
            raise UnknownAction(f"{operation.method} {operation.path}: {operation.action}")
    return [_handler(operation, authenticate, limits) for operation in operations]


def _handler(operation: Operation, authenticate: Authenticate, limits: RateLimits | None) -> tuple[Route, Handle]:
    decoder = _decoder(operation.body) if operation.body not in {None, bytes} else None

    async def handle(request: Request[Any, Any, Any]) -> Response[bytes]:
        ids = _path_ids(request.path_params)
        subject = await authenticate(request) if operation.needs_token else None
        gate.require_factor(subject, operation.action)
        if operation.action in GENERAL:
            # What concerns a matter is decided where the matter is opened; this is decided here, once for all routes.
            gate.require(subject, operation.action)
        if operation.limited is not None and limits is not None:
            if "authorization" in request.headers:
                await authenticate(request)
            else:
                await limits.ask(operation.limited, request.client.host if request.client else "")
        raw = await _body(request, operation)
        call = Call(
            subject=subject,
            ids=ids,
            query=_query(request, operation.query),
            body=_decode(raw, decoder) if decoder else None,
            raw=raw if operation.body is bytes else b"",
            media_type=request.headers.get("content-type", "").split(";")[0].strip().lower(),
            digest=_digest(request, raw),
            key=_key(request.headers) if operation.changes else None,
            expected=_expected(request.headers) if operation.needs_version else None,
            language=language_of(request.headers),
            request_id=request.scope["state"].get("request_id") or uuid4(),
            headers=request.headers,
            source=request.client.host if request.client else "",
        )
        with one_moment() if operation.method == "GET" else nullcontext():
            return _response(await operation.run(call), operation)

    at = Route(method=operation.method, path=operation.path, action=operation.action, status=operation.status)
    return at, handle


@cache
def _decoder(shape: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(shape)


def _digest(request: Request[Any, Any, Any], raw: bytes) -> bytes:
    """What a repeat of the request has in common with it: method, path, query and body."""
    asked = request.scope["query_string"]
    place = f"{request.method} {request.url.path}".encode() + (b"?" + asked if asked else b"")
    return hashlib.sha256(place + b"\n" + raw).digest()


def _path_ids(params: Mapping[str, Any]) -> dict[str, UUID]:
    try:
        return {name: UUID(value) for name, value in params.items()}
    except ValueError:
        raise Trouble("not-found") from None


async def _body(request: Request[Any, Any, Any], operation: Operation) -> bytes:
    if operation.body is None:
        return b""
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type not in operation.media_types:
        raise Trouble("media-type-unsupported", place="Content-Type")
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > LARGEST_BODY:
            raise Trouble("body-too-large")
        chunks.append(chunk)
    return b"".join(chunks)


def _decode(raw: bytes, decoder: msgspec.json.Decoder[Any]) -> Any:
    try:
        return decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise from_validation(error) from None
    except CalendarError as wrong:
        said = of_fault(wrong)
        raise Trouble("malformed-body", place="$", detail=f"{said.zh} / {said.en}") from None
    except RecursionError:
        raise Trouble("malformed-body", place="$", detail="嵌套过深 / nested too deeply") from None


def _query(request: Request[Any, Any, Any], shape: type[msgspec.Struct] | None) -> Any:
    if shape is None:
        return None
    asked = request.query_params.dict()
    for name, values in asked.items():
        if any("\x00" in value for value in values):
            raise Trouble("malformed-query", place=name)
    many = may_be_given_often(shape)
    given = {name: values if name in many else values[-1] for name, values in asked.items()}
    try:
        return msgspec.convert(given, shape, strict=False)
    except msgspec.ValidationError as error:
        trouble = from_validation(error, "malformed-query")
        raise trouble from None


@cache
def may_be_given_often(shape: type[msgspec.Struct]) -> frozenset[str]:
    """Parameters that hold several values: ``kinds=case&kinds=report``."""
    hints = get_type_hints(shape)
    return frozenset(
        field.encode_name
        for field in msgspec.structs.fields(shape)
        if any(get_origin(part) is tuple for part in (hints[field.name], *get_args(hints[field.name])))
    )


def _key(headers: Mapping[str, str]) -> UUID:
    text = headers.get("idempotency-key")
    if text is None:
        raise Trouble("idempotency-key-missing", place="Idempotency-Key")
    try:
        return UUID(text)
    except ValueError:
        raise Trouble("idempotency-key-malformed", place="Idempotency-Key") from None


def _expected(headers: Mapping[str, str]) -> int:
    text = headers.get("if-match")
    if text is None:
        raise Trouble("version-missing", place="If-Match")
    digits = text.strip().removeprefix("W/").strip('"')
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise Trouble("version-malformed", place="If-Match")
    return int(digits)


def _response(answer: Answer, operation: Operation) -> Response[bytes]:
    headers = dict(answer.headers)
    if answer.version is not None:
        headers["ETag"] = f'"{answer.version}"'
    if answer.position is not None:
        headers["Wenze-Position"] = str(answer.position)
    content = answer.content if isinstance(answer.content, bytes) else msgspec.json.encode(answer.content)
    if answer.status == 204:
        content = b""
    status = answer.status if answer.status != 200 else operation.status
    return Response(content, status_code=status, media_type=answer.media_type, headers=headers)
