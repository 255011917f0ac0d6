"""The principles of the procedure, each with the rules that keep it: from a principle to what enforces it, and back."""

import msgspec

from domain.procedure.profile import Label


class Principle(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One principle. ``sources`` are source codes of the profiles; ``rules`` rule codes of the deciders; ``engine`` codes
    that the rulebook engine raises against a decision. ``kept`` says what keeps it besides, or instead of, a refusal.

    Raises:
        ValueError: nothing keeps it.
    """

    code: str
    label: Label
    sources: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    engine: tuple[str, ...] = ()
    kept: Label | None = None

    def __post_init__(self) -> None:
        if not self.rules and not self.engine and self.kept is None:
            raise ValueError(f"nothing keeps the principle {self.code}")


def parse_principles(data: bytes) -> tuple[Principle, ...]:
    """The principles in the order of the file.

    Raises:
        msgspec.ValidationError: a field is missing, unknown or of the wrong kind, or nothing keeps a principle.
    """
    return msgspec.toml.decode(data, type=dict[str, tuple[Principle, ...]])["principles"]
