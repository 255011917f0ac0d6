"""Wherever a page cites a law, its title stands there, and once the official text was added the article's own words open."""

import re
from pathlib import Path

from domain.rulebook.numerals import written
from interfaces.text_adding import add_text
from tests.support.browsing import Seen, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

FAULT = "清远市政府信息公开工作过错责任追究办法（试行）"
DISCIPLINE = "行政机关公务员处分条例"
WORDS = re.compile(
    r'<details class="words"><summary>((?:(?!</summary>).)*)</summary><blockquote lang="zh">(.*?)</blockquote>',
    re.DOTALL,
)


def invented(title: str, articles: int) -> bytes:
    """A text of that title: each article has one paragraph with two items, in words that nobody enacted."""
    parts = [title]
    for one in range(1, articles + 1):
        number = written(one)
        parts.append(f"第{number}条 {title}虚构的第{one}条：\n（一）第{one}条甲项；\n（二）第{one}条乙项。")
    return "\n\n".join(parts).encode()


def opened(page: Seen) -> dict[str, str]:
    """The words that open beside citations of the page, by the place that is cited."""
    return {re.sub(r"<[^>]+>", "", place).strip(): words for place, words in WORDS.findall(page.text)}


async def with_texts(worked: Worked) -> None:
    for title, articles in ((FAULT, 14), (DISCIPLINE, 55)):
        await add_text(worked.service, invented(title, articles), worked.people["legal"].account)


def test_case_deadlines_refusals_and_papers_open_the_words(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        case, paper = worked.the("case"), f"/proceedings/{worked.the('proceeding.head')}/papers"
        at, drafter = await signed_in(worked, "decider"), await signed_in(worked, "reviewer", "en")
        before = await at.get(f"/cases/{case}")
        assert f"《{FAULT}》第4条第1款第2项" in before.words
        assert not opened(before)
        await with_texts(worked)
        found = opened(await at.get(f"/cases/{case}"))
        assert found[f"《{FAULT}》第4条第1款第2项 与规则所据原文不同"] == "第4条乙项。"
        for path in (f"/cases/{case}/clock", "/deadlines"):
            found = opened(await at.get(path))
            assert found[f"《{DISCIPLINE}》第44条 未经核对"].startswith(f"{DISCIPLINE}虚构的第44条")
        await drafter.get(f"{paper}/draft?template=decision")
        draft = opened(await drafter.send(f"{paper}/draft", {"text.facts": f"依据《{FAULT}》第七条第一款第（一）项。"}))
        assert "第7条甲项；" in draft.values()
        assert drafter.answer is not None
        mine = drafter.answer.url.path
        await at.get(mine)
        refused = await at.send(f"{mine}/approve-paper", status=409)
        assert f"《{DISCIPLINE}》第4条 未经核对" in opened(refused)

    in_worked(database, tmp_path, story, until="deliberate-head")
