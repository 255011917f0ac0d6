"""Done before: the one rule by which a command asks for nothing new.

A command was done before when the act of its kind that stands says, field by field, everything that the command says.
One field that differs (another document, another vote, another reason) makes it another act: it is judged by the rules
and either recorded or refused, never answered as if it had been recorded. The day and whatever else an act holds of its
own is no part of what was asked.
"""

from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar

import msgspec

from domain.recorded import Event

E = TypeVar("E", bound=Event)
"""An event of one kind of stream. Its state holds the latest act of each kind; where acts of a kind stand side by side, of each thing."""

Apart: TypeAlias = Mapping[type[Event], tuple[str, ...]]
"""The kinds that are kept, and the fields by which several acts of that kind are told apart; none: the latest stands."""


def says(act: Event | None, command: msgspec.Struct) -> bool:
    """Whether *act* says all that *command* says. A field of the command that the act does not hold was never said."""
    asked = command.__struct_fields__
    return act is not None and all(_field(act, name) == getattr(command, name) for name in asked)


def kept(acts: tuple[E, ...], act: E, apart: Apart) -> tuple[E, ...]:
    """*acts* after *act*, which takes the place of the one that it follows."""
    by = apart.get(type(act))
    if by is None:
        return acts
    kind, what = type(act), _what(by)
    about = what(act)
    for place, one in enumerate(acts):  # at most one: whatever came before it took the place of its own predecessor
        if type(one) is kind and what(one) == about:
            return (*acts[:place], *acts[place + 1 :], act)
    return (*acts, act)


def done_before(acts: tuple[Event, ...], command: msgspec.Struct, kind: type[Event]) -> bool:
    """Whether one of *acts*, all latest words, is of that *kind* and says all that *command* says."""
    return any(type(act) is kind and says(act, command) for act in acts)


@cache
def _what(by: tuple[str, ...]) -> Callable[[Event], object]:
    """What tells acts of a kind apart. Read for every act of every replay: the fields are looked up once."""
    return attrgetter(*by) if by else _one_of_its_kind


def _one_of_its_kind(_: Event) -> None:
    return None


def _field(act: Event, name: str) -> Any:
    return getattr(act, name, msgspec.UNSET)
