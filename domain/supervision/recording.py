"""How a command on an instrument becomes events: what the record holds already is nothing new and is refused by nothing."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

from domain.deciding import Found, refuse_if_any
from domain.recorded import Event
from domain.supervision.setting import SupervisionSetting

S = TypeVar("S")
E = TypeVar("E", bound=Event)

Against = Mapping[type, Iterable[Callable[[S, Any, SupervisionSetting], Found]]]
"""The rules of an instrument by the command that they may stand against."""


def anew(
    recorded: Collection[Event],
    meant: tuple[E, ...],
    against: "Against[S]",
    state: S,
    command: Any,
    setting: SupervisionSetting,
) -> tuple[E, ...]:
    """Those of the events *meant* by *command* that are not *recorded* yet.

    Raises:
        Refused: something new is asked for, or nothing can follow, and rules stand against it.
    """
    events = tuple(event for event in meant if event not in recorded)
    if events or not meant:
        refuse_if_any(against[type(command)], state, command, setting)
    return events
