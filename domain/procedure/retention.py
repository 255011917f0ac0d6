"""How long the file of a case is kept, by its retention class (保管期限)."""

import msgspec


class RetentionClass(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One class. ``years`` are counted from the day of archiving; without them, and not ``permanent``, a person decides.

    Raises:
        ValueError: a permanent class with years, or years that are none.
    """

    code: str
    years: int | None = None
    permanent: bool = False

    def __post_init__(self) -> None:
        if self.years is not None and (self.permanent or not 1 <= self.years <= 200):
            raise ValueError(f"the years of {self.code} are no length")


def parse_retention(data: bytes) -> tuple[RetentionClass, ...]:
    """The classes in the order of the file.

    Raises:
        msgspec.ValidationError: a field is missing, unknown or of the wrong kind, or a class contradicts itself.
        ValueError: a class is given twice.
    """
    found = msgspec.toml.decode(data, type=dict[str, tuple[RetentionClass, ...]])["classes"]
    if len({one.code for one in found}) != len(found):
        raise ValueError("a retention class is given twice")
    return found
