"""One request of a browser: who, in which language, with which fields. Checked for form; nothing is decided here."""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

import msgspec

from application.access import Role, Subject
from interfaces.problems import Trouble
from interfaces.web.citing import Shelf
from interfaces.web.forms.multipart import Uploaded
from interfaces.web.wording import Language, Texts

LARGEST_FORM = 2 * 1024 * 1024
"""Bytes of one form. Files are uploaded apart."""

Fields = Mapping[str, Sequence[str]]


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """A request as the pages need it. ``secret`` is the session's, ``awaited`` that of a sign-in that awaits its code; ``source`` the
    address, for limits only, never kept.

    ``parts``: the form was sent in parts, as one with files is; ``dropped``: with files that were too large to be kept. ``unknown``: a session came along that was not looked up.
    """

    language: Language
    path: str
    ids: Mapping[str, UUID] = {}
    query: Fields = {}
    form: Fields = {}
    files: Mapping[str, Uploaded] = {}
    parts: bool = False
    dropped: bool = False
    digest: bytes = b""
    subject: Subject | None = None
    secret: str | None = None
    unknown: bool = False
    awaited: str | None = None
    name: str | None = None
    source: str = ""
    request_id: UUID
    secure: bool = True
    shelf: Shelf | None = None

    @property
    def texts(self) -> Texts:
        """The words of this visit's language."""
        return Texts(self.language, self.shelf)

    @property
    def who(self) -> Subject:
        """The subject of a page that needs one."""
        if self.subject is None:
            raise AssertionError  # the page declares that somebody is signed in
        return self.subject

    def holds(self, *roles: Role) -> bool:
        """Whether the subject holds one of *roles* for some body."""
        return self.subject is not None and any(grant.role in roles for grant in self.subject.grants)

    def asked(self, name: str) -> str | None:
        """A parameter of the address; None when missing or empty."""
        return next((value for value in reversed(self.query.get(name, ())) if value.strip()), None)

    def given(self, name: str) -> str | None:
        """A field of the form; None when missing or empty."""
        return next((value for value in reversed(self.form.get(name, ())) if value.strip()), None)

    def with_query(self, kept: Sequence[str], **more: str) -> str:
        """This address with those of its parameters that *kept* names, and *more*."""
        same = [(name, value) for name, values in self.query.items() if name in kept for value in values if value]
        return f"{self.path}?{urlencode([*same, *more.items()])}"

    def as_asked(self) -> str:
        """This address with its parameters, as it can be saved or passed on."""
        asked = [(name, value) for name, values in self.query.items() for value in values if value and name != "lang"]
        return f"{self.path}?{urlencode(asked)}" if asked else self.path

    def in_language(self, language: Language) -> str:
        """This address in another language."""
        kept = [(name, value) for name, values in self.query.items() for value in values if name != "lang"]
        return f"{self.path}?{urlencode([*kept, ('lang', language)])}"


def number_in(text: str | None, *, digits: int = 9) -> int | None:
    """The whole number that *text* writes with at most so many *digits*, 0 or more; None where it writes none."""
    fine = text is not None and text.isascii() and text.isdigit() and len(text) <= digits
    return int(text) if fine and text is not None else None


def fields_of(encoded: bytes | str) -> dict[str, list[str]]:
    """The fields of a form or an address; several values of one name stay together.

    Raises:
        Trouble: ``malformed-body``, when it is not UTF-8, holds NUL, or holds too many fields.
    """
    try:
        text = encoded.decode() if isinstance(encoded, bytes) else encoded
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=2000)
    except ValueError:
        raise Trouble("malformed-body") from None
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        if "\x00" in name or "\x00" in value:
            raise Trouble("malformed-body", place=name.replace("\x00", ""))
        found.setdefault(name, []).append(value.replace("\r\n", "\n"))
    return found
