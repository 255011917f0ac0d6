"""How a command meets the rules: every rule is asked, every failing one is named."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeAlias, TypeVar

from domain.procedure.profile import Profile
from domain.refusal import Reason, Refused


class Setting(Protocol):
    """What surrounds a decision; at least the procedure profile that says which rules bind."""

    @property
    def profile(self) -> Profile:
        """The profile under which the command is judged."""
        ...


S = TypeVar("S")
C = TypeVar("C")
G = TypeVar("G", bound=Setting)


Found: TypeAlias = Reason | tuple[Reason, ...] | None
"""What one rule says: nothing against it, one reason, or several."""


def refuse_if_any(rules: Iterable[Callable[[S, C, G], Found]], state: S, command: C, setting: G) -> None:
    """Let *command* pass, or refuse it with every rule that stands against it and that the profile keeps in force.

    Each reason is given once, in the order of asking.

    Raises:
        Refused: at least one rule stands against the command.
    """
    refuse_any(rules, state, (command,), setting)


def refuse_any(rules: Iterable[Callable[[S, C, G], Found]], state: S, commands: Iterable[C], setting: G) -> None:
    """Let all *commands* pass together, or refuse them all with every rule that stands against any of them.

    Raises:
        Refused: at least one rule stands against one of them.
    """
    asked, reasons = tuple(rules), dict[Reason, None]()
    for command in commands:
        for rule in asked:
            found = rule(state, command, setting)
            several = found if isinstance(found, tuple) else () if found is None else (found,)
            reasons |= {reason: None for reason in several if setting.profile.applies(reason.rule)}
    if reasons:
        raise Refused(reasons, under=setting.profile.code)
