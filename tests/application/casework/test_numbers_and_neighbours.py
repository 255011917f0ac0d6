"""What the application finds beside a matter and passes on to the rules: used numbers, suspensions, appeals and their handlers."""

import asyncio
from pathlib import Path
from uuid import UUID

from application.casework.file import open_file
from domain.identity import ActorId, AppealId, CaseId
from domain.proceedings.events import SuspensionEnded
from interfaces.demo.script import filled, worked_case
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

SOUND = dict.fromkeys(("facts", "evidence", "qualification", "procedure", "handling", "competence"), "sound")


def test_of_two_decisions_with_one_number_one_is_made_and_the_other_told(database: Database, tmp_path: Path) -> None:
    """At the same time, on two respondents: nothing but the number stands between them."""

    async def story(worked: Worked) -> None:
        await worked.follow()
        asked = {}
        for who in ("organ", "deputy"):
            step = next(one for one in worked_case() if one.name == f"decide-{who}")
            track = f"/api/proceedings/{worked.the(f'proceeding.{who}')}"
            version = await worked.sees_version("decider", track)
            body = {**filled(step.body, worked.names), "number": "示例责〔2012〕88号"}
            asked[f"{track}/decide"] = {"body": body, "version": version}
        decider = worked.people["decider"]
        answers = await asyncio.gather(*(decider.post(path, **how) for path, how in asked.items()))
        assert sorted(one.status_code for one in answers) == [200, 409], [one.text for one in answers]
        (late,) = (one.json() for one in answers if one.status_code == 409)
        assert [one["rule"] for one in late["reasons"]] == ["number-used"]

    in_worked(database, tmp_path, story, until="deliberate-deputy")


def test_a_suspension_ends_with_the_case_that_is_passed_on(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        track, case = worked.the("proceeding.head"), worked.the("case")
        await worked.sees("manager", f"/api/proceedings/{track}")
        await worked.does(
            "approver", f"/api/proceedings/{track}/suspend-from-duty", {"decision": {"text": "暂停（示例）"}}
        )
        await worked.sees("manager", f"/api/cases/{case}")
        gone = {"to": worked.the("organ.province"), "letter": {"text": "移送函（示例）"}}
        await worked.does("manager", f"/api/cases/{case}/transfer-case", gone)
        log = worked.service.events
        last, transferred = (await log.read(UUID(track)))[-1], (await log.read(UUID(case)))[-1]
        assert isinstance(last.event, SuspensionEnded)
        assert last.correlation == transferred.correlation

    in_worked(database, tmp_path, story, until="filing")


def test_handlers_are_kept_from_the_matter_and_its_track_waits_for_the_service(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        case, appeal = CaseId(UUID(worked.the("case"))), AppealId(UUID(worked.the("appeal")))
        handlers = [worked.people[f"province-handler-{n}"].account for n in (1, 2)]
        file = await open_file(worked.service.events, case)
        assert set(file.handled) == {ActorId(handler) for handler in handlers}
        assert file.unserved == ()
        deputy = f"/api/proceedings/{worked.the('proceeding.deputy')}"
        version = await worked.sees_version("reviewer", deputy)
        reviewed = {**SOUND, "reviewers": [str(handlers[0])], "opinion": {"text": "审理意见（示例）"}}
        answer = await worked.people["reviewer"].post(f"{deputy}/review-file", reviewed, version=version)
        assert answer.status_code == 409, answer.text
        assert "appeal-handler-acts" in {one["rule"] for one in answer.json()["reasons"]}

        steps = worked_case()
        names = [step.name for step in steps]
        begin, end = names.index("assign-handlers") + 1, names.index("serve-appeal")
        for step in steps[begin:end]:
            await worked.take(step)
        assert (await open_file(worked.service.events, case)).unserved == (appeal,)
        head = f"/api/proceedings/{worked.the('proceeding.head')}"
        closing, report = f"{head}/close-proceeding", {"report": {"text": "办结报告（示例）"}}
        version = await worked.sees_version("manager", head)
        answer = await worked.people["manager"].post(closing, report, version=version)
        assert (answer.status_code, "appeal-outcome-unserved" in answer.text) == (409, True), answer.text
        path = f"/api/cases/{case}"
        seen = await worked.sees_version("approver", path)
        whole = await worked.people["approver"].post(f"{path}/close-case", report, version=seen)
        assert (whole.status_code, "appeal-outcome-unserved" in whole.text) == (409, True), whole.text
        died = {"impediment": "died", "arose_on": worked.today.isoformat(), "document": {"text": "证明（示例）"}}
        version = await worked.sees_version("approver", head)
        gone = await worked.people["approver"].post(f"{head}/record-not-carried-out", died, version=version)
        assert gone.status_code == 200, gone.text
        answer = await worked.people["manager"].post(closing, report, version=gone.json()["version"])
        assert "appeal-outcome-unserved" not in answer.text, "nobody is left to be served"
        await worked.take(steps[end])
        version = await worked.sees_version("manager", head)
        answer = await worked.people["manager"].post(closing, report, version=version)
        assert "appeal-outcome-unserved" not in answer.text

    in_worked(database, tmp_path, story, until="assign-handlers")
