"""One-time codes: six digits that follow from a shared secret and the time, others every thirty seconds (RFC 6238, RFC 4226)."""

import base64
import hmac
from urllib.parse import quote

DIGITS = 6
SECONDS = 30
"""Of one time step."""
DRIFT = 1
"""Steps before and after the present one whose codes are taken too: clocks differ, and people type slowly."""
SECRET = 20
"""Bytes of a shared secret: the length of the hash, as RFC 4226 recommends."""
ISSUER = "Wenze"


def step_at(seconds: float) -> int:
    """The time step that lies *seconds* after 1970-01-01 00:00 UTC."""
    return int(seconds // SECONDS)


def code_of(secret: bytes, step: int, digits: int = DIGITS) -> str:
    """The code of a time step."""
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**digits).zfill(digits)


def step_of(secret: bytes, code: str, *, now: int, after: int | None = None) -> int | None:
    """The time step whose code *code* is, if it is *now* or next to it, and later than *after*; None: the code is wrong.

    Should two of those steps have the same code it is the later one, so that a code once taken is never taken again.
    """
    given = code.encode("utf-8", "surrogatepass")
    steps = range(now - DRIFT, now + DRIFT + 1)
    right = [step for step in steps if step >= 0 and hmac.compare_digest(code_of(secret, step).encode(), given)]
    found = max(right, default=None)
    return None if found is None or (after is not None and found <= after) else found


def as_text(secret: bytes) -> str:
    """The secret as somebody types it into a program that makes codes (Base32)."""
    return base64.b32encode(secret).decode()


def address(secret: bytes, name: str) -> str:
    """The secret as such a program reads it from a picture, labelled with the sign-in name (``otpauth``)."""
    return f"otpauth://totp/{ISSUER}:{quote(name, safe='')}?secret={as_text(secret)}&issuer={ISSUER}"
