"""What the docket answers, always within a scope."""

from typing import Any
from uuid import UUID

import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from projections.docket import reads
from projections.docket.cursor import CursorRefused, Order
from projections.docket.filter import Filter
from projections.docket.row import Kind, Stage
from projections.scope import Scope
from tests.projections.offices import ALL, KINDS, office, open_office
from tests.support.made_up import an_id

pytestmark = pytest.mark.anyio

Connection = AsyncConnection[Any]


@pytest.fixture
async def docket(connection: Connection, log: PostgresEventLog) -> Connection:
    await open_office(log, connection)
    return connection


async def everything(connection: Connection, scope: Scope, filters: Filter, **named: Any) -> list[reads.Entry]:
    return list((await reads.page(connection, scope, filters, limit=200, **named)).entries)


async def test_pages_of_every_order_give_each_row_once(docket: Connection) -> None:
    wanted = {entry.id for entry in await everything(docket, ALL, Filter())}
    assert len(wanted) == await reads.count(docket, ALL) > 40
    for order in Order:
        found: list[UUID] = []
        cursor: str | None = None
        while True:
            page = await reads.page(docket, ALL, order=order, cursor=cursor, limit=7)
            found += [entry.id for entry in page.entries]
            cursor = page.next
            if cursor is None:
                break
        assert len(found) == len(set(found)), order
        assert set(found) == wanted, order


async def test_by_due_the_nearest_clock_comes_first_and_none_last(docket: Connection) -> None:
    days = [entry.listed_on for entry in await everything(docket, ALL, Filter(), order=Order.DUE)]
    known = [day for day in days if day is not None]
    assert known == sorted(known)
    assert days[len(known) :] == [None] * (len(days) - len(known))


async def test_by_waiting_the_oldest_comes_first_and_by_opened_the_newest(docket: Connection) -> None:
    waiting = [entry.id for entry in await everything(docket, ALL, Filter(), order=Order.WAITING)]
    assert waiting == [entry.id for entry in await everything(docket, ALL, Filter(), order=Order.OPENED)][::-1]
    days = [entry.opened_on for entry in await everything(docket, ALL, Filter(), order=Order.WAITING)]
    assert days == sorted(days)
    assert days[0] < days[-1]


@pytest.mark.parametrize("word", ["", "x", "%%%", "W10", "eyJhIjoxfQ"])
async def test_a_word_that_is_no_cursor_is_refused(docket: Connection, word: str) -> None:
    with pytest.raises(CursorRefused):
        await reads.page(docket, ALL, cursor=word)


async def test_a_cursor_of_another_order_is_refused(docket: Connection) -> None:
    page = await reads.page(docket, ALL, order=Order.OPENED, limit=1)
    with pytest.raises(CursorRefused):
        await reads.page(docket, ALL, order=Order.DUE, cursor=page.next)


async def test_each_filter_finds_what_the_rows_say(docket: Connection) -> None:
    rows = await everything(docket, ALL, Filter())
    some = next(row for row in rows if row.kind == "proceeding" and row.stage == "execution")
    assert some.due_on is not None
    for filters, expected in (
        (Filter(kinds=(Kind.CASE,)), lambda row: row.kind == "case"),
        (Filter(stages=(Stage.REVIEW, Stage.EXECUTION)), lambda row: row.stage in {"review", "execution"}),
        (Filter(open=True), lambda row: row.open),
        (Filter(organ=some.organs[0]), lambda row: some.organs[0] in row.organs),
        (Filter(ground=some.grounds[0]), lambda row: some.grounds[0] in row.grounds),
        (Filter(measure=some.measures[0]), lambda row: some.measures[0] in row.measures),
        (Filter(handler=some.handlers[0]), lambda row: some.handlers[0] in row.handlers),
        (Filter(assigned=False), lambda row: not row.handlers),
        (Filter(assigned=True), lambda row: bool(row.handlers)),
        (Filter(body=some.body), lambda row: some.body in {row.body, row.keeper}),
        (Filter(case=some.case_id), lambda row: row.case_id == some.case_id),
        (Filter(due_to=some.due_on), lambda row: row.due_on is not None and row.due_on <= some.due_on),
        (Filter(due_from=some.due_on), lambda row: row.due_on is not None and row.due_on >= some.due_on),
        (Filter(decided=True), lambda row: row.decided_on is not None),
        (Filter(departed=True), lambda row: row.departed),
        (Filter(overturned=True), lambda row: row.overturned is not None),
    ):
        wanted = {row.id for row in rows if expected(row)}
        found = {row.id for row in await everything(docket, ALL, filters)}
        assert found == wanted, filters
        assert 0 < len(found) < len(rows), f"{filters} tells nothing apart"
        assert await reads.count(docket, ALL, filters) == len(wanted)


