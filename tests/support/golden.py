"""Specimens of stored events: every field filled, always with the same values. They are kept as files, for ever."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from msgspec import inspect

from domain.recorded import Event

EVENTS = Path(__file__).parent.parent / "golden" / "events"
"""One file a stored name, its exact bytes as one line."""

_TEXTS = {"sha256": "5" * 64, "digest": "d" * 64, "edition": "2025-01-01", "address": "4/1/2"}


def specimen(cls: type[Event]) -> Event:
    """An event of type *cls* in which nothing is left out."""
    return msgspec.convert(_value(inspect.type_info(cls), cls.__name__, 1), cls)


def kept(name: str) -> Path:
    """Where the specimen of a stored name lies."""
    return EVENTS / f"{name}.json"


def types_within(kind: inspect.Type) -> Iterator[inspect.Type]:
    """*kind* and every type inside it."""
    yield kind
    match kind:
        case inspect.StructType(fields=fields):
            for field in fields:
                yield from types_within(field.type)
        case inspect.UnionType(types=several):
            for one in several:
                yield from types_within(one)
        case inspect.TupleType(item_types=items):
            for one in items:
                yield from types_within(one)
        case inspect.VarTupleType(item_type=item):
            yield from types_within(item)


def _value(kind: inspect.Type, name: str, number: int) -> Any:
    match kind:
        case inspect.StructType(fields=fields, tag=tag, tag_field=tag_field):
            own = {field.encode_name: _value(field.type, field.name, number + n) for n, field in enumerate(fields)}
            return own | ({tag_field: tag} if tag_field else {})
        case inspect.UnionType(types=several):
            return _value(next(one for one in several if not isinstance(one, inspect.NoneType)), name, number)
        case inspect.TupleType(item_types=items):
            return [_value(one, name, number + n) for n, one in enumerate(items)]
        case inspect.VarTupleType(item_type=item):
            return [_value(item, name, number), _value(item, name, number + 1)]
        case inspect.EnumType(cls=cls):
            return list(cls)[number % len(cls)].value
        case inspect.UUIDType():
            return str(UUID(int=0x1000 + number))
        case inspect.DateType():
            return f"2026-03-{number % 28 + 1:02}"
        case inspect.StrType():
            return _TEXTS.get(name, f"{name.replace('_', '-')}-{number}")
        case inspect.IntType():
            return number
        case inspect.BoolType():
            return True
        case inspect.LiteralType(values=values):
            return values[0]
    raise TypeError(f"an event holds no {type(kind).__name__} ({name})")
