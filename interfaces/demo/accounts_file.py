"""The demonstration's accounts on disk: one password for all, made anew for each data folder, readable by its owner."""

import os
import secrets
from pathlib import Path

import msgspec

NAME = "demo-accounts.json"


class DemoAccess(msgspec.Struct, frozen=True, kw_only=True):
    """What the demonstration's accounts sign in with."""

    password: str


def access_of(data: Path) -> DemoAccess:
    """The password of this data folder's demonstration, made at first use."""
    path = data / NAME
    if not path.exists():
        fresh = DemoAccess(password="-".join(secrets.token_hex(3) for _ in range(3)))
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(msgspec.json.encode(fresh))
    return msgspec.json.decode(path.read_bytes(), type=DemoAccess)
