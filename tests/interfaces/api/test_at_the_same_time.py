"""Two people act on what they both saw: one wins, the other is told what happened meanwhile."""

import asyncio
from pathlib import Path

from tests.interfaces.api.test_whole_matter import to_case
from tests.support.office import Office, in_office
from tests.support.postgres import Database


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
