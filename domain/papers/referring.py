"""Where the names of a sentence stand: in its own event and element, or in another event that this refers to."""

from typing import Any

from domain.papers.template import ACTOR, Line
from domain.recorded import Recorded, stored_name


def beyond(
    line: Line, one: Recorded[Any], recorded: tuple[Recorded[Any], ...], element: Any = None
) -> tuple[Recorded[Any], Any] | None:
    """The event, and its element, that the line's own event, or *element* of it, refers to; the last that there is."""
    if (through := line.through) is None:
        return None
    wanted = value(one, element, through.own or through.by)
    for other in reversed(recorded):
        if stored_name(other.event) != through.of:
            continue
        for each in (None,) if through.over is None else getattr(other.event, through.over):
            if getattr(other.event if each is None else each, through.by) == wanted:
                return other, each
    return None


def origin(
    one: Recorded[Any], element: Any, referred: tuple[Recorded[Any], Any] | None, name: str
) -> tuple[Recorded[Any], Any] | None:
    """Where a name of a line stands: in its own event, else in the one that this refers to."""
    if name == ACTOR or _has(one.event, element, name):
        return one, element
    return referred if referred is not None and _has(referred[0].event, referred[1], name) else None


def _has(event: Any, element: Any, name: str) -> bool:
    if isinstance(element, dict) and name in element:
        return True
    bare = name.removesuffix("_basis")
    return bare in event.__struct_fields__ or bare in getattr(element, "__struct_fields__", _PAIR if element else ())


_PAIR = ("allegation", "fact")


def value(one: Recorded[Any], element: Any, name: str) -> Any:
    """A field of the element, else of the event. A pair is an allegation and one fact of it."""
    if name == ACTOR:
        return one.actor
    if isinstance(element, tuple) and name in _PAIR:
        return element[_PAIR.index(name)]
    if element is not None and name in getattr(element, "__struct_fields__", ()):
        return getattr(element, name)
    return getattr(one.event, name, None)
