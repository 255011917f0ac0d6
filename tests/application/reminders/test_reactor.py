"""Reminders: made once, sent once, not lost while a channel is down, and never by a rebuild."""

import asyncio
import hmac
import json
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, timedelta
from uuid import UUID

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from application.access import Role
from application.accounts import NewGrant
from application.actors import LOCAL_OPERATOR
from application.adapters.accounts import Accounts
from application.adapters.escalations import Escalations
from application.adapters.outbox import Outbox
from application.adapters.passwords import Passwords
from application.adapters.registers import Registers
from application.adapters.webhooks import secret_of, signature
from application.reminders.reactor import Reactor
from application.reminders.reminder import Channel
from domain.appeals.events import AppealFiled
from domain.identity import ActorId, BodyId, CaseId, OrganId, ProceedingId
from domain.registers.competence import Competent, Question
from domain.registers.records import OrganKind, OrganTerm
from domain.reports.events import Channel as ReportChannel
from domain.reports.events import IdentityAsked, Protection, ReportFiled, SourceKind
from interfaces.reminding import DueClocks
from tests.application.reminders.conftest import Beside, SetClock
from tests.support.made_up import a_document, an_id

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
    due = await beside.filled(until="investigating")
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


async def test_who_has_to_act_next_is_reminded_and_whoever_did_their_part_is_not(beside: Beside) -> None:
    due = await beside.filled(until="investigated")
    body, accounts = BodyId(beside.matter.body), Accounts(beside.pool, Passwords(beside.root))
    people = {role: ActorId(an_id(f"next {role}")) for role in (Role.CASE_REVIEWER, Role.LEAD_MANAGER, Role.DECIDER)}
    for role, account in people.items():
        grant = NewGrant(role=role, body=body, valid_from=date(2008, 1, 1))
        await accounts.add(f"next-{role}", by=LOCAL_OPERATOR, grants=(grant,), account=account)
    beside.clock = SetClock(due)
    assert await beside.reactor().look() > 0
    told = {role: len(await beside.outbox.mine(account)) for role, account in people.items()}
    assert told == {Role.CASE_REVIEWER: len(beside.matter.proceedings), Role.LEAD_MANAGER: 0, Role.DECIDER: 0}
    for investigator in beside.matter.investigators:
        assert await beside.outbox.mine(investigator) == (), "the investigation is reported: they did their part"


