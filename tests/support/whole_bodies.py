"""Bodies that fill every field which the OpenAPI document knows, also those that no example needs."""

from collections.abc import Mapping
from typing import Any

DEEP = 8
"""Parts within parts, for parts that may hold themselves."""

PLAIN: Mapping[str, Any] = {"integer": 1, "number": 1.5, "boolean": True, "null": None}
FORMATS = {
    "uuid": "00000000-0000-4000-8000-000000000001",
    "date": "2026-01-05",
    "date-time": "2026-01-05T08:00:00Z",
}


def whole(schema: Mapping[str, Any], parts: Mapping[str, Any], deep: int = 0) -> Any:
    """A value of *schema* with everything in it that may be; *parts* are the document's schemas by name."""
    while "$ref" in schema:
        schema = parts[schema["$ref"].rsplit("/", 1)[1]]
    if "enum" in schema:
        return schema["enum"][0]
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return whole(next(one for one in schema[several] if one.get("type") != "null"), parts, deep + 1)
    kind = str(schema.get("type"))
    if kind == "object":
        fields = schema.get("properties", {}) if deep < DEEP else {}
        return {name: whole(one, parts, deep + 1) for name, one in fields.items()}
    if kind == "array":
        each = schema.get("prefixItems") or ([schema["items"]] if isinstance(schema.get("items"), dict) else [])
        return [whole(one, parts, deep + 1) for one in each] if deep < DEEP else []
    if kind in PLAIN:
        return max(PLAIN[kind], schema.get("minimum", 0)) if kind == "integer" else PLAIN[kind]
    return FORMATS.get(schema.get("format", ""), "text".ljust(schema.get("minLength", 0), "x"))


def over(below: Any, above: Any) -> Any:
    """*above* where it says something, *below* for the fields that it leaves out."""
    if isinstance(below, dict) and isinstance(above, dict):
        return {**below, **{name: over(below.get(name), one) for name, one in above.items()}}
    return below if above is None else above
