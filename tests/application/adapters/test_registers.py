from datetime import date
from uuid import UUID

import psycopg
import pytest

from application.adapters.pool import Pool
from application.adapters.registers import Registers
from domain.identity import OrganId, PartyId, PostId, ReportId
from domain.registers.records import Holding, Level, OrganKind, OrganTerm, PostKind, PostTerm, Relation
from tests.application.adapters.conftest import CLERK

pytestmark = pytest.mark.anyio

CITY, BUREAU = OrganId(UUID(int=1)), OrganId(UUID(int=2))
POST, PERSON, OTHER = PostId(UUID(int=3)), PartyId(UUID(int=4)), PartyId(UUID(int=5))
BEGUN, TODAY = date(2010, 1, 1), date(2020, 1, 1)

GOVERNMENT = OrganTerm(organ=CITY, valid_from=BEGUN, name="示例市人民政府", kind=OrganKind.GOVERNMENT)
EDUCATION = OrganTerm(
    organ=BUREAU,
    valid_from=BEGUN,
    name="示例市教育局",
    kind=OrganKind.DEPARTMENT,
    valid_to=date(2019, 12, 31),
    level=Level.PREFECTURE,
    division="440000",
    parent=CITY,
    next_higher=CITY,
    disclosure_authority=CITY,
    source="chart",
)
HEAD = PostTerm(
    post=POST,
    organ=BUREAU,
    valid_from=BEGUN,
    title="局长",
    kind=PostKind.HEAD,
    personnel_authority=CITY,
    authority_source="cadre-list",
)
HELD = Holding(post=POST, person=PERSON, valid_from=BEGUN, acting=True)
RELATED = Relation(one=PERSON, other=OTHER, kind="interest", valid_from=BEGUN)


@pytest.fixture
def registers(pool: Pool) -> Registers:
    return Registers(pool)


async def test_what_is_added_is_what_the_snapshot_says(registers: Registers) -> None:
    await registers.add(by=CLERK, organs=[GOVERNMENT, EDUCATION], posts=[HEAD], holdings=[HELD], relations=[RELATED])
    snapshot = await registers.snapshot()
    assert snapshot.organs(BEGUN) == (GOVERNMENT, EDUCATION)
    assert snapshot.post(POST, BEGUN) == HEAD
    assert snapshot.held_by(PERSON, BEGUN, BEGUN) == (HELD,)
    assert snapshot.relations_of(OTHER, BEGUN) == ((PERSON, "interest"),)


async def test_a_correction_speaks_from_then_on_and_the_earlier_answer_stays(registers: Registers) -> None:
    assert (await registers.snapshot()).version == 0
    await registers.add(by=CLERK, organs=[GOVERNMENT])
    before = await registers.snapshot()
    renamed = OrganTerm(organ=CITY, valid_from=BEGUN, name="示例市政府", kind=OrganKind.GOVERNMENT)
    await registers.add(by=CLERK, organs=[renamed])
    assert (await registers.snapshot()).organs(TODAY) == (renamed,)
    assert (await registers.snapshot(before.version)).organs(TODAY) == (GOVERNMENT,)


async def test_the_registers_are_read_again_only_when_something_was_added(registers: Registers, pool: Pool) -> None:
    await registers.add(by=CLERK, organs=[GOVERNMENT])
    first = await registers.snapshot()
    assert await registers.snapshot() is first
    await Registers(pool).add(by=CLERK, organs=[EDUCATION])
    assert (await registers.snapshot()).organs(BEGUN) == (GOVERNMENT, EDUCATION)


async def test_entries_are_added_together_or_not_at_all(registers: Registers) -> None:
    broken = OrganTerm(organ=BUREAU, valid_from=BEGUN, name="示例局", kind=OrganKind.DEPARTMENT, division="44")
    with pytest.raises(psycopg.errors.CheckViolation):
        await registers.add(by=CLERK, organs=[GOVERNMENT, broken])
    assert (await registers.snapshot()).organs(TODAY) == ()


async def test_an_organ_is_found_by_any_of_its_names(registers: Registers) -> None:
    await registers.add(by=CLERK, organs=[GOVERNMENT, EDUCATION], names={BUREAU: ("示例市教育网", "同名网")})
    await registers.add(by=CLERK, names={CITY: ("同名网",), BUREAU: ("示例市教育网",)})
    found = await registers.organs_called(["示例市 教育局", "示例市教育局", "示例市教育网", "同名网", "无此机关", ""])
    assert found == {
        "示例市 教育局": (BUREAU,),
        "示例市教育局": (BUREAU,),
        "示例市教育网": (BUREAU,),
        "同名网": (CITY, BUREAU),
        "无此机关": (),
    }


async def test_organs_are_listed_by_the_sound_of_their_names_page_by_page(registers: Registers) -> None:
    names = ("赵县档案局", "安县档案局", "李县档案局")
    organs = [
        OrganTerm(organ=OrganId(UUID(int=10 + n)), valid_from=BEGUN, name=name, kind=OrganKind.DEPARTMENT)
        for n, name in enumerate(names)
    ]
    await registers.add(by=CLERK, organs=[*organs, EDUCATION])
    first = await registers.organs(TODAY, limit=2)
    assert [name for _, name in first] == ["安县档案局", "李县档案局"]
    rest = await registers.organs(TODAY, after=(first[-1][1], first[-1][0]))
    assert [name for _, name in rest] == ["赵县档案局"]
    assert len(await registers.organs(BEGUN)) == 4


async def test_reports_about_the_same_are_found_by_likeness(registers: Registers) -> None:
    one, two, three = (ReportId(UUID(int=20 + n)) for n in range(3))
    for report, likeness, area in ((one, b"a", b"x"), (two, b"a", None), (three, b"b", None), (one, b"b", None)):
        await registers.note_likeness(report, likeness * 32, area * 32 if area else None)
    assert await registers.alike([b"a" * 32, b"c" * 32]) == {b"a" * 32: ((one, b"x" * 32), (two, None))}


async def test_it_is_known_for_which_reports_a_likeness_was_noted(registers: Registers) -> None:
    one, two = ReportId(UUID(int=20)), ReportId(UUID(int=21))
    await registers.note_likeness(one, b"a" * 32, None)
    assert await registers.noted([one, two]) == {one}


async def test_the_run_time_role_cannot_change_or_remove_an_entry(registers: Registers, pool: Pool) -> None:
    await registers.add(by=CLERK, organs=[GOVERNMENT])
    for statement in ("UPDATE registers.organ_terms SET name = 'x'", "DELETE FROM registers.organ_terms"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with pool.connection() as connection:
                await connection.execute(statement.encode())
