"""Organs that a command on a report, case, proceeding or appeal names: the register knows each. A slip of the pen goes to nobody."""

from collections.abc import Iterator
from functools import cache
from typing import get_args, get_type_hints
from uuid import UUID

import msgspec

from application.adapters.registers import Registers
from domain.identity import BodyId, OrganId
from interfaces.problems import Trouble


async def of_known_organs(registers: Registers, command: msgspec.Struct) -> msgspec.Struct:
    """The *command*, if the register has or had an entry of each organ that it names.

    Raises:
        Trouble: ``organ-unknown``, with the place of the first that it has none of.
    """
    if named := tuple(_named(command)):
        snapshot = await registers.snapshot()
        for place, organ in named:
            if not snapshot.knows(OrganId(organ)):
                raise Trouble("organ-unknown", place=place)
    return command


def _named(command: msgspec.Struct) -> Iterator[tuple[str, UUID]]:
    for field in _fields(type(command)):
        value = getattr(command, field)
        if isinstance(value, UUID):
            yield f"$.{field}", value
        elif isinstance(value, tuple):
            yield from ((f"$.{field}[{at}]", each) for at, each in enumerate(value))


@cache
def _fields(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields that hold organs: one, none or several."""
    return tuple(name for name, hint in get_type_hints(struct).items() if {BodyId, OrganId} & {hint, *get_args(hint)})
