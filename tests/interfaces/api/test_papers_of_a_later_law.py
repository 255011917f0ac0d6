"""A case under a law that a newer one took over: its papers say which applies, and are not signed while that is open."""

from pathlib import Path
from typing import Any
from uuid import UUID

from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_a_paper_waits_for_what_is_open_between_an_older_and_a_newer_law(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        organ, person = worked.the("organ.bureau"), worked.the("person.bureau.head")
        opened = {"instrument": "civil-servant-discipline", "summary": {"text": "不履行职责。"}, "organ": organ}
        case = (await worked.does("manager", "/api/cases", {"body": worked.the("organ.city"), **opened}, status=201))[
            "id"
        ]
        framed: dict[str, Any] = {
            "ground": "dereliction-of-duty",
            "organ": organ,
            "description": {"text": "未履行职责。"},
        }
        days = {"conduct_from": "2020-03-02", "conduct_to": "2020-03-02"}
        at = f"/api/cases/{case}"
        alleged = await worked.does("manager", f"{at}/frame-allegation", {**framed, **days, "facts": ["dereliction"]})
        checkers = [worked.the(f"account.investigator-{number}") for number in (1, 2)]
        plan = {"checkers": checkers, "plan": {"text": "核实。"}}
        await worked.does("approver", f"{at}/authorise-preliminary-check", plan)
        results = [[alleged["created"]["allegation"], "supported"]]
        reported = {"results": results, "report": {"text": "属实。"}}
        await worked.does("investigator-1", f"{at}/report-preliminary-check", reported)
        named = {"organ": organ, "person": person, "post": worked.the("post.bureau.head"), "profile": "P-APPOINT"}
        track = (await worked.does("manager", f"{at}/name-respondent", named, status=201))["created"]["proceeding"]
        worked.versions[UUID(track)] = await worked.sees_version("manager", f"/api/proceedings/{track}")
        body = {"body": worked.the("organ.city"), "source": "register"}
        await worked.does("manager", f"/api/proceedings/{track}/establish-competence", body)
        draft = {"matter": track, "about": "proceeding", "template": "decision"}
        paper = (await worked.does("reviewer", "/api/papers", draft, status=201))["id"]
        found = await worked.sees("reviewer", f"/api/papers/{paper}")
        said = [one for each in found["paragraphs"] for one in each["sentences"]]
        place = next(number for number, one in enumerate(said) if one["kind"] == "law" and "处分条例" in one["zh"])
        assert said[place + 1]["gap"], "which of the two laws applies is open"
        assert place + 2 in found["gaps"]
        assert found["title"]["zh"].endswith("的处分决定")

    in_worked(database, tmp_path, story, until="filing")
