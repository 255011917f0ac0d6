"""A PostgreSQL connection that breaks where it hurts: between the client and a real server, on a private unix socket."""

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import AsyncIterator
from enum import Enum
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

DONE = b"Z\x00\x00\x00\x05"
"""How the server's last word on a statement begins; one letter follows."""

READY = DONE + b"I"
"""The statement stood alone or ended its transaction: what was written is committed."""


class Fault(Enum):
    NONE = "pass everything on"
    REPLY = "drop the next reply and the connection, once the server has committed"
    REQUEST = "drop the next request and the connection, before the server has seen it"
    HOLE = "swallow everything from both sides, close nothing"


class Proxy:
    """Passes everything on, until it is told not to. ``cuts`` counts the connections that it ended.

    REPLY and REQUEST strike once each time they are set, and only on connections that are past their start-up.
    """

    def __init__(self, upstream: str, folder: Path) -> None:
        self._target = conninfo_to_dict(upstream)
        self._folder = folder
        self._ends: set[asyncio.StreamWriter] = set()
        self._links: set[asyncio.Task[None]] = set()
        self.conninfo = make_conninfo(upstream, host=str(folder), port=5432)
        self.fault = Fault.NONE
        self.cuts = 0

    async def start(self) -> asyncio.Server:
        return await asyncio.start_unix_server(self._accept, self._folder / ".s.PGSQL.5432")

    def break_all(self) -> None:
        for end in self._ends:
            end.close()

    async def end(self) -> None:
        self.break_all()
        await asyncio.gather(*self._links, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._connect(reader, writer))
        self._links.add(task)
        task.add_done_callback(self._links.discard)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host, port = str(self._target["host"]), self._target.get("port") or 5432
        try:
            if host.startswith("/"):
                server_reader, server_writer = await asyncio.open_unix_connection(f"{host}/.s.PGSQL.{port}")
            else:
                server_reader, server_writer = await asyncio.open_connection(host, int(port))
        except OSError:
            writer.close()
            return
        link = _Link(self, (writer, server_writer))
        self._ends |= {writer, server_writer}
        with contextlib.suppress(OSError):
            await asyncio.gather(link.upward(reader, server_writer), link.downward(server_reader, writer))
        for end in (writer, server_writer):
            self._ends.discard(end)
            end.close()


class _Link:
    def __init__(self, proxy: Proxy, ends: tuple[asyncio.StreamWriter, ...]) -> None:
        self._proxy = proxy
        self._ends = ends
        self._begun = False

    async def upward(self, client: asyncio.StreamReader, server: asyncio.StreamWriter) -> None:
        while data := await client.read(65536):
            if self._proxy.fault is Fault.HOLE:
                continue
            if self._proxy.fault is Fault.REQUEST and self._begun:
                return self._cut()
            server.write(data)
            await server.drain()
        server.close()
        return None

    async def downward(self, server: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        held = b""
        while data := await server.read(65536):
            if self._proxy.fault is Fault.HOLE:
                continue
            if self._proxy.fault is Fault.REPLY and self._begun:
                held += data
                if held.endswith(READY):
                    return self._cut()
                if held[-6:-1] != DONE:
                    continue
                data, held = held, b""
            self._begun = self._begun or data.endswith(READY)
            client.write(held + data)
            held = b""
            await client.drain()
        client.close()
        return None

    def _cut(self) -> None:
        self._proxy.fault = Fault.NONE
        self._proxy.cuts += 1
        for end in self._ends:
            end.close()


@contextlib.asynccontextmanager
async def proxied(upstream: str) -> AsyncIterator[Proxy]:
    """A proxy before the server of connection string *upstream*; its own is ``conninfo``."""
    folder = Path(tempfile.mkdtemp(prefix="wz-"))  # short: a socket's path has at most 107 bytes
    proxy = Proxy(upstream, folder)
    server = await proxy.start()
    try:
        yield proxy
    finally:
        server.close()
        await proxy.end()
        shutil.rmtree(folder, ignore_errors=True)
