"""What a check finds."""

import msgspec


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that is not as it should be. ``about`` fills the sentence for people, in a fixed order.

    ``grave``: a report, a decision or a deadline can be lost or falsified as it stands.
    """

    code: str
    grave: bool
    about: tuple[str, ...] = ()


def grave(code: str, *about: object) -> Finding:
    """A finding that stops the work."""
    return Finding(code=code, grave=True, about=tuple(map(str, about)))


def notable(code: str, *about: object) -> Finding:
    """A finding that somebody should attend to."""
    return Finding(code=code, grave=False, about=tuple(map(str, about)))
