"""An organ listed once without its code and once with it is one organ, in either order; where the rest differs it is a question."""

from datetime import date

import pytest

from application.adapters.pool import Pool
from tests.application.adapters.test_register_import import BUREAU, GOVERNMENT, TODAY, Desk

pytestmark = pytest.mark.anyio

PLAIN_GOVERNMENT = "甲县人民政府,,政府,440101,,,2010-01-01,,县级"
PLAIN = "甲县教育局,,部门,440101,甲县人民政府,,2010-01-01,,县级"
CODED_GOVERNMENT = "甲县人民政府,EX-1,政府,440101,,,2010-01-01,,县级"
CODED = "甲县教育局,EX-2,部门,440101,甲县人民政府,EX-1,2010-01-01,,县级"


@pytest.fixture
def desk(pool: Pool) -> Desk:
    return Desk(pool)


async def codes(desk: Desk) -> dict[str, str | None]:
    return {term.name: term.code for term in (await desk.registers.snapshot()).organs(TODAY)}


async def organs(desk: Desk) -> int:
    return len((await desk.registers.snapshot()).organs(TODAY))


async def test_a_code_that_comes_later_is_the_same_organs(desk: Desk) -> None:
    await desk.organs(PLAIN_GOVERNMENT, PLAIN)
    before = await desk.organ("甲县教育局")
    entered = await desk.organs(CODED_GOVERNMENT, CODED)
    assert (entered.created, entered.corrected, entered.namesakes) == (2, 2, ())
    assert await desk.organ("EX-2") == await desk.organ("甲县教育局") == before
    assert await codes(desk) == {"甲县人民政府": "EX-1", "甲县教育局": "EX-2"}
    assert (await desk.organs(CODED_GOVERNMENT, CODED)).unchanged == 2


async def test_a_code_that_was_there_first_stays(desk: Desk) -> None:
    await desk.organs(CODED_GOVERNMENT, CODED)
    entered = await desk.organs(PLAIN_GOVERNMENT, PLAIN.replace("440101,甲县人民政府,", "440101,EX-1,EX-1"))
    assert (entered.created, entered.unchanged, entered.namesakes) == (0, 2, ())
    assert await codes(desk) == {"甲县人民政府": "EX-1", "甲县教育局": "EX-2"}


@pytest.mark.parametrize("rows", [(PLAIN_GOVERNMENT, CODED_GOVERNMENT), (CODED_GOVERNMENT, PLAIN_GOVERNMENT)])
async def test_both_in_one_list_are_one_organ_with_its_code(desk: Desk, rows: tuple[str, str]) -> None:
    await desk.organs(*rows)
    assert await codes(desk) == {"甲县人民政府": "EX-1"}
    assert (await desk.organs(*rows)).unchanged == 2


@pytest.mark.parametrize(
    "other",
    [
        CODED.replace("县级", "地级"),
        CODED.replace("甲县人民政府,EX-1", ",EX-1"),
        CODED.replace("440101", "440102"),
    ],
)
async def test_what_does_not_agree_is_an_organ_of_its_own_for_somebody_to_check(desk: Desk, other: str) -> None:
    await desk.organs(CODED_GOVERNMENT, PLAIN)
    entered = await desk.organs(other)
    assert (entered.created, entered.namesakes) == (1, (2,))
    assert await organs(desk) == 3
    assert (await desk.organs(other)).unchanged == 1


async def test_another_code_is_another_organ_and_two_codes_take_none(desk: Desk) -> None:
    await desk.organs(CODED_GOVERNMENT, PLAIN)
    second = CODED.replace("EX-2", "EX-3")
    assert (await desk.organs(CODED, second)).namesakes == (2, 3)
    assert await organs(desk) == 4
    third, fourth = [await desk.organs(CODED.replace("EX-2", code)) for code in ("EX-4", "EX-5")]
    assert (third.created, third.corrected) == (1, 1)
    assert (fourth.created, fourth.corrected, fourth.namesakes) == (1, 0, ())


async def test_a_row_without_code_that_says_another_level_is_shown(desk: Desk) -> None:
    await desk.organs(CODED_GOVERNMENT, CODED)
    assert (await desk.organs(PLAIN.replace("县级", "地级"))).namesakes == (2,)


async def test_posts_and_people_follow_the_one_organ(desk: Desk) -> None:
    await desk.organs(PLAIN_GOVERNMENT, PLAIN)
    await desk.posts("甲县教育局,局长,主要负责人,某甲,2019-01-01,,甲县人民政府,任免文件,")
    await desk.organs(CODED_GOVERNMENT, CODED)
    by_code = await desk.posts("EX-2,局长,主要负责人,某甲,2019-01-01,,EX-1,任免文件,")
    assert by_code.unchanged == 1
    assert len(await desk.holders("EX-2")) == 1


async def test_a_rank_is_kept_by_date_and_a_blank_one_says_nothing_new(desk: Desk) -> None:
    await desk.organs(GOVERNMENT, BUREAU)
    first = "甲县教育局,局长,主要负责人,某甲,2015-01-01,2018-12-31,,,,副处级"
    await desk.posts(first, "甲县教育局,局长,主要负责人,某甲,2019-01-01,,,,,正处级")
    assert (await desk.posts("甲县教育局,局长,主要负责人,某甲,2019-01-01,,,,,")).unchanged == 1
    snapshot = await desk.registers.snapshot()
    (person,) = set(await desk.holders("EX-2"))
    found = [snapshot.held_by(person, day, day)[0].grade for day in (date(2016, 1, 1), TODAY)]
    assert found == ["副处级", "正处级"]
