"""What a respondent is shown of the own track, and when."""

from pathlib import Path
from uuid import UUID

from application.access import Role
from application.accounts import NewGrant
from domain.identity import BodyId, PartyId
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_what_became_of_a_point_is_told_with_the_decision_and_not_before(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        path = f"/api/proceedings/{worked.the('proceeding.clerk')}"
        body = (await worked.sees("bureau-reviewer", path))["proceeding"]["hearing"]["points"]
        own = (await worked.sees("clerk", path))["points"]
        assert all(point["adoption"] and point["reasons"] for point in body)
        assert [point["id"] for point in own] == [point["id"] for point in body]
        assert not any(point["adoption"] or point["reasons"] for point in own)

    in_worked(database, tmp_path, story, until="verify-clerk")


def test_a_respondent_with_a_role_in_the_body_is_not_told_what_happened_meanwhile(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        bureau = BodyId(UUID(worked.the("organ.bureau")))
        roles = (NewGrant(role=Role.RESPONDENT), NewGrant(role=Role.LEAD_MANAGER, body=bureau))
        await worked.person("both", *roles, party=PartyId(UUID(worked.the("person.bureau.clerk"))))
        path = f"/api/proceedings/{worked.the('proceeding.clerk')}"
        report = f"{path}/waive-statement"
        told = await worked.people["both"].post(report, {"document": {"text": "示例"}}, version=1)
        assert told.status_code == 412, told.text
        assert not told.json().get("changed")
        told = await worked.people["bureau-manager"].post(report, {"document": {"text": "示例"}}, version=1)
        assert (told.status_code, bool(told.json()["changed"])) == (412, True)

    in_worked(database, tmp_path, story, until="serve-notice-clerk")
