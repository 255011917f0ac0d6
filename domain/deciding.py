"""How a command meets the rules: every rule is asked, every failing one is named."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

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


def refuse_if_any(rules: Iterable[Callable[[S, C, G], Reason | None]], state: S, command: C, setting: G) -> None:
    """Let *command* pass, or refuse it with every rule that stands against it and that the profile keeps in force.

    Raises:
        Refused: at least one rule stands against the command.
    """
    found = (rule(state, command, setting) for rule in rules)
    reasons = tuple(reason for reason in found if reason is not None and setting.profile.applies(reason.rule))
    if reasons:
        raise Refused(reasons)
