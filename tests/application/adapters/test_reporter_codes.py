import asyncio
import re
import threading
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from application.access import Grant, Role
from application.actors import PUBLIC
from application.adapters.keys import RootKey
from application.adapters.pool import Pool
from application.adapters.rate_limits import RATES, Limit, Rate, RateClass, RateLimits
from application.adapters.reporter_codes import AGAIN_WITHIN, ReporterCodes
from application.adapters.slow_hash import AT_ONCE, QUEUE, Cost, slow_hash
from application.errors import ReporterCodeWrong, TooManyRequests
from domain.identity import ReportId
from tests.application.adapters.conftest import ROOT, FixedClock
from tests.support.hashing import CHEAP

pytestmark = pytest.mark.anyio

REPORT = ReportId(UUID(int=0x70))
HERE = "192.0.2.7"


@pytest.fixture
def codes(pool: Pool) -> ReporterCodes:
    return ReporterCodes(pool, ROOT, RateLimits(pool, ROOT, FixedClock()), CHEAP)


async def test_a_code_brings_its_reporter_back_to_that_report(codes: ReporterCodes) -> None:
    code = await codes.issue(REPORT)
    other = await codes.issue(ReportId(uuid4()))
    assert re.fullmatch(r"\d{5} \d{5} \d{5} \d{5}", code)
    assert code != other
    subject = (await codes.returning(code, source=HERE)).subject
    assert (subject.account, subject.report, subject.grants) == (PUBLIC, REPORT, (Grant(role=Role.REPORTER),))


@pytest.mark.parametrize(
    "spelling",
    [
        lambda code: code.replace(" ", ""),
        lambda code: code.replace(" ", "-"),
        lambda code: f"  {code}\n",
        lambda code: "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else "\u3000" for c in code),
    ],
)
async def test_a_code_may_be_typed_as_people_type(codes: ReporterCodes, spelling: object) -> None:
    assert callable(spelling)
    code = await codes.issue(REPORT)
    assert (await codes.returning(spelling(code), source=HERE)).subject.report == REPORT


