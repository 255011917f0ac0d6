"""A careful client that remembers what it was told, so that it can be asked afterwards whether that is so."""

from collections.abc import Callable, Mapping

import msgspec

from interfaces.demo.asking import Client, Said

PATIENCE = 300.0
"""Seconds until a killed service must be back: on a busy machine its programs take long to load."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A command and the answer that acknowledged it."""

    path: str
    headers: Mapping[str, str]
    body: bytes | None
    said: Said


class Witness(Client):
    """``told``: every acknowledged command. ``refused``: status and text of what was not. ``before_attempt`` may kill."""

    def __init__(self, url: str, before_attempt: Callable[[], None] = lambda: None) -> None:
        super().__init__(url, PATIENCE)
        self._before_attempt = before_attempt
        self.told: list[Told] = []
        self.unavailable: list[Said] = []
        self.lost = 0

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Said:
        said = super().ask(method, path, headers, body)
        if method == "POST" and said.status in {200, 201}:
            self.told.append(Told(path=path, headers=dict(headers), body=body, said=said))
        return said

    def attempt(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Said:
        self._before_attempt()
        try:
            said = super().attempt(method, path, headers, body)
        except Exception:
            self.lost += 1
            raise
        assert "json" in said.headers.get("content-type", ""), (method, path, said)
        if said.status == 503:
            self.unavailable.append(said)
        return said
