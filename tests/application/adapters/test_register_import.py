"""Lists of organs and posts on a real register. All organs and people are invented."""

from datetime import date
from io import StringIO

import pytest

from application.actors import LOCAL_OPERATOR
from application.adapters.parties import Parties
from application.adapters.pool import Pool
from application.adapters.registers import Registers
from application.adapters.spreadsheets import sheets_of, shipped_mappings
from application.imports.reading import read
from application.register_import import Entered, RegisterImport
from domain.identity import OrganId, PartyId
from domain.registers.records import PostKind
from domain.registers.snapshot import Snapshot
from interfaces.importing import Officials
from tests.application.adapters.conftest import ROOT

pytestmark = pytest.mark.anyio

TODAY = date(2026, 11, 22)
ORGAN_HEADINGS = "机关名称,代码,类别,行政区划代码,隶属机关,上一级机关,起始日期,终止日期,级别"
POST_HEADINGS = "机关,职务,职责类别,姓名,任职日期,离任日期,人事管理权限机关,权限来源,原任职机关,职级"
GOVERNMENT = "甲县人民政府,EX-1,政府,440101,,,2010-01-01,"
BUREAU = "甲县教育局,EX-2,部门,440101,甲县人民政府,EX-1,2010-01-01,"


class Desk:
    def __init__(self, pool: Pool) -> None:
        self.registers = Registers(pool)
        self._desk = RegisterImport(
            registers=self.registers, people=Officials(Parties(pool, ROOT)), actor=LOCAL_OPERATOR
        )

    async def organs(self, *rows: str, write: bool = True, whole: bool = False) -> Entered:
        (mapping,) = shipped_mappings("organs")
        reading = read(sheets_of("\n".join((ORGAN_HEADINGS, *rows)).encode()), mapping, TODAY)
        assert reading.faults == ()
        return await self._desk.organs(reading.records, mapping, write=write, whole=whole)

    async def posts(self, *rows: str, write: bool = True, whole: bool = False) -> Entered:
        (mapping,) = shipped_mappings("posts")
        reading = read(sheets_of("\n".join((POST_HEADINGS, *rows)).encode()), mapping, TODAY)
        assert reading.faults == ()
        return await self._desk.posts(reading.records, mapping, write=write, whole=whole)

    async def organ(self, name: str) -> OrganId:
        (organ,) = (await self.registers.organs_called([name]))[name]
        return organ

    async def holders(self, organ: str, on: date = TODAY) -> list[PartyId]:
        snapshot: Snapshot = await self.registers.snapshot()
        posts = snapshot.posts_in(await self.organ(organ), on, on)
        return [h.person for post in posts for h in snapshot.holders(post.post, on, on)]


@pytest.fixture
def desk(pool: Pool) -> Desk:
    return Desk(pool)


async def test_organs_refer_to_one_another_by_name_or_code_in_any_order(desk: Desk) -> None:
    entered = await desk.organs(BUREAU, GOVERNMENT)
    assert (entered.created, entered.faults) == (2, ())
    government = await desk.organ("EX-1")
    term = (await desk.registers.snapshot()).organ(await desk.organ("甲县教育局"), TODAY)
    assert term is not None
    assert (term.parent, term.next_higher, term.division) == (government, government, "440101")


async def test_a_row_that_refers_to_a_refused_row_is_refused_too(desk: Desk) -> None:
    broken = "甲县人民政府,EX-1,政府,44,,,2010-01-01,"
    entered = await desk.organs(BUREAU, broken)
    assert (entered.created, [f.code for f in entered.faults]) == (
        0,
        ["division-unreadable", "organ-unknown", "organ-unknown"],
    )


async def test_a_renamed_organ_is_the_same_by_its_code(desk: Desk) -> None:
    await desk.organs(GOVERNMENT, BUREAU)
    entered = await desk.organs("甲县教育体育局,EX-2,部门,440101,甲县人民政府,EX-1,2019-03-01,")
    assert (entered.created, entered.corrected) == (1, 0)
    organ = await desk.organ("甲县教育体育局")
    assert organ == await desk.organ("甲县教育局")
    snapshot = await desk.registers.snapshot()
    names = [snapshot.organ(organ, day) for day in (date(2019, 2, 28), date(2019, 3, 1))]
    assert [term.name for term in names if term] == ["甲县教育局", "甲县教育体育局"]


async def test_a_row_without_code_is_the_organ_known_by_that_name(desk: Desk) -> None:
    await desk.organs(GOVERNMENT)
    known = "甲县人民政府,,政府,440101,,,2010-01-01,"
    assert (await desk.organs(known)).unchanged == 1
    correction = "甲县人民政府,,政府,440102,,,2010-01-01,"
    entered = await desk.organs(correction)
    assert (entered.created, entered.corrected) == (1, 1)


async def test_a_name_that_two_organs_have_is_asked_for_by_code(desk: Desk) -> None:
    await desk.organs("示例局,EX-8,部门,440101,,,2010-01-01,", "示例局,EX-9,部门,440102,,,2010-01-01,")
    entered = await desk.organs("示例所,EX-7,事业单位,440101,示例局,EX-8,2010-01-01,")
    assert [(f.column, f.code) for f in entered.faults] == [("隶属机关", "organ-ambiguous")]


async def test_whole_or_not_at_all_and_preview_write_nothing(desk: Desk) -> None:
    await desk.organs(GOVERNMENT, "示例所,EX-7,部门,440101,无此机关,,2010-01-01,", whole=True)
    await desk.organs(GOVERNMENT, write=False)
    assert (await desk.registers.snapshot()).version == 0


