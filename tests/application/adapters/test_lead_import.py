"""Leads from a spreadsheet on a real log: created once, alike shown, unknown organs left as questions."""

import asyncio
from collections.abc import Iterable
from datetime import date
from uuid import UUID

import msgspec
import pytest

from application.actors import LOCAL_OPERATOR
from application.adapters.documents import DocumentStore
from application.adapters.event_log import PostgresEventLog
from application.adapters.pool import Pool
from application.adapters.profile_files import packaged_profiles
from application.adapters.registers import Registers
from application.adapters.spreadsheets import sheets_of, shipped_mappings
from application.casework.file import FIRST_PROFILE, REPORT
from application.casework.lead_import import Filed, LeadImport
from application.errors import StoreUnavailable
from application.imports.leads import Lead, lead_of
from application.imports.reading import read
from application.streams import load
from domain.identity import OrganId
from domain.registers.records import OrganKind, OrganTerm
from domain.reports.events import Channel, DuplicateNoted, ReportFiled
from tests.application.adapters.conftest import CLERK, ROOT
from tests.support.spreadsheets import HEADINGS, ROWS, csv_bytes

pytestmark = pytest.mark.anyio

TODAY = date(2026, 11, 22)
(MAPPING,) = shipped_mappings("leads")
BUREAU = OrganTerm(
    organ=OrganId(UUID(int=7)), valid_from=date(2010, 1, 1), name="甲县教育局", kind=OrganKind.DEPARTMENT
)


WITH_COLUMN = (*HEADINGS, "栏目名称")


def leads(rows: Iterable[tuple[str, ...]], headings: tuple[str, ...] = HEADINGS) -> tuple[Lead, ...]:
    sheets = sheets_of(csv_bytes(rows, headings))
    return tuple(lead_of(record, MAPPING) for record in read(sheets, MAPPING, TODAY).records)


@pytest.fixture
def desk(event_log: PostgresEventLog, pool: Pool) -> LeadImport:
    return LeadImport(
        events=event_log,
        documents=DocumentStore(pool, ROOT),
        register=Registers(pool),
        profile=packaged_profiles()[FIRST_PROFILE],
        actor=LOCAL_OPERATOR,
        today=TODAY,
    )


async def filed(desk: LeadImport, rows: Iterable[tuple[str, ...]]) -> tuple[Filed, ...]:
    return await desk.file(await desk.plan(leads(rows)), MAPPING.defaults, "sha256:0")


async def test_each_row_becomes_one_report_by_the_local_operator(
    desk: LeadImport, event_log: PostgresEventLog, pool: Pool
) -> None:
    await Registers(pool).add(by=CLERK, organs=[BUREAU])
    (first,) = await filed(desk, ROWS[:1])
    assert first.created
    (recorded,) = await event_log.read(first.planned.lead.id)
    event = recorded.event
    assert recorded.actor == LOCAL_OPERATOR
    assert isinstance(event, ReportFiled)
    assert (event.channel, event.organ, event.problem) == (Channel.IMPORT, BUREAU.organ, "empty-column")
    assert (event.received_on, event.since, event.origin) == (TODAY, date(2016, 7, 18), "sha256:0#1!2")
    content, media_type = await DocumentStore(pool, ROOT).get(event.account, by=CLERK, purpose="report.read")
    assert (content.decode(), media_type) == (first.planned.lead.account, "text/plain")


async def test_what_is_known_is_unchanged_and_nothing_is_written(desk: LeadImport, event_log: PostgresEventLog) -> None:
    await filed(desk, ROWS)
    again = await filed(desk, (ROWS[2], ROWS[0]))
    assert [each.created for each in again] == [False, False]
    assert [len(await event_log.read(each.planned.lead.id)) for each in again] == [2, 1]


async def test_a_row_that_an_earlier_release_took_is_known_by_its_text_and_those_it_dropped_are_filed(
    desk: LeadImport,
) -> None:
    rows = [(*ROWS[0], column) for column in ("招标公告", "人事信息", "财政预算")]
    now = leads(rows, WITH_COLUMN)
    before = msgspec.structs.replace(now[0], id=now[0].earlier_id, earlier_id=None)
    await desk.file(await desk.plan([before]), MAPPING.defaults, "sha256:0")
    planned = await desk.plan(now)
    assert [row.new for row in planned] == [False, True, True]
    assert [row.like for row in planned] == [None, before.id, before.id]
    await desk.file(planned, MAPPING.defaults, "sha256:0")
    assert [row.new for row in await desk.plan(now)] == [False] * 3


