"""A command on its way to the decision."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import msgspec

from application.access import Subject
from application.ports import CommandKey


class CommandRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks for what.

    ``prepare`` gives the domain command once access is granted;
    it is handed the id of the stream under whose key its texts are kept. ``expected`` is the version the person saw.
    ``keep`` puts away what must not be kept unless the command is lawful: it runs once nothing stands against it, before
    anything is recorded, and may run again.
    """

    subject: Subject | None
    action: str
    key: CommandKey
    correlation: UUID
    prepare: Callable[[UUID], Awaitable[Any]]
    expected: int | None = None
    keep: Callable[[], Awaitable[None]] | None = None


class Prepared:
    """Prepares a command once, however often it is decided anew: texts are kept once."""

    def __init__(self, request: CommandRequest) -> None:
        self._request = request
        self._command: Any = None

    async def command(self, stream: UUID) -> Any:
        """The domain command, its texts kept under *stream*."""
        if self._command is None:
            self._command = await self._request.prepare(stream)
        return self._command
