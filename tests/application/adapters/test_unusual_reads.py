"""Days on which somebody read more than usual: counted by the database, under the rule that the program comes with."""

from datetime import datetime, timedelta
from uuid import UUID

import psycopg
import pytest

from application.adapters.pool import Pool
from application.adapters.read_audit import ReadAudit
from application.casework.around import LEGAL_ZONE
from application.unusual_reads import UnusualDay, UnusualRule, unusual_rule
from domain.identity import ActorId
from tests.support.postgres import Database

pytestmark = pytest.mark.anyio

TODAY = datetime(2026, 6, 30, tzinfo=LEGAL_ZONE)
TOMORROW = TODAY + timedelta(days=1)
STEADY, SUDDEN, NEW = (ActorId(UUID(int=number)) for number in (0xA1, 0xA2, 0xA3))
RULE = UnusualRule(window=7, compared=30, least=10, times=3)
_READ = """
INSERT INTO vault.read_audit (at, actor, kind, thing, purpose, outcome)
SELECT %s, %s, %s, gen_random_uuid(), 'a.b', %s FROM generate_series(1, %s)
"""


def read(database: Database, actor: UUID, days_ago: int, times: int, kind: str = "document", hour: int = 9) -> None:
    """*actor* reads so many *times* that many days before ``TODAY``."""
    at = TODAY - timedelta(days=days_ago) + timedelta(hours=hour)
    with psycopg.connect(database.administrator) as connection:
        connection.execute(_READ, (at, actor, kind, "denied" if kind == "export" else "served", times))


async def test_a_day_is_unusual_for_its_reader_and_not_for_another(database: Database, pool: Pool) -> None:
    for day in range(1, 6):
        read(database, STEADY, day, 12)
        read(database, SUDDEN, day, 4)
    read(database, STEADY, 0, 36)  # three times the usual number and no more
    read(database, SUDDEN, 0, 13)
    read(database, SUDDEN, 0, 50, kind="audit")  # the log itself does not count
    read(database, NEW, 0, 9)
    read(database, NEW, 40, 12)  # beyond the days that are looked at
    found = await ReadAudit(pool).unusual(TODAY, TOMORROW, RULE)
    assert found == (UnusualDay(actor=SUDDEN, day=TODAY.date(), reads=13, usual=4.0),)


async def test_a_reader_without_an_earlier_day_is_measured_by_the_least_alone(database: Database, pool: Pool) -> None:
    read(database, NEW, 3, 9)
    read(database, STEADY, 3, 10, hour=0)  # the day is that of Asia/Shanghai
    found = await ReadAudit(pool).unusual(TODAY - timedelta(days=6), TOMORROW, RULE)
    assert found == (UnusualDay(actor=STEADY, day=TODAY.date() - timedelta(days=3), reads=10, usual=None),)


async def test_denied_reads_and_exports_are_counted_between_two_moments(database: Database, pool: Pool) -> None:
    read(database, NEW, 0, 2, kind="export")  # denied: nothing was taken away
    read(database, NEW, 1, 4, kind="export")
    assert await ReadAudit(pool).counted(TODAY, TOMORROW) == (2, 0)


def test_the_rule_that_comes_with_the_program_is_read() -> None:
    rule = unusual_rule()
    assert rule.least > rule.times > 1
    assert rule.compared > rule.window
