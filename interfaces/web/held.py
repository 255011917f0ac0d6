"""What was written in a form that could not be taken yet: it goes through the sign-in, or what else is missing, and can be sent again."""

import msgspec

from interfaces.web.visit import Visit

LEFT_BEHIND = "files_left"
"""A field of a form that is sent again without the files that were chosen for it."""

_TO, _FILES, _PARTS, _FIELD = "held.to", "held.files", "held.parts", "held.field."
_NEVER = frozenset({"token", "password", LEFT_BEHIND})


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """One form: where it goes, its fields in order, whether files were chosen for it, whether it is sent in parts."""

    to: str
    fields: tuple[tuple[str, str], ...]
    files: bool
    parts: bool

    @property
    def carried(self) -> tuple[tuple[str, str], ...]:
        """The fields as a sign-in form carries them."""
        flags = ((_FILES, self.files), (_PARTS, self.parts))
        named = ((f"{_FIELD}{name}", value) for name, value in self.fields)
        return ((_TO, self.to), *((name, "yes") for name, is_so in flags if is_so), *named)

    @property
    def written(self) -> tuple[str, ...]:
        """The texts among the fields, to be read again."""
        return tuple(value for _, value in self.fields if value.strip() and (" " in value or not value.isascii()))


def held_from(visit: Visit) -> Held | None:
    """The form of a visit that could not be taken; None where nothing was written."""
    fields = tuple((name, one) for name, values in visit.form.items() if name not in _NEVER for one in values)
    if not fields:
        return None
    return Held(to=visit.as_asked(), fields=fields, files=bool(visit.files) or visit.dropped, parts=visit.parts)


def held_by(visit: Visit) -> Held | None:
    """The form that a sign-in form carries; None where it carries none, or one that goes to no address of ours."""
    to = own_address(visit.given(_TO))
    fields = tuple(
        (name.removeprefix(_FIELD), one)
        for name, values in visit.form.items()
        if name.startswith(_FIELD)
        for one in values
    )
    if not to or not fields:
        return None
    return Held(to=to, fields=fields, files=visit.given(_FILES) is not None, parts=visit.given(_PARTS) is not None)


def own_address(to: str | None) -> str:
    """*to*, if it is an address of ours; else none."""
    fine = to is not None and to.startswith("/") and not to.startswith("//") and "\\" not in to and to.isprintable()
    return to if fine and to is not None else ""
