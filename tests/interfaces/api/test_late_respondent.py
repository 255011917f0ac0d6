"""Whoever is named after the filing is one against whom nothing is held before the approver extends the filing to them."""

from pathlib import Path
from typing import Any
from uuid import UUID

from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_the_filing_is_extended_to_a_respondent_named_during_the_investigation(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        case = f"/api/cases/{worked.the('case')}"
        late = {"organ": worked.the("organ.bureau"), "person": worked.the("person.water.clerk")}
        named = await worked.does("manager", f"{case}/name-respondent", late, status=201)
        respondent = named["created"]["proceeding"]
        track = f"/api/proceedings/{respondent}"
        worked.versions[UUID(respondent)] = 1
        role = {"role": "direct", "evidence": [], "reasons": {"text": "当时在场"}}

        async def rules(who: str, path: str, body: dict[str, Any]) -> set[str]:
            return {one["rule"] for one in (await worked.does(who, path, body, status=409))["reasons"]}

        assert "respondent-not-filed" in await rules("investigator-1", f"{track}/find-role", role)
        extend = {"proceeding": respondent, "approval": {"text": "同意补充立案。"}}
        await worked.does("manager", f"{case}/extend-filing", extend, status=403)
        assert await rules("approver", f"{case}/extend-filing", extend) == {"competence-not-established"}
        written = {"body": worked.the("organ.city"), "source": "written-opinion", "document": {"text": "书面意见。"}}
        await worked.does("manager", f"{track}/establish-competence", written)
        await worked.does("approver", f"{case}/extend-filing", extend)
        assert (await worked.sees("manager", case))["case"]["unfiled"] == []
        assert "respondent-not-filed" not in await rules("investigator-1", f"{track}/find-role", role)
        told = (await worked.sees("manager", f"{case}/history"))["entries"]
        assert [one["name"] for one in told].count("case.filing-extended.v1") == 1

    in_worked(database, tmp_path, story, until="two-investigators")
