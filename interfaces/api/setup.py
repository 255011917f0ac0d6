"""The set-up check over the API: what would lose a report or a deadline, and the state of the keys."""

import asyncio
from collections.abc import Iterator

import msgspec

from application.adapters.kept_copies import Copies
from application.adapters.key_counts import KeyCount
from application.casework import gate
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.service import Service
from interfaces.setup_check import ADVICE

ACTION = "setup.read"


class FindingSaid(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not as it should be, and what to do. ``grave``: a report or a deadline can be lost.

    ``page`` is the address on this service at which it is mended or looked into; None where that is done on the machine.
    """

    code: str
    grave: bool
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str
    page: str | None


class SetupShown(msgspec.Struct, frozen=True, kw_only=True):
    """Every finding, the grave ones first, how many keys there are (never a key), and when data was last copied and restored."""

    findings: tuple[FindingSaid, ...]
    keys: tuple[KeyCount, ...]
    copies: Copies


class Setup:
    """The route of the set-up check."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared route."""
        yield Operation(
            method="GET",
            path="/api/setup",
            name="read-setup",
            action=ACTION,
            summary=Sentence("设置检查和密钥状态", "The set-up check, and the state of the keys"),
            tag="oversight",
            answers=SetupShown,
            run=self.read,
        )

    async def read(self, call: Call) -> Answer:
        """The same checks as ``wenze doctor``, as the run-time role and this process see them."""
        gate.require(call.subject, ACTION)
        found = await asyncio.to_thread(self._service.examine)
        findings = tuple(
            FindingSaid(code=one.code, grave=one.grave, **msgspec.structs.asdict(ADVICE[one.code].of(one)))
            for one in found
        )
        keys, copies = await self._service.key_counts.all(), self._service.copies()
        return Answer(content=SetupShown(findings=findings, keys=keys, copies=copies))
