"""A paper whose drafter names what the record does not is marked before it is signed, and its step is held to what it tells."""

from pathlib import Path
from typing import Any

from tests.interfaces.api.test_papers import rules
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.printing import typefaces
from tests.support.worked_matter import Worked, in_worked


def places(intended: str) -> dict[str, Any]:
    written = {"intended": intended, "contact": "向示例省人民政府（演示）提出。"}
    return {"statements": [{"slot": slot, "text": {"text": words}} for slot, words in written.items()]}


def test_a_notice_names_what_the_law_permits_and_is_issued_as_it_reads(database: Database, tmp_path: Path) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        reviewer, approver = worked.people["reviewer"], worked.people["approver"]
        at = f"/api/papers/{worked.the('paper.notice-organ')}"
        revised = await reviewer.post(f"{at}/revise-paper", places("拟责令作出书面检查，并予以辞退。"), version=1)
        assert revised.status_code == 200, revised.text
        paper = await worked.sees("approver", at)
        marked = {(one["kind"], one["words"]) for one in paper["odds"]}
        assert marked == {("measure", "辞退"), ("body", "示例省人民政府（演示）")}
        numbers = sorted({one["number"] for one in paper["odds"]})
        refused = await approver.post(f"{at}/approve-paper", {}, version=2)
        assert rules(refused) == ["paper-names-otherwise"]
        assert refused.json()["reasons"][0]["about"] == [str(one) for one in numbers]
        path = f"/papers/{worked.the('paper.notice-organ')}"
        signing = await signed_in(worked, "approver")
        page = await signing.get(path)
        assert "案卷没有“辞退”这一措施" in page.words
        answering = page.form(f"{path}/approve-paper").options["accepted"]
        assert answering == [str(one) for one in numbers]
        await signing.send(f"{path}/approve-paper", {"accepted": answering})
        paper = await worked.sees("reviewer", at)
        assert paper.get("odds", []) == [], "signed is signed"

        track, case = f"/api/proceedings/{worked.the('proceeding.organ')}", worked.the("allegation")
        body = {
            "outcome": "measures",
            "measures": [{"measure": "written-self-examination"}],
            "findings": [[case, "application-not-accepted"]],
            "document": paper["document"],
        }
        version = await worked.sees_version("reviewer", track)
        issued = await reviewer.post(f"{track}/issue-notice", body, version=version)
        (reason,) = [one for one in issued.json()["reasons"] if one["rule"] == "approved-paper-says-otherwise"]
        assert reason["about"] == ["dismissal", "no-proper-reason"], "a measure, and a fact that it states as found"

    in_worked(database, tmp_path, story, until="draft-notice-organ")
