"""Consents, an earlier sanction and the age of authority come from the record and the registers, over the API."""

from pathlib import Path
from typing import Any
from uuid import UUID

from application.casework.advice import competent_today
from application.casework.file import file_of
from domain.identity import ProceedingId
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

STAGE = "review-clerk"


class Clerk:
    """The clerk's proceeding, with the version that whoever asks saw last."""

    def __init__(self, worked: Worked) -> None:
        self._worked, self.path = worked, f"/api/proceedings/{worked.the('proceeding.clerk')}"

    async def does(self, who: str, verb: str, body: Any, status: int = 200) -> Any:
        version = await self._worked.sees_version(who, self.path)
        answer = await self._worked.people[who].post(f"{self.path}/{verb}", body, version=version)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def deciding(self, measure: str) -> dict[str, Any]:
        """Every reason that stands against deciding on *measure*, by its rule."""
        decision = {
            "number": "示例〔2026〕9号",
            "outcome": "measures",
            "measures": [{"measure": measure}],
            "findings": [[self._worked.the("allegation"), "application-not-accepted"]],
            "reasons": {"text": "略"},
            "document": {"text": "略"},
        }
        refused = await self.does("decider", "decide", decision, 409)
        return {reason["rule"]: reason for reason in refused["reasons"]}


def test_a_designated_body_needs_the_consent_of_whoever_holds_the_post(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        clerk, bureau = Clerk(worked), worked.the("organ.bureau")
        designation = {
            "body": worked.the("organ.city"),
            "source": "designation",
            "document": {"text": "指定市政府处理。"},
        }
        await clerk.does("manager", "establish-competence", designation)
        missing = (await clerk.deciding("transfer-from-post"))["consent-missing"]
        assert missing["about"] == [bureau]
        assert missing["cites"]
        assert "consent-missing" not in await clerk.deciding("written-self-examination")
        await clerk.does("manager", "obtain-consent", {"body": bureau, "document": {"text": "同意调离。"}})
        assert "consent-missing" not in await clerk.deciding("transfer-from-post")

    in_worked(database, tmp_path, story, until=STAGE)


def test_a_sanction_on_record_for_the_same_conduct_bars_a_second_one(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        clerk = Clerk(worked)
        designation = {
            "body": worked.the("organ.city"),
            "source": "designation",
            "document": {"text": "指定市政府处理。"},
        }
        await clerk.does("manager", "establish-competence", designation)
        assert "same-conduct-disciplined" not in await clerk.deciding("warning")
        found = {
            "fact": "sanctioned-for-same-conduct",
            "status": "established",
            "evidence": [worked.the("evidence.talk")],
            "reasons": {"text": "已受政务处分，决定书在卷。"},
        }
        await clerk.does("investigator-1", "find-element", found)
        assert (await clerk.deciding("warning"))["same-conduct-disciplined"]["about"] == ["warning"]
        assert "same-conduct-disciplined" not in await clerk.deciding("written-self-examination")

    in_worked(database, tmp_path, story, until=STAGE)


def test_an_organ_that_only_prepares_is_not_taken_for_the_one_that_decides(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        path = f"/api/proceedings/{worked.the('proceeding.head')}"
        version = await worked.sees_version("manager", path)
        body = {"body": worked.the("organ.bureau"), "source": "register"}
        answer = await worked.people["manager"].post(f"{path}/establish-competence", body, version=version)
        assert answer.status_code == 409, answer.text
        assert [reason["rule"] for reason in answer.json()["reasons"]] == ["body-without-authority"]

    in_worked(database, tmp_path, story, until="competence-clerk")


def test_the_word_of_the_registers_is_as_old_as_its_newest_entry(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        service = worked.service
        snapshot = await service.registers.snapshot()
        for name in ("clerk", "head", "organ"):
            proceeding = ProceedingId(UUID(worked.the(f"proceeding.{name}")))
            file = await file_of(service.events, proceeding)
            known = await competent_today(service.around, file, proceeding, file.track(proceeding).state)
            assert known.bodies, name
            assert known.since is not None, name
            assert known.since <= worked.today
            assert snapshot.organs(known.since), "the entry is one of the register"

    in_worked(database, tmp_path, story, until="competence-clerk")


def test_light_handling_is_for_the_body_with_authority_over_the_person(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        path = f"/api/cases/{worked.the('case')}"
        for person, status in (("clerk", 409), ("head", 200)):
            light = {
                "person": worked.the(f"person.bureau.{person}"),
                "form": "reminder-talk",
                "record": {"text": "谈话提醒记录。"},
                "heard": {"text": "本人意见。"},
                "circumstances": {"text": "初次发生，没有造成损失。"},
            }
            version = await worked.sees_version("approver", path)
            answer = await worked.people["approver"].post(f"{path}/handle-lightly", light, version=version)
            assert answer.status_code == status, answer.text
            if status == 409:
                refused = {reason["rule"]: reason["about"] for reason in answer.json()["reasons"]}
                assert refused == {"light-handling-without-authority": [worked.the("organ.bureau")]}

    in_worked(database, tmp_path, story, until="preliminary-report")
