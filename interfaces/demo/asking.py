"""A careful client: a request that got no answer is sent again as it was, under the same Idempotency-Key."""

import http.client
import time
from collections.abc import Mapping
from urllib.parse import urlsplit

import msgspec

PATIENCE = 60.0
"""Seconds for which one request is repeated; also how long one attempt may take to be answered."""
PAUSE = 0.1
"""Seconds between two attempts. Shorter than a server asks for: a demonstration serves one client."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What the server answered. The names of the headers are in small letters."""

    status: int
    headers: dict[str, str]
    content: bytes


class Client:
    """Asks the API at *url*. A lost connection and a 503 are tried again until *patience* (seconds) is over.

    One attempt may take *attempt* seconds to be answered.
    """

    def __init__(self, url: str, patience: float = PATIENCE, attempt: float = PATIENCE) -> None:
        place = urlsplit(url)
        self._patience = patience
        over = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
        self._connection = over(place.hostname or "", place.port, timeout=attempt)

    def close(self) -> None:
        """Give the connection back; asking again opens a new one."""
        self._connection.close()

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Said:
        """The answer, after as many attempts as it takes.

        Raises:
            OSError, HTTPException: nothing answered in time.
        """
        deadline = time.monotonic() + self._patience
        while True:
            try:
                said = self.attempt(method, path, headers, body)
            except (OSError, http.client.HTTPException):
                self._connection.close()
                if time.monotonic() > deadline:
                    raise
            else:
                if said.status != http.client.SERVICE_UNAVAILABLE or time.monotonic() > deadline:
                    return said
            time.sleep(PAUSE)

    def attempt(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Said:
        """One attempt. Raises OSError or HTTPException when the connection is lost."""
        self._connection.request(method, path, body=body, headers=dict(headers))
        response = self._connection.getresponse()
        content = response.read()
        named = {name.lower(): value for name, value in response.getheaders()}
        return Said(status=response.status, headers=named, content=content)
