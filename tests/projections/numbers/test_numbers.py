"""Every matter has one number: the n-th of its kind that its body entered in its year, and a rebuild gives it again."""

from collections import defaultdict
from typing import Any
from uuid import UUID

import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from interfaces.web.wording import LANGUAGES, Texts, words
from projections.docket import reads
from projections.docket.filter import Filter
from projections.docket.row import Kind
from projections.docket.terms import kinds, normalised, register_number
from projections.numbers.projection import NUMBERS
from projections.numbers.reads import numbers
from tests.projections.offices import ALL, open_office
from tests.support.read_models import digest, empty, fill

pytestmark = pytest.mark.anyio

Connection = AsyncConnection[Any]


@pytest.fixture
async def office(connection: Connection, log: PostgresEventLog) -> Connection:
    await open_office(log, connection)
    return connection


async def test_each_series_counts_from_one_without_a_gap_in_the_order_of_the_log(office: Connection) -> None:
    cursor = await office.execute(
        """SELECT n.kind, n.body, n.year, n.serial FROM read_models.matter_numbers_v1 AS n
             JOIN read_models.docket_v2 AS d ON d.id = n.id ORDER BY d.first_position"""
    )
    series: dict[tuple[str, UUID, int], list[int]] = defaultdict(list)
    for kind, body, year, serial in await cursor.fetchall():
        series[kind, body, year].append(serial)
    assert len(series) > 2
    assert max(len(serials) for serials in series.values()) > 3
    for serials in series.values():
        assert serials == list(range(1, len(serials) + 1))


async def test_no_two_reports_that_lie_on_one_desk_have_the_same_number(office: Connection) -> None:
    cursor = await office.execute(
        """SELECT d.body, n.number FROM read_models.matter_numbers_v1 AS n
             JOIN read_models.docket_v2 AS d ON d.id = n.id WHERE n.kind = 'report'"""
    )
    found = await cursor.fetchall()
    assert len({body for body, _ in found}) > 1
    assert len({number for _, number in found}) == len(found)


@pytest.mark.parametrize("batch", [1, 7, 10_000])
async def test_a_rebuild_in_batches_of_any_size_gives_the_same_numbers(office: Connection, batch: int) -> None:
    wanted = await digest(office, NUMBERS)
    await empty(office, NUMBERS)
    await fill(office, NUMBERS, batch=batch)
    assert await digest(office, NUMBERS) == wanted


async def test_every_row_of_the_docket_has_its_number_and_is_found_by_it(office: Connection) -> None:
    rows = (await reads.page(office, ALL, limit=200)).entries
    known = await numbers(office, [row.id for row in rows])
    for row in rows:
        assert row.number is not None
        assert known[row.id] == row.number
    wanted = rows[0]
    assert wanted.number is not None
    year, _, serial = wanted.number.partition("-")
    for written in (wanted.number, f"〔{year}〕{serial}号", f"[{year}] {serial} 号"):
        found = (await reads.page(office, ALL, Filter(search=written))).entries
        assert wanted.id in {row.id for row in found}
        assert {row.number for row in found} == {wanted.number}
    for kind in {row.kind for row in rows}:
        one = next(row for row in rows if row.kind == kind)
        for language in LANGUAGES:
            called = Texts(language).matter(kind, one.id, one.number)
            found = (await reads.page(office, ALL, Filter(search=called))).entries
            assert {(row.kind, row.number) for row in found} == {(kind, one.number)}, called


def test_a_kind_is_called_in_front_of_a_number_as_pages_call_it() -> None:
    for language in LANGUAGES:
        for kind in Kind:
            assert kinds()[normalised(words(language)[f"kind.{kind}"])] is kind


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("〔2026〕17号", (None, "2026-17")),
        ("2026-17", (None, "2026-17")),
        ("2026-017", (None, "2026-17")),
        ("案件〔2026〕17号", (Kind.CASE, "2026-17")),
        ("案件（2026）17号", (Kind.CASE, "2026-17")),
        ("案件【２０２６】１７号", (Kind.CASE, "2026-17")),
        ("Case 2026-17", (Kind.CASE, "2026-17")),
        ("case 2026-17", (Kind.CASE, "2026-17")),
        ("对象程序 2026-4", (Kind.PROCEEDING, "2026-4")),
        ("E-government project 2026-4", (Kind.PROJECT, "2026-4")),
        ("申诉〔2026〕4号", (Kind.APPEAL, "2026-4")),
        ("Caze 2026-17", None),
        ("202617", None),
        ("清府问责〔2026〕12号", None),
        ("2026-1234567890", None),
        ("", None),
    ],
)
def test_a_number_is_read_in_both_ways_of_writing(written: str, number: str | None) -> None:
    assert register_number(normalised(written)) == number