async def test_a_lead_is_not_its_own_duplicate(desk: LeadImport, pool: Pool) -> None:
    (lead,) = leads(ROWS[:1])
    await Registers(pool).note_likeness(lead.id, lead.likeness, None)  # an import that was cut off before the report
    assert (await desk.plan([lead]))[0].like is None


async def test_a_row_that_stands_twice_in_a_file_is_filed_once(desk: LeadImport) -> None:
    assert [row.new for row in await desk.plan(leads((ROWS[0], ROWS[0])))] == [True, False]
    assert [each.created for each in await filed(desk, (ROWS[0], ROWS[0]))] == [True, False]


async def test_likely_duplicates_are_noted_within_a_file_and_across_files(
    desk: LeadImport, event_log: PostgresEventLog
) -> None:
    first, second, third = await filed(desk, ROWS)
    assert [each.planned.like for each in (first, second, third)] == [None, None, second.planned.lead.id]
    assert third.planned.like_line == 3
    assert (await event_log.read(third.planned.lead.id))[1].event == DuplicateNoted(of=second.planned.lead.id)
    another = (*ROWS[0][:5], "另一处空白栏目")
    (later,) = await filed(desk, [another])
    assert (later.created, later.planned.like, later.planned.like_line) == (True, first.planned.lead.id, None)


async def test_an_area_tells_namesakes_apart_only_where_both_rows_name_one(desk: LeadImport) -> None:
    def row(area: str, words: str) -> tuple[str, ...]:
        return (*ROWS[0][:2], area, "司法局网", "空白栏目", words)

    first, other, unnamed, later = await filed(
        desk, (row("甲县", "一"), row("乙县", "二"), row("", "三"), row("乙县", "四"))
    )
    assert [each.planned.like_line for each in (first, other, unnamed, later)] == [None, None, 2, 3]
    across = await desk.plan(leads((row("丙县", "五"), row("乙县", "六"), row("", "七"))))
    known = {first.planned.lead.id, other.planned.lead.id, unnamed.planned.lead.id, later.planned.lead.id}
    assert across[0].like == unnamed.planned.lead.id
    assert {across[1].like, across[2].like} <= known


async def test_an_organ_of_two_is_a_question(desk: LeadImport, event_log: PostgresEventLog, pool: Pool) -> None:
    namesake = OrganTerm(
        organ=OrganId(UUID(int=8)), valid_from=date(2010, 1, 1), name="甲县教育局", kind=OrganKind.DEPARTMENT
    )
    await Registers(pool).add(by=CLERK, organs=[BUREAU, namesake])
    (first,) = await filed(desk, ROWS[:1])
    assert first.planned.organ is None
    assert (await load(event_log, REPORT, first.planned.lead.id)).state.organ is None


async def test_a_plan_writes_nothing(desk: LeadImport, event_log: PostgresEventLog) -> None:
    planned = await desk.plan(leads(ROWS))
    assert all(row.new for row in planned)
    assert [await event_log.read(row.lead.id) for row in planned] == [(), (), ()]
    heard: list[int] = []
    assert await desk.plan(leads(ROWS), heard.append) == planned
    assert heard == [1, 2, 3]


async def test_an_import_that_was_cut_off_is_finished_by_the_next(desk: LeadImport) -> None:
    planned = await desk.plan(leads(ROWS))

    def stop(done: int) -> None:
        if done == 1:
            raise StoreUnavailable

    with pytest.raises(StoreUnavailable):
        await desk.file(planned, MAPPING.defaults, "sha256:0", stop)
    again = await filed(desk, ROWS)
    assert {each.planned.lead.id for each in again} == {row.lead.id for row in planned}
    assert [each.created for each in await filed(desk, ROWS)] == [False] * 3


async def test_two_imports_of_one_file_at_once_create_each_lead_once(desk: LeadImport) -> None:
    planned = await desk.plan(leads(ROWS))
    both = await asyncio.gather(*(desk.file(planned, MAPPING.defaults, "sha256:0") for _ in range(2)))
    created = [each.planned.lead.id for filed_rows in both for each in filed_rows if each.created]
    assert sorted(created) == sorted({row.lead.id for row in planned})
