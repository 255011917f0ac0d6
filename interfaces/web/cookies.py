"""The two cookies: the session's secret, and the language that somebody chose.

``__Host-sid`` travels over TLS only. On the loopback address without TLS, where a browser refuses that name, the session
is in ``sid``; no other host is ever given that one.
"""

from collections.abc import Mapping

from litestar.datastructures import Cookie

from application.adapters.sessions import ABSOLUTE

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
    return Cookie(
        key=session_name(secure=secure),
        value=secret,
        path="/",
        max_age=int(ABSOLUTE.total_seconds()) if secret else 0,
        secure=secure,
        httponly=True,
        samesite="strict",
    )


def language_cookie(language: str, *, secure: bool) -> Cookie:
    """The cookie that remembers a language chosen by hand."""
    return Cookie(
        key=LANGUAGE, value=language, path="/", max_age=31_536_000, secure=secure, httponly=True, samesite="lax"
    )
