"""Whose answer a question is finds it on a list, page for page, while a notice or a decision waits for it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from application.access import Role
from tests.support.browsing import signed_in
from tests.support.office import called
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

ADDRESS = "/api/work/questions"
REQUIRED = """
    UPDATE read_models.recommendation_v1
       SET body = replace(body, '"required":false', '"required":true')
"""
"""Of the worked case no question holds anything up. Here each does."""


async def pages(worked: Worked, who: str, size: int) -> AsyncIterator[list[dict[str, Any]]]:
    """The list of *who*, *size* questions at once."""
    found = await worked.sees(who, ADDRESS, limit=size)
    yield found["questions"]
    while found["next"] is not None:
        found = await worked.sees(who, ADDRESS, limit=size, cursor=found["next"])
        yield found["questions"]


async def listed(worked: Worked, who: str, size: int = 50) -> list[tuple[str, str]]:
    """Proceeding and question of each row of the whole list of *who*."""
    return [(one["id"], one["question"]) async for page in pages(worked, who, size) for one in page]


def test_the_list_is_whole_however_it_is_cut(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        organ, deputy, head = (worked.the(f"proceeding.{one}") for one in ("organ", "deputy", "head"))
        assert await listed(worked, "legal") == [], "what need not be answered is on no list"
        async with worked.service.read() as connection:
            await connection.execute(REQUIRED)
        whole = await listed(worked, "legal")
        assert set(whole) == {(organ, "AMB-10"), (organ, "AMB-20"), (deputy, "AMB-20"), (head, "AMB-20")}
        for size in (1, 2, 3):
            cut = [page async for page in pages(worked, "legal", size)]
            assert [(one["id"], one["question"]) for page in cut for one in page] == whole
            assert [len(page) for page in cut[:-1]] == [size] * (len(cut) - 1)
        tracks = {one["id"]: one for one in (await worked.sees("legal", "/api/docket", limit=200))["entries"]}
        days = [tracks[track]["due_on"] or "9999" for track, _ in whole]
        assert days == sorted(days), "nearest clock first"
        by = {who: await listed(worked, who) for who in ("decider", "manager", "investigator-1", "reviewer", "head")}
        assert set(by["decider"]) == {(deputy, "AMB-06"), (head, "AMB-06")}, "what is answered is on no list"
        assert by["manager"] == [(organ, "AMB-17")]
        assert set(by["investigator-1"]) == {(deputy, "AMB-09"), (head, "AMB-09")}
        assert by["reviewer"] == by["head"] == []
        await worked.newcomer("elsewhere", Role.LEGAL_OFFICER, called("elsewhere"))
        assert await listed(worked, "elsewhere") == []
        wrong = await worked.people["legal"].get(ADDRESS, cursor="bm90LWEtY3Vyc29y")
        assert (wrong.status_code, wrong.json()["code"]) == (400, "cursor-malformed")
        await _on_the_page(worked, whole)

    in_worked(database, tmp_path, story, until="waive-organ")


async def _on_the_page(worked: Worked, whole: list[tuple[str, str]]) -> None:
    """My work shows the same list; what does not fit on it is one step further."""
    forms = [f"/proceedings/{track}/answer-question?question={code}" for track, code in whole]
    cursor = (await worked.sees("legal", ADDRESS, limit=1))["next"]
    legal = await signed_in(worked, "legal")
    today = await legal.get("/today")
    assert [one for one in today.links if "answer-question" in one] == forms
    assert "除“审批”和下面所列以外，现在没有等您办理的事" in today.words, "what waits stands below"
    further = await legal.get(f"/today?questions={cursor}")
    assert [one for one in further.links if "answer-question" in one] == forms[1:]
