"""What an account may be called and be granted."""

import re
from datetime import date

import msgspec

from application.access import WITHOUT_BODY, Role
from application.errors import GrantRefused
from domain.identity import BodyId

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")


class NewGrant(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A role to grant. ``valid_from`` None: from today; ``valid_until`` is included, None: until withdrawn.

    Raises:
        GrantRefused: a role of casework without a body, or dates that end before they begin.
    """

    role: Role
    body: BodyId | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    def __post_init__(self) -> None:
        if self.body is None and self.role not in WITHOUT_BODY:
            raise GrantRefused("body-missing")
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise GrantRefused("dates-reversed")


def is_name(name: str) -> bool:
    """Whether *name* can be a sign-in name: 2 to 64 of a-z, 0-9, dot, hyphen, underscore."""
    return _NAME.fullmatch(name) is not None


def checked_name(name: str) -> str:
    """*name* if it can be a sign-in name. Raises ValueError."""
    if not is_name(name):
        raise ValueError("a sign-in name is 2 to 64 of a-z, 0-9, dot, hyphen, underscore, and begins with a-z or 0-9")
    return name
