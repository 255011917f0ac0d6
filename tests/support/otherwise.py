"""Other values of the same kind: what a command would be if one of its fields said something else."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
from msgspec.structs import replace

from domain.document import DocumentRef
from tests.support.made_up import a_document, an_id

S = TypeVar("S", bound=msgspec.Struct)
_NOTHING = {NoneType: None, msgspec.UnsetType: msgspec.UNSET}
"""How a field says nothing."""


def variants(command: S) -> Iterator[tuple[str, S]]:
    """*command* with one field changed, field by field; each with the name of the field."""
    hints = get_type_hints(type(command))
    for name in command.__struct_fields__:
        for other in others(getattr(command, name), hints[name]):
            yield name, replace(command, **{name: other})


def others(value: Any, hint: Any) -> Iterator[Any]:
    """Other values that a field of type *hint* could have had."""
    kinds = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    nothing = next((one for kind, one in _NOTHING.items() if kind in kinds), _NOTHING)
    if nothing is not _NOTHING and value is not nothing:
        yield nothing
    if value is nothing:
        yield from _made(next(kind for kind in kinds if kind not in _NOTHING))
    elif isinstance(value, tuple):
        yield from _tuples(value, next(kind for kind in kinds if kind not in _NOTHING))
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, Enum):
        yield from (one for one in type(value) if one is not value)
    elif isinstance(value, date):
        yield from (value - timedelta(days=1), value + timedelta(days=1))
    elif isinstance(value, DocumentRef | UUID | str):
        yield from _made(type(value))
    elif isinstance(value, int):
        yield value + 1
    else:
        raise TypeError(hint)


def _tuples(value: tuple[Any, ...], hint: Any) -> Iterator[tuple[Any, ...]]:
    of = get_args(hint)[0]
    if not value:
        yield from ((one,) for one in _made(of))
        return
    yield value[:-1]
    if len(value) > 1:
        yield value[::-1]
    if isinstance(value[0], msgspec.Struct) and not isinstance(value[0], DocumentRef):
        yield from ((changed, *value[1:]) for _, changed in variants(value[0]))
    elif isinstance(value[0], UUID | str):
        yield (*value, *_made(type(value[0])))
    elif isinstance(value[0], tuple):
        yield (*value, value[0])


def _made(kind: Any) -> Iterator[Any]:
    """Made-up values of *kind*."""
    bare = getattr(kind, "__supertype__", kind)
    if bare is DocumentRef:
        yield a_document("otherwise")
    elif bare is UUID:
        yield an_id("otherwise")
    elif bare is str:
        yield "otherwise"
    elif bare is date:
        yield date(2012, 3, 1)
    elif bare is int:
        yield 7
    elif isinstance(bare, type) and issubclass(bare, Enum):
        yield from bare
    elif get_origin(bare) is tuple:
        yield tuple(next(_made(one)) for one in get_args(bare) if one is not Ellipsis)
    elif isinstance(bare, type) and issubclass(bare, msgspec.Struct):
        hints = get_type_hints(bare)
        required = [name for name in bare.__struct_fields__ if name in hints]
        yield bare(
            **{name: None if NoneType in get_args(hints[name]) else next(_made(hints[name])) for name in required}
        )
    else:
        raise TypeError(kind)
