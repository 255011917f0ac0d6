"""Reminders: made once, sent once, not lost while a channel is down, and never by a rebuild."""

import asyncio
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from uuid import UUID

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from application.actors import LOCAL_OPERATOR
from application.adapters.webhooks import secret_of, signature
from application.reminders.reminder import Channel
from domain.identity import BodyId
from tests.application.reminders.conftest import Beside, SetClock

pytestmark = pytest.mark.anyio


class Mailbox:
    """What a real SMTP server received for the office."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.port = 0

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802 - the server's name for it
        """Keep a letter."""
        content = envelope.content
        self.letters.append(content.decode() if isinstance(content, bytes) else str(content))
        return "250 kept"


@asynccontextmanager
async def mail_server(port: int = 0) -> AsyncIterator[Mailbox]:
    box, loop = Mailbox(), asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(box, hostname="example.invalid", loop=loop, enable_SMTPUTF8=True), "127.0.0.1", port
    )
    box.port = server.sockets[0].getsockname()[1]
    async with server:
        yield box


async def near(beside: Beside, days: int = 0) -> date:
    """The clock stands *days* after the last day of the case's time to decide."""
    due = await beside.filled(until="investigated")
    beside.clock = SetClock(due + timedelta(days=days))
    return due


async def test_nothing_is_said_before_the_warning(beside: Beside) -> None:
    await near(beside, days=-60)
    assert await beside.reactor().look() == 0


async def test_handlers_are_warned_once_whoever_looks_and_however_often(beside: Beside) -> None:
    due = await near(beside)
    reactor, other = beside.reactor(), beside.reactor()
    made = await asyncio.gather(reactor.look(), other.look())
    assert sum(made) == len(beside.matter.proceedings), "one for each respondent's time to decide"
    assert await beside.reactor().look() == 0, "a restart makes nothing again"
    desks = [await beside.outbox.mine(officer) for officer in beside.matter.investigators]
    for desk in desks:
        assert {(each.reminder.reason.value, each.reminder.due_on) for each in desk} == {("due-soon", due)}
        assert len({each.reminder.number for each in desk}) == len(beside.matter.proceedings)


async def test_a_passed_day_is_told_without_anybody_reporting_it(beside: Beside) -> None:
    await near(beside, days=1)
    await beside.reactor().look()
    desk = await beside.outbox.mine(beside.matter.investigators[0])
    assert {each.reminder.reason.value for each in desk} == {"overdue"}


async def test_a_rebuild_of_the_read_model_reminds_nobody_again(beside: Beside) -> None:
    await near(beside)
    assert await beside.reactor().look() > 0
    before = await beside.outbox.mine(beside.matter.investigators[0])
    await beside.filled(until="investigated", anew=True)
    beside.clock.goes(timedelta(minutes=5))
    assert await beside.reactor().look() == 0
    assert await beside.outbox.mine(beside.matter.investigators[0]) == before


async def test_mail_goes_out_once_though_two_send(beside: Beside) -> None:
    await near(beside)
    async with mail_server() as box:
        await beside.targets.add(BodyId(beside.matter.body), Channel.MAIL, "office@example.invalid", by=LOCAL_OPERATOR)
        url = f"smtp://127.0.0.1:{box.port}"
        first, second = beside.reactor(url), beside.reactor(url)
        made = await first.look()
        sent = await asyncio.gather(first.deliver(), second.deliver())
        assert sum(sent) == made == len(box.letters) > 0
        assert await beside.reactor(url).deliver() == 0
    for letter in box.letters:
        assert "T-2025-00000" in letter
        assert "Message-ID" in letter


async def test_a_channel_that_is_down_for_an_hour_loses_and_doubles_nothing(beside: Beside) -> None:
    await near(beside)
    async with mail_server() as gone:
        port = gone.port
    url = f"smtp://127.0.0.1:{port}"
    await beside.targets.add(BodyId(beside.matter.body), Channel.MAIL, "office@example.invalid", by=LOCAL_OPERATOR)
    made = await beside.reactor(url).look()
    for _ in range(60):
        assert await beside.reactor(url).deliver() == 0, "each minute a process that has just started"
        beside.clock.goes(timedelta(minutes=1))
    state = await beside.outbox.state()
    assert (state.waiting, state.failing) == (made, made), "the failure is seen"
    async with mail_server(port) as box:
        sent = 0
        for _ in range(61):
            sent += await beside.reactor(url).deliver()
            beside.clock.goes(timedelta(minutes=1))
        assert sent == made == len(box.letters)
    assert (await beside.outbox.state()).waiting == 0


async def test_a_webhook_is_signed_and_names_nobody(beside: Beside) -> None:
    await near(beside)
    received: list[tuple[dict[str, str], bytes]] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in head.split("\r\n")[1:] if line)}
        received.append((headers, await reader.readexactly(int(headers["content-length"]))))
        writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/reminders"
        target = await beside.targets.add(BodyId(beside.matter.body), Channel.WEBHOOK, address, by=LOCAL_OPERATOR)
        reactor = beside.reactor()
        made = await reactor.look()
        assert await reactor.deliver() == made == len(received) > 0
    for headers, body in received:
        stamp, _, given = headers["wenze-signature"].partition(",v1=")
        right = signature(secret_of(beside.root, target), int(stamp.removeprefix("t=")), body)
        assert hmac.compare_digest(right, given)
        assert UUID(headers["wenze-delivery"]) == UUID(json.loads(body)["id"])
        assert set(json.loads(body)["reminder"]) == {
            "id",
            "reason",
            "deadline",
            "matter",
            "case_id",
            "kind",
            "due_on",
            "body",
            "number",
        }


@pytest.mark.parametrize("address", ["http://example.invalid/x", "ftp://example.invalid", "no address", "https://"])
async def test_a_webhook_in_the_clear_is_refused(beside: Beside, address: str) -> None:
    with pytest.raises(ValueError, match="webhook-not-https"):
        await beside.targets.add(BodyId(beside.matter.body), Channel.WEBHOOK, address, by=LOCAL_OPERATOR)
