"""How long an agreement to open who reported holds. The rule is data (``opening_identities.toml``)."""

from functools import cache
from importlib.resources import files
from typing import Annotated

import msgspec


class OpeningRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``days`` after the one on which a second person agreed the identity can still be opened."""

    days: Annotated[int, msgspec.Meta(ge=0, le=30)]


@cache
def opening_rule() -> OpeningRule:
    """The rule that comes with the program."""
    return msgspec.toml.decode((files("application") / "opening_identities.toml").read_bytes(), type=OpeningRule)
