"""Whoever holds a sheet asks with its code whether it stands; whoever does not learns nothing, and nobody learns of a person."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from application.actors import LOCAL_OPERATOR
from domain.identity import OrganId
from domain.papers.sheet import check_text
from tests.support.browsing import browser
from tests.support.postgres import Database
from tests.support.printing import typefaces
from tests.support.worked_matter import END, Worked, in_worked

CHECK = "/api/check"


async def code_of(worked: Worked, paper: str, by: str = "reviewer") -> str:
    """What the QR code of the paper's sheet says."""
    state = await worked.sees(by, f"/api/papers/{paper}")
    kept = [one async for one in contents(worked, paper)]
    return check_text(state["template"], state["number"], state["draft"], kept[-1])


async def contents(worked: Worked, paper: str) -> Any:
    """The digests of the kept words, draft by draft."""
    for one in await worked.service.events.read(UUID(paper)):
        if hasattr(one.event, "content"):
            yield one.event.content.sha256


async def asked(worked: Worked, code: str) -> Any:
    """The answer to somebody without an account."""
    return await worked.people["public"].get(CHECK, code=code)


def test_a_sheet_that_stands_is_told_by_its_number_body_and_day_and_nothing_else(
    database: Database, tmp_path: Path
) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        code = await code_of(worked, worked.the("paper.notice-organ"))
        answer = await asked(worked, code)
        assert answer.status_code == 200, answer.text
        found = answer.json()
        assert set(found) == {"kind", "number", "body", "issued_on", "standing"}
        assert (found["standing"], found["issued_on"]) == ("stands", worked.today.isoformat())
        assert "人民政府" in found["body"]
        for hidden in ("case", "proceeding.organ", "organ.bureau"):
            assert worked.the(hidden) not in answer.text
        head = (await asked(worked, await code_of(worked, worked.the("paper.head")))).json()
        assert head["standing"] == "varied"
        for language, word in (("zh", "决定已变更"), ("en", "decision varied")):
            page = await browser(worked, language).get(f"/check?code={await code_of(worked, worked.the('paper.head'))}")
            assert word in page.words
            assert head["number"] in page.words
        snapshot = await worked.service.registers.snapshot()
        issuer = snapshot.organ(OrganId(UUID(worked.the("organ.city"))), worked.today)
        assert issuer is not None
        renamed = replace(issuer, valid_from=worked.today + timedelta(days=1), name="更名后的机关", mark="更名")
        ended = replace(issuer, valid_from=worked.today - timedelta(days=1), valid_to=worked.today - timedelta(days=1))
        for later in (renamed, ended, replace(issuer, valid_from=worked.today, mark="更名")):
            await worked.service.registers.add(by=LOCAL_OPERATOR, organs=[later])
            again = (await asked(worked, code)).json()
            assert (again["standing"], again["number"]) == ("stands", found["number"]), "a sheet outlives the mark"

    in_worked(database, tmp_path, story, until=END)


def test_a_sheet_that_was_withdrawn_or_replaced_is_told_so(database: Database, tmp_path: Path) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        approver, reviewer, paper = worked.people["approver"], worked.people["reviewer"], worked.the("paper.head")
        code = await code_of(worked, paper)
        assert (await asked(worked, code)).json()["standing"] == "stands"
        reasons = {"reasons": {"text": "另行制发。"}}
        gone = await approver.post(f"/api/papers/{paper}/withdraw-paper", reasons, version=2)
        assert gone.status_code == 200, gone.text
        assert (await asked(worked, code)).json()["standing"] == "withdrawn"
        body = {"matter": worked.the("proceeding.head"), "about": "proceeding", "template": "decision"}
        body |= {"statements": [{"slot": "departure", "text": {"text": "较基准从严。"}}]}
        again = (await reviewer.post("/api/papers", body)).json()["id"]
        assert (await asked(worked, code)).json()["standing"] == "withdrawn"
        assert (await approver.post(f"/api/papers/{again}/approve-paper", {}, version=1)).status_code == 200
        found = (await asked(worked, code)).json()
        number = (await worked.sees("reviewer", f"/api/papers/{again}"))["number"]
        assert (found["standing"], found["replaced_by"]) == ("replaced", number)

    in_worked(database, tmp_path, story, until="approved-decision-head")


def test_a_code_that_no_sheet_bears_is_not_found_whatever_is_wrong_with_it(database: Database, tmp_path: Path) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        code = await code_of(worked, worked.the("paper.talk-record"))
        _, kind, number, draft, digest = code.split("|")
        wrong = [
            "",
            "x",
            "|".join(("wenze1", kind, number, draft, "0" * 32)),
            "|".join(("wenze1", kind, number, draft, digest[:-1])),
            "|".join(("wenze1", kind, number.replace("1号", "2号"), draft, digest)),
            f"wenze1|no-such|{number}|{draft}|{digest}",
            f"wenze1|{kind}|{number}|2|{digest}",
            "wenze1|" + "x" * 400,
        ]
        bodies = []
        for one in wrong:
            answer = await asked(worked, one)
            assert answer.status_code == 404, one
            bodies.append(answer.json()["code"])
        assert set(bodies) == {"not-found"}
        await browser(worked).get(f"/check?code={wrong[2]}", status=404)

    in_worked(database, tmp_path, story, until="approve-talk-record")
