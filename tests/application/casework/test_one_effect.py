"""The loop that carries a command out: one request, one effect, one answer, whatever happens beside it."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID, uuid4

import pytest

from application.adapters.event_log import PostgresEventLog
from application.adapters.pool import connection_pool
from application.casework.file import REPORT
from application.errors import ConcurrentChange, KeyReused
from application.handling import ATTEMPTS, Asked, Decided, Done, Made, carry_out
from application.ports import CommandKey
from application.streams import load
from domain.identity import ActorId, OrganId
from domain.refusal import Reason, Refused
from domain.reports.events import OrganIdentified
from tests.support.made_up import an_id
from tests.support.postgres import Database

ACTOR = ActorId(an_id("actor"))


def asked(key: UUID, *, expected: int | None = None, digest: bytes = b"d" * 32) -> Asked:
    return Asked(
        actor=ACTOR, key=CommandKey(scope=ACTOR, key=key, digest=digest), correlation=uuid4(), expected=expected
    )


class Desk:
    """Says which organ a report is about: the plainest command there is, on a real log."""

    def __init__(self, log: PostgresEventLog) -> None:
        self.log = log
        self.report = an_id("report")
        self.decided = 0

    async def identify(self, organ: str, expected: int | None = None) -> Decided:
        self.decided += 1
        loaded = await load(self.log, REPORT, self.report)
        loaded.require(expected)
        events = () if loaded.state.organ == an_id(organ) else (OrganIdentified(organ=OrganId(an_id(organ))),)
        made = Made(id=self.report, version=loaded.version + len(events))
        return Decided(changes=(loaded.changed(events),), made=made)

    async def ask(self, organ: str, key: UUID, expected: int | None = None) -> Done:
        return await carry_out(self.log, asked(key, expected=expected), lambda: self.identify(organ, expected))


def at_a_desk(database: Database, story: Callable[[Desk], Awaitable[None]]) -> None:
    async def run() -> None:
        async with connection_pool(database.app, size=4) as pool:
            log = PostgresEventLog(pool)
            await story(Desk(log))
            await log.close()

    asyncio.run(run())


def test_a_repeat_is_answered_with_the_first_result_and_decides_nothing(database: Database) -> None:
    async def story(desk: Desk) -> None:
        key = uuid4()
        first = await desk.ask("organ", key, expected=0)
        again = await desk.ask("organ", key, expected=0)
        assert (again.made, again.position, again.replayed, desk.decided) == (first.made, first.position, True, 1)

    at_a_desk(database, story)


@pytest.mark.parametrize("against", ["version", "rule", "silence"])
def test_a_repeat_sent_while_the_first_is_under_way_gets_its_answer(database: Database, against: str) -> None:
    async def story(desk: Desk) -> None:
        key, first = uuid4(), []

        async def overtaken() -> Decided:
            first.append(await desk.ask("organ", key, expected=0))
            if against == "rule":
                raise Refused([Reason(rule="report-already-filed")], under="P-QYF")
            return await desk.identify("organ", 0 if against == "version" else None)

        repeat = await carry_out(desk.log, asked(key, expected=0), overtaken)
        assert (repeat.made, repeat.position, repeat.replayed) == (first[0].made, first[0].position, True)
        assert len(await desk.log.read(desk.report)) == 1

    at_a_desk(database, story)


def test_a_refusal_leaves_no_receipt_and_may_be_tried_again(database: Database) -> None:
    async def story(desk: Desk) -> None:
        key = uuid4()

        async def refused() -> Decided:
            raise Refused([Reason(rule="report-already-filed")], under="P-QYF")

        with pytest.raises(Refused):
            await carry_out(desk.log, asked(key), refused)
        assert not (await desk.ask("organ", key)).replayed

    at_a_desk(database, story)


def test_the_same_key_with_another_request_is_refused(database: Database) -> None:
    async def story(desk: Desk) -> None:
        key = uuid4()
        await desk.ask("organ", key)
        with pytest.raises(KeyReused):
            await carry_out(desk.log, asked(key, digest=b"e" * 32), lambda: desk.identify("another"))

    at_a_desk(database, story)


def test_what_changes_nothing_writes_nothing(database: Database) -> None:
    async def story(desk: Desk) -> None:
        await desk.ask("organ", uuid4())
        quiet = await desk.ask("organ", uuid4(), expected=1)
        assert (quiet.position, quiet.made.version) == (0, 1)
        assert len(await desk.log.read(desk.report)) == 1

    at_a_desk(database, story)


def test_whoever_saw_an_older_version_is_told_and_decides_nothing_anew(database: Database) -> None:
    async def story(desk: Desk) -> None:
        await desk.ask("organ", uuid4())
        with pytest.raises(ConcurrentChange) as told:
            await desk.ask("another", uuid4(), expected=0)
        assert (told.value.actual, desk.decided) == (1, 2)

    at_a_desk(database, story)


def test_two_at_once_one_wins_and_the_other_is_told(database: Database) -> None:
    async def story(desk: Desk) -> None:
        answers = await asyncio.gather(
            desk.ask("one", uuid4(), expected=0), desk.ask("two", uuid4(), expected=0), return_exceptions=True
        )
        assert sorted(type(answer).__name__ for answer in answers) == ["ConcurrentChange", "Done"]
        assert len(await desk.log.read(desk.report)) == 1

    at_a_desk(database, story)


def test_a_neighbour_that_moved_is_decided_anew_and_not_for_ever(database: Database) -> None:
    async def story(desk: Desk) -> None:
        neighbour = Desk(desk.log)
        neighbour.report = an_id("neighbour")

        async def disturbed(times: int) -> Done:
            tries = 0

            async def decide() -> Decided:
                nonlocal tries
                tries += 1
                read = await load(desk.log, REPORT, neighbour.report)
                if tries <= times:
                    await neighbour.ask(f"organ {uuid4()}", uuid4())
                decided = await desk.identify("organ", 0)
                return Decided(changes=(*decided.changes, read.changed(())), made=decided.made)

            return await carry_out(desk.log, asked(uuid4(), expected=0), decide)

        with pytest.raises(ConcurrentChange):
            await disturbed(ATTEMPTS)
        assert await desk.log.read(desk.report) == ()
        assert (await disturbed(ATTEMPTS - 1)).made.version == 1

    at_a_desk(database, story)
