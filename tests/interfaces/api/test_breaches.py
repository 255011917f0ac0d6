"""Leads of several supervision matters at once, over the API, from the command line and on the page: each by itself."""

from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.interfaces.api.test_publication_logs import LOG, imported
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

ROWS = "示例市土地局（演示）,公告,,2012-01-16,,\n示例市水务局（演示）,水价,,2012-01-16,,\n示例市教育局（演示）,学区,,2012-01-16,,\n"
PATH = "/api/breaches/raise-leads"


async def standing(worked: Worked) -> list[dict[str, Any]]:
    """Three organs that published nothing; what the list shows of them, in the shape in which leads are asked for."""
    await imported(worked, (LOG.splitlines()[0] + "\n" + ROWS).encode())
    await worked.follow()
    page = await worked.sees("manager", "/api/breaches", kinds="duty")
    assert page["next"] is None
    return [
        {name: one[name] for name in ("kind", "id", "version")} | {"breaches": [each["id"] for each in one["breaches"]]}
        for one in page["entries"]
    ]


def test_leads_of_several_matters_are_made_at_once_and_what_stays_says_why(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        first, second, third = await standing(worked)
        stale, asked = third | {"version": third["version"] - 1}, {"account": {"text": "逾期未公开"}}
        person, key = worked.people["manager"], uuid4()
        body = {**asked, "matters": [first, second, stale]}
        answer = await person.post(PATH, body, key=key)
        assert answer.status_code == 200, answer.text
        made = answer.json()
        assert made["stayed"] == 1
        assert [one["problem"] and one["problem"]["code"] for one in made["matters"]] == [
            None,
            None,
            "changed-meanwhile",
        ]
        reports = [one["receipt"]["created"]["report/1"] for one in made["matters"][:2]]
        assert len(set(reports)) == 2
        for report in reports:
            assert (await worked.sees("manager", f"/api/reports/{report}"))["report"]["filed"]["since"] == "2012-02-17"
        assert (await person.post(PATH, body, key=key)).json() == made, "a repeat is answered with the first answer"
        assert (await person.post(PATH, {**asked, "matters": [third]}, key=key)).status_code == 422
        await worked.follow()
        left = (await worked.sees("manager", "/api/breaches", kinds="duty"))["entries"]
        assert [one["id"] for one in left] == [third["id"]]
        assert (await person.post(PATH, {**asked, "matters": [third, third]})).status_code == 400
        assert (await person.post(PATH, {**asked, "matters": [third | {"kind": "case"}]})).status_code == 400
        assert (await worked.people["auditor"].post(PATH, {**asked, "matters": [third]})).status_code == 403
        elsewhere = await person.post(PATH, {**asked, "matters": [third | {"id": str(uuid4())}]})
        assert [one["problem"]["code"] for one in elsewhere.json()["matters"]] == ["not-found"]

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_leads_of_several_matters_are_made_on_the_page(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await standing(worked)
        at = await signed_in(worked, "manager")
        path = "/supervision/breaches"
        form = (await at.get(path)).form(path)
        assert len(form.options["breach"]) == 3
        page = await at.send(path, {"breach": form.options["breach"][:2], "account": "逾期未公开"})
        assert len({link for link in page.links if link.startswith("/reports/")}) == 2
        await worked.follow()
        assert len((await at.get(path)).form(path).options["breach"]) == 1

    in_worked(database, tmp_path, story, until="policy-is-signed")
