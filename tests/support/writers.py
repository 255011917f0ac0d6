"""Writing processes for tests: what each asked, what each was told."""

import subprocess
import sys
import threading
from collections.abc import Iterable
from uuid import UUID

import msgspec

from application.ports import AppendRequest
from tests.support.requests import change, command_key, identified, request


class Asked(msgspec.Struct, frozen=True):
    """A command on its way: *count* events for a stream at *version*."""

    key: UUID
    stream: UUID
    version: int
    count: int


def command(asked: Asked) -> AppendRequest:
    """The request that a writer makes of it, the same whenever it is made."""
    events = (identified(asked.version + n) for n in range(1, asked.count + 1))
    return request(change(asked.stream, asked.version, *events), key=command_key(key=asked.key))


class Writer:
    """One process of ``tests.support.log_writer``. Its words are gathered while it runs."""

    def __init__(self, conninfo: str, *, clients: int, seed: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.log_writer", conninfo, str(clients), str(seed)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.asked: dict[UUID, Asked] = {}
        self.told: dict[UUID, int] = {}
        self.begun = threading.Event()
        self._heard = threading.Condition()
        self._gathering = threading.Thread(target=self._gather)
        self._gathering.start()

    def wait_for(self, answers: int) -> None:
        """Until it was told the result of so many commands."""
        with self._heard:
            assert self._heard.wait_for(lambda: len(self.told) >= answers or not self._gathering.is_alive(), 120)
        assert len(self.told) >= answers

    def kill(self) -> None:
        self._process.kill()
        self._end()

    def stop(self) -> None:
        """Let it finish what it began; raises when it did not end well."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._end()
        if self._process.returncode:
            raise AssertionError("a writer failed; its error is on standard error")

    def _end(self) -> None:
        self._gathering.join()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _gather(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            match line.split():
                case ["begun"]:
                    self.begun.set()
                case ["ask", key, stream, version, count] if line.endswith("\n"):
                    self.asked[UUID(key)] = Asked(UUID(key), UUID(stream), int(version), int(count))
                case ["ack", key, position] if line.endswith("\n"):
                    with self._heard:
                        self.told[UUID(key)] = int(position)
                        self._heard.notify_all()
        self.begun.set()


def reached(writers: Iterable[Writer]) -> dict[UUID, int]:
    """The version of each stream once all that was asked is stored."""
    versions: dict[UUID, int] = {}
    for asked in (asked for writer in writers for asked in writer.asked.values()):
        versions[asked.stream] = max(versions.get(asked.stream, 0), asked.version + asked.count)
    return versions
