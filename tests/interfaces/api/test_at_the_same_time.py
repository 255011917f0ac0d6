"""Two people act on what they both saw: one wins, the other is told what happened meanwhile."""

import asyncio
import re
from pathlib import Path
from uuid import uuid4

from interfaces.demo.script import filled, worked_case
from tests.interfaces.api.test_whole_matter import to_case
from tests.support.office import Office, in_office
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_the_one_who_comes_second_is_told_what_changed(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        case = await to_case(office)
        seen = (await office.sees("manager", f"/api/cases/{case}"))["version"]
        body = {"defect": "other", "description": {"text": "某项瑕疵"}}
        path = f"/api/cases/{case}/note-procedure-defect"
        answers = await asyncio.gather(
            *(office.people[who].post(path, body, version=seen) for who in ("manager", "approver"))
        )
        assert sorted(answer.status_code for answer in answers) == [200, 412]
        late = next(answer.json() for answer in answers if answer.status_code == 412)
        assert (late["code"], late["version"]) == ("changed-meanwhile", seen + 1)
        (changed,) = late["changed"]
        assert changed["name"] == "case.procedure-defect-noted.v1"
        assert changed["zh"]
        assert changed["en"]
        assert (await office.sees("manager", f"/api/cases/{case}"))["version"] == seen + 1

    in_office(database, tmp_path, story)


def _undated(said: str) -> str:
    return re.sub(r"\s*(于?\d{4}年\d+月\d+日|(on )?\d+ [A-Z][a-z]+ \d{4})", "", said)


def test_of_two_who_decide_at_once_one_decides_and_the_other_is_told_and_the_winner_asks_again_in_vain(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        step = next(one for one in worked_case() if one.name == "decide-organ")
        track = f"/api/proceedings/{worked.the('proceeding.organ')}"
        seen = await worked.sees_version("decider", track)
        body = filled(step.body, worked.names)
        asked = {
            who: {"body": {**body, "number": number}, "version": seen, "key": uuid4()}
            for who, number in (("decider", "示例责〔并发〕1号"), ("decider-2", "示例责〔并发〕2号"))
        }
        answers = dict(
            zip(
                asked,
                await asyncio.gather(*(worked.people[who].post(f"{track}/decide", **asked[who]) for who in asked)),
                strict=True,
            )
        )
        assert sorted(answer.status_code for answer in answers.values()) == [200, 412]
        won, late = sorted(answers, key=lambda who: answers[who].status_code)
        told = answers[late].json()
        assert (told["code"], told["version"]) == ("changed-meanwhile", seen + 1)
        (changed,) = told["changed"]
        assert changed["name"] == "proceeding.decision-made.v1"
        history = (await worked.sees("decider", f"{track}/history"))["entries"]
        (entry,) = [one for one in history if one["name"] == changed["name"]]
        for language in ("zh", "en"):
            assert _undated(changed[language]) == _undated(entry[language]), "told as the history tells it"
        # Whoever lost the answer asks again as before, and gets it; whoever came late is told what stands against it now.
        again = await worked.people[won].post(f"{track}/decide", **asked[won])
        assert (again.status_code, again.json()) == (200, answers[won].json())
        refused = await worked.people[late].post(f"{track}/decide", **{**asked[late], "version": seen + 1})
        assert refused.status_code == 409
        assert "decision-stands" in {reason["rule"] for reason in refused.json()["reasons"]}
        assert await worked.sees_version("decider", track) == seen + 1

    in_worked(database, tmp_path, story, until="decide-clerk")
