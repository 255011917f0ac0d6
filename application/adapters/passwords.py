"""Passwords: what is accepted, and how it is kept."""

import base64
import hmac
import os
import unicodedata

import msgspec

from application.adapters.keys import RootKey
from application.adapters.slow_hash import Cost, slow_hash
from application.errors import PasswordRefused

SHORTEST = 15
"""Characters. Length is asked for instead of a mixture of signs; a sentence is a good password."""
LONGEST = 1000
_DIFFERENT = 6  # characters that must differ

_SALT, _HASH = 16, 32


class _Kept(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What is stored: the cost it was made with, salt and hash."""

    scheme: str
    memory: int
    passes: int
    salt: str
    hash: str


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a password was right, and, when it was kept at another cost than today's, what to keep instead."""

    right: bool
    keep_instead: str | None = None


class Passwords:
    """Argon2id over a keyed hash: the stored text is of no use without the key file."""

    def __init__(self, root: RootKey, cost: Cost | None = None) -> None:
        self._key = root.derive("password")
        self._cost = cost or Cost()
        self._nobodys = self._encoded(os.urandom(_SALT), os.urandom(_HASH))

    async def kept(self, password: str, *, account: str) -> str:
        """What to store for *password*.

        Raises:
            PasswordRefused: shorter than 15 characters, longer than 1,000, or made of few different characters or of
                the account's name.
            TooManyRequests: the queue of slow hashes is full.
        """
        normal = unicodedata.normalize("NFKC", password)
        if len(normal) < SHORTEST:
            raise PasswordRefused("too-short")
        if max(len(password), len(normal)) > LONGEST:
            raise PasswordRefused("too-long")
        if len(set(normal.casefold().replace(account, ""))) < _DIFFERENT:
            raise PasswordRefused("too-plain")
        salt = os.urandom(_SALT)
        return self._encoded(salt, await self._hash(password, salt, self._cost))

    async def check(self, password: str, kept: str | None) -> Checked:
        """Whether *password* is the one of *kept*. With None the same work is done, and the answer is no."""
        stored = msgspec.json.decode(kept or self._nobodys, type=_Kept)
        cost = Cost(memory=stored.memory, passes=stored.passes)
        salt = base64.b64decode(stored.salt)
        found = await self._hash(password[:LONGEST], salt, cost)
        right = hmac.compare_digest(found, base64.b64decode(stored.hash)) and kept is not None
        if not right or cost == self._cost:
            return Checked(right=right)
        salt = os.urandom(_SALT)
        return Checked(right=True, keep_instead=self._encoded(salt, await self._hash(password, salt, self._cost)))

    async def _hash(self, password: str, salt: bytes, cost: Cost) -> bytes:
        normal = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
        return await slow_hash(hmac.digest(self._key, normal, "sha256"), salt, _HASH, cost)

    def _encoded(self, salt: bytes, found: bytes) -> str:
        kept = _Kept(
            scheme="argon2id",
            memory=self._cost.memory,
            passes=self._cost.passes,
            salt=base64.b64encode(salt).decode(),
            hash=base64.b64encode(found).decode(),
        )
        return msgspec.json.encode(kept).decode()
