"""A client that costs little: one connection kept open, a request written, its answer read. For loopback only.

With it, one person as the API and as the pages know them.
"""

import asyncio
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import msgspec

FORM = "application/x-www-form-urlencoded"


class Answer(msgspec.Struct, frozen=True):
    """``headers`` in small letters; of several with one name, the last."""

    status: int
    headers: Mapping[str, str]
    content: bytes


class Connection:
    """One connection to *url*."""

    def __init__(self, url: str) -> None:
        place = urlsplit(url)
        self._host, self._port = place.hostname or "", place.port or 80
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """The answer to one request; on a new connection where the server had ended the old one."""
        sent = {"Host": f"{self._host}:{self._port}", "Content-Length": str(len(body)), **headers}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items()), "", ""]
        request = "\r\n".join(lines).encode() + body
        if self._ends is not None:
            try:
                return await self._asked(*self._ends, request)
            except (asyncio.IncompleteReadError, ConnectionError):
                self.close()
        self._ends = await asyncio.open_connection(self._host, self._port, limit=2**24)
        return await self._asked(*self._ends, request)

    async def _asked(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> Answer:
        writer.write(request)
        first, *rest = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        named = {name.lower(): value for name, _, value in (line.partition(": ") for line in rest if line)}
        content = await reader.readexactly(int(named.get("content-length", "0")))
        return Answer(int(first.split(" ")[1]), named, content)

    def close(self) -> None:
        if self._ends is not None:
            self._ends[1].close()
        self._ends = None


class Visitor:
    """Somebody signed in twice: with a token for the API, with a session for the pages; without *token* nobody is.

    What follows a space in an address is sent with it: ``name=value`` as a header of the API, as the field of a form. What is
    not answered with 200 ends the run.
    """

    def __init__(self, url: str, name: str, token: str | None) -> None:
        self._url, self._name, self._connection = url, name, Connection(url)
        self._token = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        self._cookie: dict[str, str] = {}

    async def sign_in(self, password: str) -> None:
        """Begin the session."""
        given = urlencode({"name": self._name, "password": password}).encode()
        headers = {"Content-Type": FORM, "Origin": self._url}
        said = await self._connection.ask("POST", "/sign-in", headers, given)
        self._cookie = {"Cookie": said.headers["set-cookie"].partition(";")[0]}

    async def api(self, path: str) -> Answer:
        """What the API answers."""
        to, _, more = path.partition(" ")
        name, _, value = more.partition("=")
        headers = {**self._token, name: value} if more else self._token
        return self._good(path, await self._connection.ask("GET", to, headers))

    async def page(self, path: str) -> Answer:
        """The page."""
        to, _, form = path.partition(" ")
        if form:
            headers = {**self._cookie, "Content-Type": FORM, "Origin": self._url}
            return self._good(path, await self._connection.ask("POST", to, headers, form.encode()))
        return self._good(path, await self._connection.ask("GET", path, self._cookie))

    async def change(self, path: str, version: int, body: bytes) -> Answer:
        """What the API answers to a command on a matter at *version*."""
        headers = {**self._token, "Idempotency-Key": str(uuid4()), "If-Match": f'"{version}"'}
        return self._good(path, await self._connection.ask("POST", path, headers, body))

    def _good(self, path: str, said: Answer) -> Answer:
        if said.status != 200:
            raise SystemExit(f"{self._name} {path}: {said.status} {said.content.decode()}")
        return said
