"""The OpenAPI 3.1 document, made from the declared operations: what is served is what is described."""

from collections.abc import Iterable
from typing import Any, get_args

import msgspec

from interfaces.api.examples import examples
from interfaces.api.operation import Operation
from interfaces.problems import KINDS, Problem

FILING = "report.file-report"  # open to everybody, so its route declares no action of its own

KEY_HEADER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "format": "uuid"},
    "description": "每个新请求一个 UUID，重试时不变。/ A UUID for each new request, the same when retrying.",
}
VERSION_HEADER = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
    "description": "您看到的版本（ETag）。/ The version you saw (ETag).",
}

ETAG = {
    "description": "版本号，用于 If-Match。/ The version, for If-Match.",
    "schema": {"type": "string", "pattern": '^"[0-9]+"$'},
}
POSITION = {
    "description": "记录的位置，用于列表的 at_least。/ Where it was recorded, for the at_least of a list.",
    "schema": {"type": "integer", "minimum": 0},
}
REPLAYED = {
    "description": "同一 Idempotency-Key 的重复请求：答复与第一次相同。/ A repeat: answered as the first time.",
    "schema": {"type": "string", "enum": ["true"]},
}
DISPOSITION = {"description": "attachment（RFC 6266）", "schema": {"type": "string"}}


def document(operations: Iterable[Operation], *, version: str) -> dict[str, Any]:
    """The whole document as plain values, ready to be encoded."""
    listed = sorted(operations, key=lambda o: (o.path, o.method))
    shapes = [s for o in listed for s in (o.body, o.query, o.answers) if s not in {None, bytes}] + [Problem]
    schemas, components = msgspec.json.schema_components(shapes, ref_template="#/components/schemas/{name}")
    schema_of = {id(shape): schema for shape, schema in zip(shapes, schemas, strict=True)}
    paths: dict[str, dict[str, Any]] = {}
    for operation in listed:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _described(operation, schema_of, components)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "问责 Wenze",
            "version": version,
            "description": "政府信息公开与电子政务问责办案系统接口。/ Accountability casework: the programming interface.",
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "responses": {"problem": _problem_response(schema_of[id(Problem)])},
        },
    }


def _described(operation: Operation, schema_of: dict[int, Any], components: dict[str, Any]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "tags": [operation.tag],
        "summary": f"{operation.summary.zh} / {operation.summary.en}",
        "x-wenze-action": operation.action,
        "parameters": _parameters(operation, schema_of, components),
        "responses": _responses(operation, schema_of),
        "security": [{"bearer": []}] if operation.needs_token else [],
    }
    if operation.body is bytes:
        content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in operation.media_types}
        described["requestBody"] = {"required": True, "content": content}
    elif operation.body is not None:
        media: dict[str, Any] = {"schema": schema_of[id(operation.body)]}
        shown = operation.examples or examples(FILING if operation.name == "file-report" else operation.action)
        if shown:
            media["examples"] = {name: {"summary": name, "value": value} for name, value in shown.items()}
        described["requestBody"] = {"required": True, "content": {"application/json": media}}
    return described


def _parameters(operation: Operation, schema_of: dict[int, Any], components: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": part[1:-1], "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
        for part in operation.path.split("/")
        if part.startswith("{")
    ]
    if operation.query is not None:
        schema = components[schema_of[id(operation.query)]["$ref"].rsplit("/", 1)[1]]
        required = schema.get("required", [])
        found += [
            {"name": name, "in": "query", "required": name in required, "schema": shape}
            for name, shape in schema["properties"].items()
        ]
    found += [
        {"name": name, "in": "header", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in operation.headers
    ]
    if operation.changes:
        found.append(KEY_HEADER)
    if operation.needs_version:
        found.append(VERSION_HEADER)
    return found


def _responses(operation: Operation, schema_of: dict[int, Any]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    if operation.answers is bytes:
        content = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    elif operation.answers is not None:
        content = {"application/json": {"schema": schema_of[id(operation.answers)]}}
    good: dict[str, Any] = {"description": operation.summary.en}
    if content:
        good["content"] = content
    headers = _answer_headers(operation)
    if headers:
        good["headers"] = headers
    statuses = {400, 404, 500, 503, *operation.refusals}
    if operation.needs_token:
        statuses |= {401, 403}
    if operation.body is not None:
        statuses |= {413, 415}
    if operation.changes:
        statuses |= {409, 413, 415, 422}
    if operation.needs_version:
        statuses |= {412, 428}
    return {str(operation.status): good} | {
        str(status): {"$ref": "#/components/responses/problem"} for status in sorted(statuses)
    }


def _answer_headers(operation: Operation) -> dict[str, Any]:
    """The headers that a good answer carries."""
    found: dict[str, Any] = {}
    shapes = [shape for shape in get_args(operation.answers) or (operation.answers,) if isinstance(shape, type)]
    if any("version" in getattr(shape, "__struct_fields__", ()) for shape in shapes):
        found["ETag"] = ETAG
    if operation.changes:
        found |= {"Wenze-Position": POSITION, "Idempotent-Replayed": REPLAYED}
    if operation.answers is bytes and operation.tag == "documents":
        found["Content-Disposition"] = DISPOSITION
    return found


def _problem_response(schema: Any) -> dict[str, Any]:
    codes = ", ".join(f"{code} ({kind.status})" for code, kind in KINDS.items())
    return {
        "description": f"RFC 9457 problem. Codes: {codes}",
        "content": {"application/problem+json": {"schema": schema}},
    }