async def test_search_finds_numbers_however_brackets_are_written_and_ids_by_their_end(docket: Connection) -> None:
    rows = await everything(docket, ALL, Filter())
    decided = next(row for row in rows if row.kind == "proceeding" and row.numbers)
    assert decided.numbers is not None
    number = decided.numbers[0]
    for written in (
        number,
        number.replace("〔", "[").replace("〕", "]"),
        number.replace("〔", " （").replace("〕", "） "),
    ):
        assert decided.id in {row.id for row in await everything(docket, ALL, Filter(search=written))}
    assert [row.id for row in await everything(docket, ALL, Filter(search=str(decided.id)[-12:]))] == [decided.id]
    assert await everything(docket, ALL, Filter(search="某甲")) == []


async def test_counts_by_kind_and_stage_add_up(docket: Connection) -> None:
    counts = await reads.counts(docket, ALL)
    assert sum(each.count for each in counts) == await reads.count(docket, ALL)
    for each in counts:
        filters = Filter(kinds=(Kind(each.kind),), stages=(Stage(each.stage),), open=each.open)
        assert await reads.count(docket, ALL, filters) == each.count


async def test_an_empty_scope_sees_nothing_and_counts_nothing(docket: Connection) -> None:
    nothing = Scope(kinds=KINDS)
    assert await everything(docket, nothing, Filter()) == []
    assert await reads.count(docket, nothing) == 0
    assert await reads.counts(docket, nothing) == ()


async def test_each_part_of_a_scope_shows_its_rows_and_no_others(docket: Connection) -> None:
    rows = {row.id: row for row in await everything(docket, ALL, Filter())}
    body = an_id("body 1")
    officer = next(row.handlers[0] for row in rows.values() if row.kind == "case" and row.handlers)
    ended = next(matter for matter, until in office() if until == "end")
    person = ended.an_id("person 1")
    waiting = next(matter for matter, until in office() if until == "investigated")
    for scope, expected in (
        (Scope(kinds=frozenset({"case"}), everything=True), lambda row: row.kind == "case"),
        (Scope(kinds=KINDS, bodies=frozenset({body})), lambda row: body in {row.body, row.keeper}),
        (Scope(kinds=KINDS, assigned_to=officer), lambda row: officer in row.handlers),
        (Scope(kinds=KINDS, respondents=frozenset({person})), lambda row: row.person == person),
        (Scope(kinds=KINDS, respondents=frozenset({waiting.an_id("person 1")})), lambda _: False),
        (Scope(kinds=KINDS, report=ended.report), lambda row: row.id == ended.report),
    ):
        wanted = {row.id for row in rows.values() if expected(row)}
        assert {row.id for row in await everything(docket, scope, Filter())} == wanted, scope
        assert await reads.count(docket, scope) == len(wanted)
        for identifier in rows:
            assert (await reads.one(docket, scope, identifier) is not None) == (identifier in wanted)


async def test_a_report_that_no_body_took_in_lies_on_every_desk_but_that_of_the_organ_complained_of(
    docket: Connection,
) -> None:
    cursor = await docket.execute(
        """UPDATE read_models.docket_v2 SET body = NULL, keeper = NULL
        WHERE id = (SELECT id FROM read_models.docket_v2 WHERE kind = 'report' AND organs <> '{}' LIMIT 1)
        RETURNING id, organs[1]""",
    )
    row = await cursor.fetchone()
    assert row
    report, complained = row
    for desks, seen in (({an_id("body 1")}, True), ({complained}, False), ({complained, an_id("body 1")}, True)):
        found = await everything(docket, Scope(kinds=KINDS, desks=frozenset(desks)), Filter())
        assert [entry.id for entry in found] == ([report] if seen else []), desks
    assert await everything(docket, Scope(kinds=KINDS), Filter()) == []


async def test_the_examiner_of_an_appeal_sees_its_matter(docket: Connection) -> None:
    ended = {matter.case: matter for matter, until in office() if until == "end"}
    found = await everything(docket, Scope(kinds=KINDS, appeals_of=an_id("examiner")), Filter())
    assert {row.case_id for row in found} == set(ended)
    assert {row.kind for row in found} == {"case", "proceeding", "appeal"}
    assert {row.id for row in found if row.kind == "proceeding"} == {m.proceedings[1] for m in ended.values()}


async def test_whoever_is_recused_sees_nothing_of_the_matter_whatever_else_they_are(docket: Connection) -> None:
    cursor = await docket.execute("SELECT id, locked_out FROM read_models.docket_v2 WHERE locked_out <> '{}'")
    recused = dict(await cursor.fetchall())
    assert recused, "some matter has a granted recusal"
    officer = next(iter(recused.values()))[0]
    hidden = {identifier for identifier, officers in recused.items() if officer in officers}
    found = await everything(docket, Scope(kinds=KINDS, everything=True, locked_out=officer), Filter())
    assert hidden
    assert not hidden & {row.id for row in found}


async def test_nothing_in_the_rows_leads_to_a_reporter_or_holds_text_of_a_person(docket: Connection) -> None:
    cursor = await docket.execute("SELECT to_jsonb(d)::text FROM read_models.docket_v2 AS d")
    text = "".join([row[0] async for row in cursor])
    assert str(an_id("document 示例0 account")) not in text, "no document is named in the docket"
    assert "sha256" not in text
