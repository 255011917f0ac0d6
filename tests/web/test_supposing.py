"""What-if in the browser: one fact otherwise, both proposals side by side, and nothing kept of it."""

import re
from pathlib import Path

import pytest

from tests.support.browsing import browser, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_what_would_follow_is_shown_beside_what_follows_and_nothing_is_kept(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "decider")
        track = f"/proceedings/{worked.the('proceeding.head')}"
        path = f"{track}/what-if"
        assert path in (await at.get(track)).links
        before = await worked.sees("legal", f"/api{track}/recommendation")
        plain = await at.get(path)
        assert "还没有假定" in plain.words
        found = await worked.sees("legal", f"/api{path}")
        assert found["changes"] == []
        assert {one["code"] for one in found["circumstances"]} == set(plain.form(path).options["fact"]) - {""}
        assert found["flips"], "the head is liable because of what was found"
        flip = found["flips"][0]
        link = next(one for one in plain.links if one.endswith(f"{flip['fact']}%3D{flip['supposed']}"))
        supposed = await at.get(link)
        assert "结论没有不同" not in supposed.words
        assert flip["label"]["zh"] in supposed.words
        told = await worked.people["legal"].get(f"/api{path}", facts=f"{flip['fact']}={flip['supposed']}")
        asked = told.json()
        assert asked["changes"]
        assert asked["now"] == found["now"]
        assert path in supposed.links, "the supposition can be taken back"
        assert (
            f"facts={flip['fact']}%3D{flip['supposed']}"
            in (await at.get(f"{path}?fact={flip['fact']}&status={flip['supposed']}")).text
        )
        after = await worked.sees("legal", f"/api{track}/recommendation")
        assert after["digest"] == before["digest"]

    in_worked(database, tmp_path, story, until="review-head")


@pytest.mark.parametrize(
    ("until", "language", "law"),
    [("evidence-talk", "zh", "转引的文件"), ("review-head", "en", "Instruments referred to")],
    ids=["no role is established yet", "all is found"],
)
def test_every_supposition_that_is_offered_can_be_made(
    until: str, language: str, law: str, database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "decider", language)
        path = f"/proceedings/{worked.the('proceeding.head')}/what-if"
        plain = await at.get(path)
        graver = await at.get(f"{path}?facts=serious-circumstances%3Destablished&decided_on={worked.today}")
        assert law in graver.words
        assert not re.search(r"\w@\w|-fault", graver.words), "said in words"
        offered = {one for page in (plain, graver) for one in page.links if one.startswith(f"{path}?")}
        assert len(offered) > 5
        for one in sorted(offered):
            await at.get(one)

    in_worked(database, tmp_path, story, until=until)


def test_what_the_rulebook_does_not_know_cannot_be_supposed(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "decider", "en")
        path = f"/proceedings/{worked.the('proceeding.head')}/what-if"
        for wrong in (
            "facts=nothing-of-the-kind=established",
            "facts=established",
            "facts=deputy=maybe",
            "answers=nothing=yes",
            "decided_on=soon",
            "decided_on=1999-01-01",
        ):
            await at.get(f"{path}?{wrong}", status=400)
        await (await signed_in(worked, "province-manager")).get(path, status=404)
        await (await signed_in(worked, "head")).get(path, status=404)
        await browser(worked).get(path, status=401)

    in_worked(database, tmp_path, story, until="review-head")
