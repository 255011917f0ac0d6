"""Where reminders go besides the desks, and what did not get there: the mailboxes and programs that an administrator sets."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Annotated, Any
from uuid import UUID, uuid5

import msgspec

from application.adapters.outbox import Undelivered
from application.adapters.reminder_targets import AddressRefused, Target
from application.casework import gate
from application.errors import NotFound
from application.reminders.reminder import Channel
from application.reminders.wording import Language
from domain.identity import BodyId
from interfaces.api.once import once
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.problems import Trouble
from interfaces.service import Service

LISTED = 200
"""Parcels shown; the count says how many there are."""


class TargetBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new target of an organ. ``address``: a mailbox, or the ``https`` address of a program. ``language``: of the letters to a mailbox."""

    body: UUID
    channel: Channel
    address: Annotated[str, msgspec.Meta(min_length=3, max_length=500)]
    language: Language = "zh"


class TargetsShown(msgspec.Struct, frozen=True, kw_only=True):
    """The targets in use; the parcels that failed at least once, the longest waiting first (at most 200), and how many wait."""

    targets: tuple[Target, ...]
    failing: tuple[Undelivered, ...]
    waiting: int
    failed: int


class Done(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The target, and how many parcels are sent again at the next turn."""

    target: UUID
    again: int | None = None


class Secret(msgspec.Struct, frozen=True, kw_only=True):
    """The secret by which the letters to a program are signed: 64 hexadecimal digits."""

    target: UUID
    secret: str


class ReminderTargetRoutes:
    """The routes of administrators."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="GET",
            path="/api/reminder-targets",
            name="list-reminder-targets",
            action="reminder-target.list",
            summary=Sentence("催办去向和未送达的催办", "Targets of reminders, and what was not delivered"),
            tag="notices",
            answers=TargetsShown,
            run=self.all,
        )
        yield Operation(
            method="GET",
            path="/api/reminder-targets/{target}/secret",
            name="read-reminder-target-secret",
            action="reminder-target.read-secret",
            summary=Sentence("查看 webhook 的签名密钥", "The secret by which letters to a program are signed"),
            tag="notices",
            answers=Secret,
            run=self.secret,
        )
        acts: tuple[tuple[str, str, str, str, Any, Callable[[Call], Awaitable[Answer]]], ...] = (
            ("", "add", "新增催办去向", "Add a target of reminders", TargetBody, self._add),
            ("/{target}/withdraw", "withdraw", "停用催办去向", "Use a target no more", None, self._withdraw),
            ("/{target}/retry", "retry", "重发未送达的催办", "Send again what failed", None, self._retry),
        )
        for path, verb, zh, en, body, run in acts:
            yield Operation(
                method="POST",
                path=f"/api/reminder-targets{path}",
                name=f"reminder-target-{verb}",
                action=f"reminder-target.{verb}",
                summary=Sentence(zh, en),
                tag="notices",
                body=body,
                answers=Done,
                status=201 if verb == "add" else 200,
                changes=True,
                run=self._runner(f"reminder-target.{verb}", run),
            )

    def _runner(self, action: str, run: Callable[[Call], Awaitable[Answer]]) -> Callable[[Call], Awaitable[Answer]]:
        async def answered(call: Call) -> Answer:
            gate.require(call.subject, action)
            return await once(self._service.events, call, lambda: run(call))

        return answered

    async def all(self, call: Call) -> Answer:
        """Targets in the order in which they were added."""
        gate.require(call.subject, "reminder-target.list")
        state = await self._service.outbox.state()
        shown = TargetsShown(
            targets=await self._service.targets.all(),
            failing=await self._service.outbox.undelivered(LISTED),
            waiting=state.waiting,
            failed=state.failing,
        )
        return Answer(content=shown)

    async def secret(self, call: Call) -> Answer:
        """Of a program in use; a mailbox has none."""
        gate.require(call.subject, "reminder-target.read-secret")
        target = await self._of(call)
        if target.channel is not Channel.WEBHOOK:
            raise NotFound
        return Answer(content=Secret(target=target.id, secret=self._service.targets.secret(target.id)))

    async def _add(self, call: Call) -> Answer:
        body: TargetBody = call.body
        made = uuid5(call.subject.account, str(call.key))
        targets = self._service.targets
        organs = (await self._service.registers.snapshot()).organs(self._service.around.today())
        if all(organ.organ != body.body for organ in organs):
            raise Trouble("organ-unknown", place="body")
        if all(one.id != made for one in await targets.all()):  # else the answer to an earlier attempt was lost
            try:
                await targets.add(
                    BodyId(body.body),
                    body.channel,
                    body.address,
                    by=call.subject.account,
                    language=body.language,
                    target=made,
                )
            except AddressRefused as refused:
                raise Trouble(refused.code, place="address") from None
        return Answer(content=Done(target=made))

    async def _withdraw(self, call: Call) -> Answer:
        if not await self._service.targets.withdraw(call.ids["target"]):
            raise NotFound
        return Answer(content=Done(target=call.ids["target"]))

    async def _retry(self, call: Call) -> Answer:
        target = await self._of(call)
        again = await self._service.outbox.again(target.id, self._service.clock.now())
        return Answer(content=Done(target=target.id, again=again))

    async def _of(self, call: Call) -> Target:
        found = next((one for one in await self._service.targets.all() if one.id == call.ids["target"]), None)
        if found is None:
            raise NotFound
        return found
