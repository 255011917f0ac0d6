"""Who a request comes from: a bearer token of our own, nothing else. Browsers' cookies are never read here."""

from typing import Any

from litestar import Request

from application.access import Subject
from application.adapters.tokens import Tokens
from application.errors import NotAuthenticated

SCHEME = "bearer "


class Authentication:
    """Finds the subject behind a request."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    async def __call__(self, request: Request[Any, Any, Any]) -> Subject:
        """The subject. Raises NotAuthenticated."""
        subject = await self.optional(request.headers.get("authorization"))
        if subject is None:
            raise NotAuthenticated
        return subject

    async def optional(self, header: str | None) -> Subject | None:
        """The subject behind an Authorization header; None when there is no header at all."""
        if header is None:
            return None
        if not header.lower().startswith(SCHEME):
            raise NotAuthenticated
        return await self._tokens.subject(header[len(SCHEME) :].strip())
