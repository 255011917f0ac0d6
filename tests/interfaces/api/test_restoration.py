"""After a decision fell each kind of restoration is made good, or reasoned not due, by itself; page and list say what is open."""

from pathlib import Path

from application.access import Role
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_a_revoked_decision_is_made_good_kind_by_kind_before_the_file_is_closed(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        case, track = f"/api/cases/{worked.the('case')}", f"/api/proceedings/{worked.the('proceeding.organ')}"
        body = (await worked.sees("manager", track))["proceeding"]["decision"]["body"]
        await worked.newcomer("another-decider", Role.DECIDER, body)
        await worked.does(
            "manager", f"{case}/note-procedure-defect", {"defect": "other", "description": {"text": "瑕疵"}}
        )
        ground = {"ground": "procedure-unfair", "reasons": {"text": "程序影响公正"}, "remake": False}
        await worked.does("another-decider", f"{track}/revoke-decision", ground)
        owed = (await worked.sees("manager", track))["owed"]
        assert (owed["due"], owed["unanswered"]) == (["reputation"], ["compensation"])
        closing = {"report": {"text": "办结"}}
        refused = await worked.does("manager", f"{track}/close-proceeding", closing, status=409)
        assert {one["rule"] for one in refused["reasons"]} == {"restoration-outstanding", "restoration-unanswered"}
        restored = {"what": "reputation", "carried_out_on": str(worked.today), "proof": {"text": "恢复名誉通知"}}
        await worked.does("manager", f"{track}/carry-out-restoration", restored)
        await worked.follow()
        row = await worked.sees("manager", "/api/docket", search=worked.the("proceeding.organ")[-12:])
        assert [one["next_step"] for one in row["entries"]] == ["carry-out-restoration"]
        answer = {"what": ["compensation"], "answer": "not-due", "reasons": {"text": "没有损失"}}
        await worked.does("manager", f"{track}/judge-restoration", answer, status=403)
        await worked.does("another-decider", f"{track}/judge-restoration", answer)
        await worked.follow()
        row = await worked.sees("manager", "/api/docket", search=worked.the("proceeding.organ")[-12:])
        assert [one["next_step"] for one in row["entries"]] == ["close-proceeding"]
        await worked.does("manager", f"{track}/close-proceeding", closing)

    in_worked(database, tmp_path, story, until="assign-handlers")
