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
    """The state of the matter, or the law, stands against the command. Carries all reasons, at least one.

    ``under`` is the code of the procedure profile by which it was judged: the same rule rests on other articles in
    another profile. None where no profile was asked.
    """

    def __init__(self, reasons: Iterable[Reason], *, under: str | None = None) -> None:
        self.reasons: tuple[Reason, ...] = tuple(reasons)
        self.under = under
        if not self.reasons:
            raise ValueError("a refusal names at least one rule")
        super().__init__(", ".join(reason.rule for reason in self.reasons))
