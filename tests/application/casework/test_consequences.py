"""What one command leads to in another stream is recorded with it, in one append, or not at all."""

from pathlib import Path
from uuid import UUID

from domain.cases.events import InvestigationReopened
from domain.proceedings.events import ReturnedForSupplement
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

ITEMS = {"items": {"text": "示例：请补充。"}}


def test_a_return_for_supplement_reopens_the_investigation_with_it(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        log, case, track = worked.service.events, UUID(worked.the("case")), UUID(worked.the("proceeding.head"))
        path = f"/api/proceedings/{track}"
        before = (await log.read(case), await log.read(track))
        version = await worked.sees_version("reviewer", path)

        stale = await worked.people["reviewer"].post(f"{path}/return-for-supplement", ITEMS, version=version - 1)
        assert stale.status_code == 412
        assert (await log.read(case), await log.read(track)) == before

        done = await worked.people["reviewer"].post(f"{path}/return-for-supplement", ITEMS, version=version)
        assert done.status_code == 200, done.text
        returned, reopened = (await log.read(track))[-1], (await log.read(case))[-1]
        assert isinstance(returned.event, ReturnedForSupplement)
        assert isinstance(reopened.event, InvestigationReopened)
        assert returned.correlation == reopened.correlation
        assert abs(returned.position - reopened.position) == 1

    in_worked(database, tmp_path, story, until="review-clerk")


def test_what_was_not_put_right_is_a_report_that_its_desk_can_read(database: Database, tmp_path: Path) -> None:
    """Also at the body to which it is passed on, whose people see nothing of the proceeding."""

    async def story(worked: Worked) -> None:
        log, track = worked.service.events, UUID(worked.the("proceeding.organ"))
        path, opinion = f"/api/proceedings/{track}", "现场核实，示例事项仍未改正。"
        checked = {"result": "not-met", "opinion": {"text": opinion}}
        version = await worked.sees_version("manager", path)
        done = await worked.people["manager"].post(f"{path}/check-rectification", checked, version=version)
        assert done.status_code == 200, done.text
        report = UUID(done.json()["created"]["report"])
        (filed,) = await log.read(report)
        assert filed.correlation == (await log.read(track))[-1].correlation
        seen = (await worked.sees("intake", f"/api/reports/{report}"))["report"]["filed"]
        assert (seen["channel"], seen["source"], seen["intake"]) == (
            "supervision",
            "inspection",
            worked.the("organ.city"),
        )
        document = await worked.people["intake"].get(
            f"/api/documents/{seen['account']['id']}", sha256=seen["account"]["sha256"], purpose="case.prepare"
        )
        assert (document.status_code, document.text) == (200, opinion)

    in_worked(database, tmp_path, story, until="rectification-report")