class Counting:
    """The outbox, which counts how often it is asked who holds a role."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox, self.asked = outbox, Counter[tuple[str, BodyId]]()

    async def holders(self, role: str, body: BodyId, on: date) -> tuple[ActorId, ...]:
        self.asked[role, body] += 1
        return await self._outbox.holders(role, body, on)

    async def desks(self, role: str, apart: Sequence[BodyId], on: date) -> tuple[ActorId, ...]:
        return await self._outbox.desks(role, apart, on)


async def test_who_holds_a_role_is_asked_once_however_many_deadlines_passed(beside: Beside) -> None:
    await near(beside, days=1)
    people = Counting(beside.outbox)
    reactor = Reactor(
        clock=beside.clock,
        source=DueClocks(beside.pool),
        outbox=beside.outbox,
        people=people,
        superiors=Escalations(beside.pool, Registers(beside.pool)),
        senders={},
    )
    assert await reactor.look() > 1
    assert set(people.asked.values()) == {1}


async def test_a_rebuild_of_the_read_model_reminds_nobody_again(beside: Beside) -> None:
    await near(beside)
    assert await beside.reactor().look() > 0
    before = await beside.outbox.mine(beside.matter.investigators[0])
    await beside.filled(until="investigating", anew=True)
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


@pytest.mark.parametrize(
    "address",
    ["http://example.invalid/x", "ftp://example.invalid", "no address", "https://", "https://[", "https://a\x00"],
)
async def test_a_webhook_in_the_clear_is_refused(beside: Beside, address: str) -> None:
    with pytest.raises(ValueError, match="webhook-not-https"):
        await beside.targets.add(BodyId(beside.matter.body), Channel.WEBHOOK, address, by=LOCAL_OPERATOR)


async def test_the_next_higher_organ_is_told_where_the_body_has_set_it_and_the_register_names_it(
    beside: Beside,
) -> None:
    due = await near(beside, days=1)
    body, higher = BodyId(beside.matter.body), BodyId(an_id("the next higher organ"))
    above = ActorId(an_id("approver above"))
    grant = NewGrant(role=Role.APPROVER, body=higher, valid_from=date(2008, 1, 1))
    accounts = Accounts(beside.pool, Passwords(beside.root))
    await accounts.add("approver-above", by=LOCAL_OPERATOR, grants=(grant,), account=above)
    registers = Registers(beside.pool)
    escalations = Escalations(beside.pool, registers)
    assert isinstance(await escalations.ask(body, by=LOCAL_OPERATOR, on=due), Question)
    await registers.add(organs=(organ(body, "某市人民政府"),), by=LOCAL_OPERATOR)
    assert isinstance(await escalations.ask(body, by=LOCAL_OPERATOR, on=due), Question), "no higher organ is guessed"
    assert await escalations.above(body, due) is None
    entered = (organ(higher, "某省人民政府"), organ(body, "某市人民政府", next_higher=higher))
    await registers.add(organs=entered, by=LOCAL_OPERATOR)
    assert await escalations.above(body, due) is None, "the register alone tells nobody"
    found = await escalations.ask(body, by=LOCAL_OPERATOR, on=due)
    assert isinstance(found, Competent)
    assert found.body == higher
    assert await escalations.ask(body, by=LOCAL_OPERATOR, on=due) == found, "asking twice is asking once"
    assert await beside.reactor().look() > 0
    assert {each.reminder.reason.value for each in await beside.outbox.mine(above)} == {"overdue"}
    told = await beside.outbox.told([each.reminder.deadline for each in await beside.outbox.mine(above)])
    assert {each.account for each in told} == {*beside.matter.investigators, above}
    assert await escalations.withdraw(body)
    assert not await escalations.withdraw(body)
    assert await escalations.above(body, due) is None


async def test_what_is_near_is_not_told_to_the_next_higher_organ(beside: Beside) -> None:
    due = await near(beside)
    body, higher = BodyId(beside.matter.body), BodyId(an_id("the next higher organ"))
    above = ActorId(an_id("approver above"))
    await Accounts(beside.pool, Passwords(beside.root)).add(
        "approver-above",
        by=LOCAL_OPERATOR,
        grants=(NewGrant(role=Role.APPROVER, body=higher, valid_from=date(2008, 1, 1)),),
        account=above,
    )
    registers = Registers(beside.pool)
    entered = (organ(higher, "某省人民政府"), organ(body, "某市人民政府", next_higher=higher))
    await registers.add(organs=entered, by=LOCAL_OPERATOR)
    await Escalations(beside.pool, registers).ask(body, by=LOCAL_OPERATOR, on=due)
    assert await beside.reactor().look() > 0
    assert await beside.outbox.mine(above) == ()


async def test_a_request_to_see_a_reporter_is_told_to_whoever_may_answer_it_and_never_to_the_one_who_asked(
    beside: Beside,
) -> None:
    due = await beside.filled(until="investigated")
    body, accounts = BodyId(beside.matter.body), Accounts(beside.pool, Passwords(beside.root))
    people = {name: ActorId(an_id(f"reminded {name}")) for name in ("asker", "custodian", "manager", "intake")}
    for name, role in zip(people, (Role.CUSTODIAN, Role.CUSTODIAN, Role.LEAD_MANAGER, Role.INTAKE), strict=True):
        grant = NewGrant(role=role, body=body, valid_from=date(2008, 1, 1))
        await accounts.add(f"reminded-{name}", by=LOCAL_OPERATOR, grants=(grant,), account=people[name])
    asked_on = due - timedelta(days=60)
    asked = IdentityAsked(officer=people["asker"], reasons=a_document("reasons"), asked_on=asked_on)
    await beside.add(beside.matter.report, "report", asked)
    beside.clock = SetClock(asked_on)
    assert await beside.reactor().look() == 1, "from the first day"
    told = {name: [each.reminder.kind for each in await beside.outbox.mine(who)] for name, who in people.items()}
    assert told == {"asker": [], "custodian": ["identity-answer"], "manager": ["identity-answer"], "intake": []}
    for officer in beside.matter.investigators:
        assert await beside.outbox.mine(officer) == (), "who has the case in hand may not answer"


async def test_a_report_that_no_desk_took_in_is_told_to_every_desk_but_that_of_the_organ_complained_of(
    beside: Beside,
) -> None:
    await beside.filled(until="lead")
    received, organ = date(2026, 3, 2), OrganId(an_id("the organ complained of"))
    filed = ReportFiled(
        received_on=received,
        intake=None,
        source=SourceKind.COMPLAINT,
        channel=ReportChannel.WEB,
        protection=Protection.ANONYMOUS,
        account=a_document("account"),
        organ=organ,
    )
    await beside.add(an_id("a report of no desk"), "report", filed)
    accounts = Accounts(beside.pool, Passwords(beside.root))
    people = {BodyId(organ): ActorId(an_id("there")), BodyId(beside.matter.body): ActorId(an_id("here"))}
    for body, account in people.items():
        grant = NewGrant(role=Role.LEAD_MANAGER, body=body, valid_from=date(2008, 1, 1))
        await accounts.add(f"desk-{account}", by=LOCAL_OPERATOR, grants=(grant,), account=account)
    beside.clock = SetClock(received + timedelta(days=60))
    await beside.reactor().look()
    about = an_id("a report of no desk")
    told = [sum(one.reminder.matter == about for one in await beside.outbox.mine(who)) for who in people.values()]
    assert told == [0, 1]


async def test_an_appeal_with_a_body_where_nobody_acts_is_told_to_whoever_records_its_outcome(beside: Beside) -> None:
    await beside.filled(until="decided")
    filed_on, body, accounts = (
        date(2026, 3, 2),
        BodyId(beside.matter.body),
        Accounts(beside.pool, Passwords(beside.root)),
    )
    quiet, acting = BodyId(an_id("a body without accounts")), BodyId(an_id("a body that acts"))
    here, there = ActorId(an_id("approver here")), ActorId(an_id("approver there"))
    for who, where in ((here, body), (there, acting)):
        grant = NewGrant(role=Role.APPROVER, body=where, valid_from=date(2008, 1, 1))
        await accounts.add(f"approver-{who}", by=LOCAL_OPERATOR, grants=(grant,), account=who)
    for forum in (quiet, acting):
        filed = AppealFiled(
            case=CaseId(beside.matter.case),
            proceeding=ProceedingId(beside.matter.proceedings[0]),
            decision="示例责〔2026〕1号",
            decided_by=body,
            track="T1",
            step="first",
            forum=forum,
            filed_on=filed_on,
            grounds=a_document("grounds"),
            in_time=True,
        )
        await beside.add(an_id(f"appeal to {forum}"), "appeal", filed)
    beside.clock = SetClock(filed_on + timedelta(days=29))
    await beside.reactor().look()

    async def told(who: ActorId) -> list[UUID]:
        found = await beside.outbox.mine(who)
        return [one.reminder.matter for one in found if one.reminder.kind == "appeal-decision"]

    assert await told(here) == [an_id(f"appeal to {quiet}")]
    assert await told(there) == [an_id(f"appeal to {acting}")]


def organ(body: BodyId, name: str, next_higher: BodyId | None = None) -> OrganTerm:
    above = None if next_higher is None else OrganId(next_higher)
    return OrganTerm(
        organ=OrganId(body), valid_from=date(2008, 1, 1), name=name, kind=OrganKind.GOVERNMENT, next_higher=above
    )
