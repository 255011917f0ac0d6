"""The domain's no: every rule that stands against a command, never just the first."""

from collections.abc import Iterable

import msgspec


class Reason(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One rule that stands against a command.

    ``rule`` is a stable kebab-case code. Its citation, sentence and remedy in both languages are data of the procedure
    profile (or of the rulebook), looked up by this code. ``about`` names what it concerns (an id, a code, a date as
    text), in a fixed order that the sentence can quote; never a name, never free text.
    """

    rule: str
    about: tuple[str, ...] = ()


class Refused(Exception):
    """The state of the matter, or the law, stands against the command. Carries all reasons, at least one."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons: tuple[Reason, ...] = tuple(reasons)
        if not self.reasons:
            raise ValueError("a refusal names at least one rule")
        super().__init__(", ".join(reason.rule for reason in self.reasons))
