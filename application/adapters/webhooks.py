"""Sends reminders to programs: signed, with an id by which a repeat is known."""

import asyncio
import hashlib
import hmac
import urllib.request
from uuid import UUID

import msgspec

from application.adapters.keys import RootKey
from application.ports import Clock
from application.reminders.reminder import Parcel
from application.reminders.wording import number_of

TIMEOUT = 10.0
"""Seconds for an answer."""


def secret_of(root: RootKey, target: UUID) -> bytes:
    """The secret of one target: derived, so that none is stored. 64 hexadecimal digits."""
    return root.derive(f"webhook {target}").hex().encode()


def signature(secret: bytes, at: int, body: bytes) -> str:
    """HMAC-SHA-256 of ``<at>.<body>``; *at* is in seconds since 1970, so that a receiver can refuse what is old."""
    return hmac.new(secret, f"{at}.".encode() + body, hashlib.sha256).hexdigest()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A signed letter goes where the operator said, nowhere else."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Refuse."""


class Webhooks:
    """POSTs JSON to the address of a target; anything but 2xx is a failure."""

    def __init__(self, root: RootKey, clock: Clock) -> None:
        self._root, self._clock = root, clock
        self._opener = urllib.request.build_opener(_NoRedirect)

    async def send(self, parcel: Parcel) -> None:
        """Send it. Raises what the network does, or ``HTTPError``."""
        body = msgspec.json.encode({"id": parcel.id, "number": number_of(parcel.reminder), "reminder": parcel.reminder})
        at = int(self._clock.now().timestamp())
        signed = signature(secret_of(self._root, parcel.target), at, body)
        headers = {
            "Content-Type": "application/json",
            "Wenze-Delivery": str(parcel.id),
            "Wenze-Signature": f"t={at},v1={signed}",
        }
        request = urllib.request.Request(parcel.address, data=body, headers=headers, method="POST")  # noqa: S310 - checked when it was added
        await asyncio.to_thread(self._post, request)

    def _post(self, request: urllib.request.Request) -> None:
        with self._opener.open(request, timeout=TIMEOUT) as answer:
            answer.read(1024)
