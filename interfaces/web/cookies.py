"""The cookies: the session's secret, that of a sign-in that awaits its code, and the language that somebody chose.

``__Host-sid`` travels over TLS only. On the loopback address without TLS, where a browser refuses that name, the session
is in ``sid``; no other host is ever given that one. The same holds for ``__Host-code`` and ``code``.
"""

from collections.abc import Mapping
from datetime import timedelta

from litestar.datastructures import Cookie

from application.adapters.sessions import ABSOLUTE, CODE_WITHIN

LANGUAGE = "lang"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


def is_loopback(host: str) -> bool:
    """Whether *host* (a Host header) is this machine."""
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return name.lower() in _LOOPBACK


def session_name(*, secure: bool) -> str:
    """Name of the session's cookie."""
    return "__Host-sid" if secure else "sid"


def session_in(cookies: Mapping[str, str], *, secure: bool) -> str | None:
    """The session's secret, if the browser sent one."""
    return cookies.get(session_name(secure=secure)) or None


def session_cookie(secret: str, *, secure: bool) -> Cookie:
    """The cookie that begins a session; an empty *secret* ends it."""
    return _secret_cookie(session_name(secure=secure), secret, ABSOLUTE, secure=secure)


def awaited_in(cookies: Mapping[str, str], *, secure: bool) -> str | None:
    """The secret of a sign-in that awaits its code, if the browser sent one."""
    return cookies.get(_awaited_name(secure=secure)) or None


def awaited_cookie(secret: str, *, secure: bool) -> Cookie:
    """The cookie of a sign-in that awaits its code; an empty *secret* ends it."""
    return _secret_cookie(_awaited_name(secure=secure), secret, CODE_WITHIN, secure=secure)


def _awaited_name(*, secure: bool) -> str:
    return "__Host-code" if secure else "code"


def _secret_cookie(name: str, secret: str, lives: timedelta, *, secure: bool) -> Cookie:
    return Cookie(
        key=name,
        value=secret,
        path="/",
        max_age=int(lives.total_seconds()) if secret else 0,
        secure=secure,
        httponly=True,
        samesite="strict",
    )


def language_cookie(language: str, *, secure: bool) -> Cookie:
    """The cookie that remembers a language chosen by hand."""
    return Cookie(
        key=LANGUAGE, value=language, path="/", max_age=31_536_000, secure=secure, httponly=True, samesite="lax"
    )
