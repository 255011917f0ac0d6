"""The operations that a running service describes of itself, and how one of them is addressed."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

import msgspec

JSON = "application/json"
CODE_HEADER = "Reporter-Code"


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One operation: its method, path with ``{ids}``, and what it takes. ``takes`` are media types; none without body."""

    name: str
    method: str
    path: str
    summary: str
    ids: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    body: tuple[tuple[str, bool], ...] = ()  # names of fields, and whether each is required

    @property
    def changes(self) -> bool:
        """Whether it asks for a change, and so for a key."""
        return "Idempotency-Key" in self.headers

    @property
    def by_code(self) -> bool:
        """Whether a reporter's code opens it, in place of an account's token."""
        return any(name.lower() == CODE_HEADER.lower() for name in self.headers)

    @property
    def needs_version(self) -> bool:
        """Whether it changes a matter that has a version."""
        return "If-Match" in self.headers

    def address(self, given: Mapping[str, Any]) -> str:
        """The path with its ids and query taken from *given*. Raises KeyError with the name of an id that is missing."""
        path = self.path
        for name in self.ids:
            path = path.replace(f"{{{name}}}", quote(str(given[name]), safe=""))
        asked = [(name, given[name]) for name in self.query if name in given]
        return f"{path}?{urlencode(asked, doseq=True)}" if asked else path

    def matter(self, given: Mapping[str, Any]) -> str:
        """The path of the matter that it changes: up to its last id."""
        kept = self.path[: self.path.rindex("}") + 1]
        return msgspec.structs.replace(self, path=kept, query=()).address(given)


def operations(document: Mapping[str, Any]) -> dict[str, Operation]:
    """Every operation of an OpenAPI document, by name."""
    schemas = document.get("components", {}).get("schemas", {})
    return {
        each["operationId"]: _operation(path, method, each, schemas)
        for path, methods in document["paths"].items()
        for method, each in methods.items()
    }


def _operation(path: str, method: str, each: Mapping[str, Any], schemas: Mapping[str, Any]) -> Operation:
    placed: dict[str, tuple[str, ...]] = {
        place: tuple(one["name"] for one in each.get("parameters", ()) if one["in"] == place)
        for place in ("path", "query", "header")
    }
    content = each.get("requestBody", {}).get("content", {})
    shape = content.get(JSON, {}).get("schema", {})
    while "$ref" in shape:
        shape = schemas[shape["$ref"].rpartition("/")[2]]
    required = shape.get("required", ())
    return Operation(
        name=each["operationId"],
        method=method.upper(),
        path=path,
        summary=each["summary"],
        ids=placed["path"],
        query=placed["query"],
        headers=placed["header"],
        takes=tuple(content),
        body=tuple((name, name in required) for name in shape.get("properties", ())),
    )
