"""Encryption of one field: AES-256-GCM, bound to the place where the ciphertext stands."""

import os
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from application.errors import SealBroken

ALGORITHM = b"\x01"  # AES-256-GCM, 12-byte random nonce before the ciphertext, 16-byte tag after it
_NONCE = 12


class Place(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """Where a ciphertext stands. A ciphertext moved to any other place does not open."""

    table: str
    row: UUID
    field: str
    subject: UUID
    key_class: str
    key_version: int


def seal(key: bytes, content: bytes, place: Place) -> bytes:
    """Encrypt *content* for *place*."""
    nonce = os.urandom(_NONCE)
    return ALGORITHM + nonce + AESGCM(key).encrypt(nonce, content, msgspec.json.encode(place))


def unseal(key: bytes, sealed: bytes, place: Place) -> bytes:
    """The content, if *sealed* was made with *key* for this very *place*.

    Raises:
        SealBroken: changed, moved from another place, or made with another key.
    """
    if sealed[:1] != ALGORITHM:
        raise SealBroken(place.table, place.field)
    nonce, ciphertext = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, msgspec.json.encode(place))
    except (InvalidTag, ValueError):
        raise SealBroken(place.table, place.field) from None