async def test_a_list_of_posts_enters_posts_holders_and_authority(desk: Desk) -> None:
    await desk.organs(GOVERNMENT, BUREAU)
    rows = (
        "甲县教育局,局长,主要负责人,某甲,2010-01-01,2018-12-31,甲县人民政府,任免文件,",
        "甲县教育局,局长,主要负责人,某乙,2019-01-01,,甲县人民政府,任免文件,",
        "甲县教育局,副局长,分管领导,,2010-01-01,,,,",
    )
    assert (await desk.posts(*rows)).created == 3
    assert (await desk.posts(*rows)).unchanged == 3
    snapshot = await desk.registers.snapshot()
    bureau = await desk.organ("甲县教育局")
    (head,) = snapshot.posts_in(bureau, TODAY, TODAY, kind=PostKind.HEAD)
    assert (head.personnel_authority, head.authority_source) == (await desk.organ("EX-1"), "任免文件")
    first, second = [await desk.holders("甲县教育局", day) for day in (date(2018, 12, 31), date(2019, 1, 1))]
    assert first != second
    assert len(first) == len(second) == 1


async def test_a_blank_authority_leaves_what_is_known_of_the_post(desk: Desk) -> None:
    await desk.organs(GOVERNMENT, BUREAU)
    await desk.posts("甲县教育局,局长,主要负责人,某甲,2010-01-01,2018-12-31,甲县人民政府,任免文件,")
    await desk.posts("甲县教育局,局长,主要负责人,某乙,2019-01-01,,,,")
    snapshot = await desk.registers.snapshot()
    (head,) = snapshot.posts_in(await desk.organ("甲县教育局"), TODAY, TODAY)
    assert (head.valid_from, head.authority_source) == (date(2010, 1, 1), "任免文件")


async def test_one_name_in_one_organ_is_one_person(desk: Desk) -> None:
    await desk.organs(GOVERNMENT, BUREAU)
    first = "甲县教育局,副局长,分管领导,某甲,2010-01-01,2014-12-31,,,"
    later = "甲县教育局,局长,主要负责人,某甲,2015-01-01,,,,"
    await desk.posts(first, later)
    assert await desk.holders("甲县教育局", date(2012, 1, 1)) == await desk.holders("甲县教育局")
    third = "甲县教育局,调研员,其他,某甲,2020-01-01,,,,"
    assert (await desk.posts(third)).namesakes == ()
    assert len(set(await desk.holders("甲县教育局"))) == 1


async def test_a_namesake_elsewhere_is_another_person_unless_it_is_said(desk: Desk) -> None:
    await desk.organs(GOVERNMENT, BUREAU)
    await desk.posts("甲县教育局,局长,主要负责人,某甲,2010-01-01,2018-12-31,,,")
    (before,) = await desk.holders("甲县教育局", date(2018, 1, 1))
    entered = await desk.posts("甲县人民政府,科员,其他,某甲,2010-01-01,2018-12-31,,,")
    assert entered.namesakes == (2,)
    assert await desk.holders("甲县人民政府", date(2018, 1, 1)) != [before]
    await desk.posts("甲县人民政府,副县长,分管领导,某甲,2019-01-01,,,,甲县教育局")
    assert await desk.holders("甲县人民政府") == [before]


async def test_who_is_meant_is_never_guessed(desk: Desk) -> None:
    await desk.organs(GOVERNMENT, BUREAU)
    entered = await desk.posts("甲县人民政府,副县长,分管领导,某丁,2019-01-01,,,,甲县教育局")
    assert [(f.code, f.value) for f in entered.faults] == [("person-not-there", "")]
    await desk.posts("甲县教育局,局长,主要负责人,某甲,2010-01-01,2018-12-31,,,")
    await desk.posts("甲县人民政府,科员,其他,某甲,2010-01-01,2018-12-31,,,")
    await desk.posts("甲县教育局,科员,其他,某甲,2011-01-01,,,,甲县人民政府")
    entered = await desk.posts("甲县教育局,主任,其他,某甲,2020-01-01,,,,")
    assert [f.code for f in entered.faults] == ["person-ambiguous"]


async def test_a_holder_who_left_is_a_correction_of_the_same_term(desk: Desk) -> None:
    await desk.organs(GOVERNMENT, BUREAU)
    await desk.posts("甲县教育局,局长,主要负责人,某甲,2010-01-01,,,,")
    assert len(await desk.holders("甲县教育局")) == 1
    assert (await desk.posts("甲县教育局,局长,主要负责人,某甲,2010-01-01,2018-12-31,,,")).created == 1
    assert await desk.holders("甲县教育局") == []


async def test_names_of_people_stay_out_of_the_registers(desk: Desk, pool: Pool) -> None:
    await desk.organs(GOVERNMENT, BUREAU)
    await desk.posts("甲县教育局,局长,主要负责人,某甲,2010-01-01,,,,")
    kept = StringIO()
    async with pool.connection() as connection:
        for table in ("post_terms", "holdings", "organ_terms", "organ_names"):
            rows = await (await connection.execute(f"SELECT * FROM registers.{table}".encode())).fetchall()  # noqa: S608 - our own table names
            kept.write(repr(rows))
    assert "局长" in kept.getvalue()
    assert "某甲" not in kept.getvalue()