@pytest.mark.parametrize("wrong", ["", "0" * 20, "1" * 19, "令" * 20, "9" * 5000, "\x00", "\ud800"])
async def test_every_wrong_code_gets_one_answer_after_one_slow_hash(
    codes: ReporterCodes, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await codes.issue(REPORT)
    worked: list[int] = []

    async def counted(secret: bytes, salt: bytes, length: int, cost: Cost) -> bytes:
        worked.append(length)
        return await slow_hash(secret, salt, length, cost)

    monkeypatch.setattr("application.adapters.reporter_codes.slow_hash", counted)
    with pytest.raises(ReporterCodeWrong):
        await codes.returning(wrong, source=HERE)
    assert worked == [64]


async def test_a_repeated_filing_brings_a_code_in_time_and_while_nobody_used_one(codes: ReporterCodes) -> None:
    filed = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    late = filed + AGAIN_WITHIN + timedelta(seconds=1)
    assert await codes.issue_again(REPORT, filed_at=filed, now=late), "no code was ever made: the first answer was none"
    assert await codes.issue_again(REPORT, filed_at=filed, now=late) is None
    again = await codes.issue_again(REPORT, filed_at=filed, now=filed + AGAIN_WITHIN)
    assert again is not None
    await codes.returning(again, source=HERE)
    assert await codes.issue_again(REPORT, filed_at=filed, now=filed) is None


async def test_a_code_is_nowhere_in_the_database(codes: ReporterCodes, owner: psycopg.Connection) -> None:
    code = await codes.issue(REPORT)
    rows = owner.execute("SELECT t::text FROM vault.reporter_codes t").fetchall()
    assert len(rows) == 1
    for spelling in (code, code.replace(" ", ""), code.replace(" ", "").encode().hex()):
        assert spelling not in rows[0][0]


async def test_a_code_given_again_replaces_the_one_that_was_lost(codes: ReporterCodes) -> None:
    lost, kept = await codes.issue(REPORT), await codes.issue(REPORT)
    with pytest.raises(ReporterCodeWrong):
        await codes.returning(lost, source=HERE)
    assert (await codes.returning(kept, source=HERE)).subject.report == REPORT


async def test_the_first_who_comes_with_a_code_is_told_apart(codes: ReporterCodes) -> None:
    code = await codes.issue(REPORT)
    came = [await codes.returning(code, source=HERE) for _ in range(3)]
    assert [one.first for one in came] == [True, False, False]


async def test_a_code_means_nothing_to_another_deployment(codes: ReporterCodes, pool: Pool) -> None:
    code = await codes.issue(REPORT)
    other = RootKey(id=ROOT.id, key=bytes(32))
    elsewhere = ReporterCodes(pool, other, RateLimits(pool, other, FixedClock()), CHEAP)
    with pytest.raises(ReporterCodeWrong):
        await elsewhere.returning(code, source=HERE)


def limits(pool: Pool, *, each: int, together: int, clock: FixedClock | None = None) -> RateLimits:
    rate = Rate(each=Limit(count=each, seconds=3600), together=Limit(count=together, seconds=3600))
    return RateLimits(pool, ROOT, clock or FixedClock(), {**RATES, RateClass.REPORTER_CODE: rate})


async def test_a_right_code_is_refused_too_once_the_tries_are_used_up(pool: Pool) -> None:
    codes = ReporterCodes(pool, ROOT, limits(pool, each=2, together=100), CHEAP)
    code = await codes.issue(REPORT)
    for _ in range(2):
        with pytest.raises(ReporterCodeWrong):
            await codes.returning("0" * 20, source=HERE)
    with pytest.raises(TooManyRequests) as waiting:
        await codes.returning(code, source=HERE)
    assert 1 <= waiting.value.retry_after <= 1800
    assert (await codes.returning(code, source="192.0.2.8")).subject.report == REPORT


async def test_a_limit_is_exact_however_many_come_at_once(pool: Pool) -> None:
    limit = limits(pool, each=7, together=100)
    tries = [limit.take(RateClass.REPORTER_CODE, HERE) for _ in range(30)]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(outcome is None for outcome in outcomes) == 7


async def test_all_sources_together_have_a_budget_and_a_refusal_uses_nothing(pool: Pool) -> None:
    limit = limits(pool, each=2, together=5)
    taken = 0
    for number in range(6):
        for _ in range(3):
            try:
                await limit.take(RateClass.REPORTER_CODE, f"192.0.2.{number}")
                taken += 1
            except TooManyRequests:
                pass
    assert taken == 5


async def test_tries_come_back_with_time(pool: Pool, owner: psycopg.Connection) -> None:
    limit = limits(pool, each=2, together=100)
    for _ in range(2):
        await limit.take(RateClass.REPORTER_CODE, HERE)
    owner.execute("UPDATE vault.rate_buckets SET at = at - interval '29 minutes'")
    with pytest.raises(TooManyRequests) as waiting:
        await limit.take(RateClass.REPORTER_CODE, HERE)
    assert 1 <= waiting.value.retry_after <= 60
    owner.execute("UPDATE vault.rate_buckets SET at = at - interval '1 minute'")
    await limit.take(RateClass.REPORTER_CODE, HERE)
    with pytest.raises(TooManyRequests):
        await limit.take(RateClass.REPORTER_CODE, HERE)
    owner.execute("UPDATE vault.rate_buckets SET at = at - interval '10 hours'")
    for _ in range(2):
        await limit.take(RateClass.REPORTER_CODE, HERE)
    with pytest.raises(TooManyRequests):
        await limit.take(RateClass.REPORTER_CODE, HERE)


async def test_classes_do_not_use_up_each_other(pool: Pool) -> None:
    limit = limits(pool, each=1, together=1)
    await limit.take(RateClass.REPORTER_CODE, HERE)
    await limit.take(RateClass.PUBLIC_FILING, HERE)


async def test_one_household_of_addresses_is_one_source(pool: Pool) -> None:
    limit = limits(pool, each=1, together=100)
    await limit.take(RateClass.REPORTER_CODE, "2001:db8::1")
    for same in ("2001:db8::ffff:1", "2001:DB8:0:0:1::"):
        with pytest.raises(TooManyRequests):
            await limit.take(RateClass.REPORTER_CODE, same)
    await limit.take(RateClass.REPORTER_CODE, "2001:db8:0:1::1")
    await limit.take(RateClass.REPORTER_CODE, HERE)
    with pytest.raises(TooManyRequests):
        await limit.take(RateClass.REPORTER_CODE, f"::ffff:{HERE}")


async def test_no_address_is_kept_and_no_source_is_the_same_tomorrow(pool: Pool, owner: psycopg.Connection) -> None:
    clock = FixedClock()
    limit = limits(pool, each=5, together=100, clock=clock)
    await limit.take(RateClass.REPORTER_CODE, HERE)
    clock.instant = datetime(2026, 3, 3, tzinfo=UTC)
    await limit.take(RateClass.REPORTER_CODE, HERE)
    sources = [row[0] for row in owner.execute("SELECT source FROM vault.rate_buckets").fetchall()]
    assert len(sources) == 3
    assert not [source for source in sources if HERE.encode() in source or bytes([192, 0, 2, 7]) in source]


async def test_yesterdays_buckets_are_swept(pool: Pool, owner: psycopg.Connection) -> None:
    await limits(pool, each=5, together=100).take(RateClass.REPORTER_CODE, HERE)
    owner.execute("UPDATE vault.rate_buckets SET at = at - interval '25 hours'")
    await limits(pool, each=5, together=100).take(RateClass.REPORTER_CODE, "192.0.2.9")
    assert owner.execute("SELECT count(*) FROM vault.rate_buckets").fetchone() == (2,)


async def test_two_slow_hashes_run_at_once_and_only_so_many_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    gate, full, count, seen = threading.Event(), threading.Event(), threading.Lock(), [0, 0]

    def held(*_: object) -> bytes:
        with count:
            seen[0] += 1
            seen[1] = max(seen)
            if seen[0] == AT_ONCE:
                full.set()
        gate.wait(60)
        with count:
            seen[0] -= 1
        return b""

    monkeypatch.setattr("application.adapters.slow_hash.argon2id", held)
    waiting = [asyncio.ensure_future(slow_hash(b"x", b"s" * 16, 32, CHEAP)) for _ in range(AT_ONCE + QUEUE)]
    await asyncio.sleep(0)
    with pytest.raises(TooManyRequests):
        await slow_hash(b"x", b"s" * 16, 32, CHEAP)
    assert await asyncio.to_thread(full.wait, 60)
    gate.set()
    assert await asyncio.gather(*waiting) == [b""] * (AT_ONCE + QUEUE)
    assert seen == [0, AT_ONCE]
    assert await slow_hash(b"x", b"s" * 16, 32, CHEAP) == b""
