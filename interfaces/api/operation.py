"""What one route is: declared once, it becomes the handler, the access check and the page of the OpenAPI document."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

import msgspec

from application.adapters.rate_limits import RateClass
from domain.calendar.entered import require_within
from interfaces.problems import from_validation

PUBLIC = "public"
"""The action of a route that needs no account. Said expressly: a route without action stops the start-up."""


class Sentence(msgspec.Struct, frozen=True):
    """A text in both languages."""

    zh: str
    en: str


class SentFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that came with a request, kept once its command stands. Its name came with it and is forgotten."""

    content: bytes
    media_type: str

    def __repr__(self) -> str:
        return f"SentFile({len(self.content)} bytes)"


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One request, checked for form: nothing in it has been decided. Whoever makes it, no day in it is out of bounds."""

    subject: Any  # application.access.Subject, or None on a public route
    ids: Mapping[str, UUID]
    query: Any = None
    body: Any = None
    raw: bytes = b""
    media_type: str = ""
    digest: bytes = b""
    key: UUID | None = None
    expected: int | None = None
    language: str = "zh"
    request_id: UUID
    headers: Mapping[str, str] = {}
    source: str = ""  # the address it came from: for limits only, never kept
    files: Mapping[UUID, SentFile] = {}  # by the id under which the body refers to them; only our own pages send any

    def __post_init__(self) -> None:
        for asked, code in ((self.query, "malformed-query"), (self.body, "malformed-body")):
            try:
                require_within(asked)
            except msgspec.ValidationError as error:
                raise from_validation(error, code) from None


class Nothing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An empty body: the address says it all."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the route answers: a Struct (sent as JSON) or bytes with their media type."""

    content: Any = None
    status: int = 200
    version: int | None = None  # becomes the ETag
    position: int | None = None  # becomes Wenze-Position
    media_type: str = "application/json"
    headers: Mapping[str, str] = {}


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One route.

    ``path`` has ids as ``{name}``. ``changes`` asks for an Idempotency-Key, ``needs_version`` for If-Match. ``body`` is
    a Struct for JSON, or bytes for a raw upload. ``action`` names the row of the access table, or is ``PUBLIC``.
    ``by_code``: whoever asks comes with a reporter's code instead of a token, and the route finds out who that is.
    """

    method: str
    path: str
    name: str
    action: str
    summary: Sentence
    run: Callable[[Call], Awaitable[Answer]]
    answers: Any
    tag: str
    body: Any = None
    query: type[msgspec.Struct] | None = None
    status: int = 200
    changes: bool = False
    needs_version: bool = False
    by_code: bool = False
    media_types: tuple[str, ...] = ("application/json",)
    examples: Mapping[str, Any] = {}
    refusals: tuple[int, ...] = ()
    headers: tuple[str, ...] = ()  # request headers of its own, all required
    limited: RateClass | None = None  # whoever comes without a token is counted so, and asked before the body is read

    @property
    def needs_token(self) -> bool:
        """Whether somebody must be signed in before anything is looked at."""
        return self.action != PUBLIC and not self.by_code

    def __post_init__(self) -> None:
        if not self.action:
            raise ValueError(f"{self.method} {self.path} declares no action")
