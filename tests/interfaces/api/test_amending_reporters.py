"""A reporter's entry is put right by intake and custodians; the record tells neither who it is nor what the entry says."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg

from tests.support.browsing import signed_in
from tests.support.identities import agreed
from tests.support.office import BUREAU, CITY, Office, in_office
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

WRONG, RIGHT, LAST = "示例举报人错", "示例举报人正", "示例举报人新"


async def filed(office: Office, **reporter: Any) -> str:
    report = {"what": "窗口不收件。", "organ": str(BUREAU), "intake": str(CITY), **reporter}
    return f"/api/reports/{(await office.does('intake', '/api/reports', report))['id']}"


async def entry(office: Office, path: str, who: str = "intake") -> Any:
    return (await office.people[who].get(f"{path}/reporter", purpose="reporter.contact")).json()["details"]


async def amended(office: Office, who: str, path: str, body: Any, **sent: Any) -> Any:
    version = (await office.people["manager"].get(path)).headers["ETag"]
    return await office.people[who].post(f"{path}/amend-reporter", body, **{"If-Match": version, **sent})


def test_a_reporter_s_entry_is_put_right_and_the_record_does_not_tell_it(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        path = await filed(office, protection="confidential", reporter={"name": WRONG, "phone": "000-1"})
        await agreed(office, path, "intake")
        key, right = uuid4(), {"name": RIGHT, "because": "mistaken"}
        for who, status in (("manager", 403), ("clerk", 404), ("decider", 404), ("bureau-manager", 404)):
            refused = await amended(office, who, path, right)
            assert refused.status_code == status, (who, refused.text)
        done = await amended(office, "intake", path, right, key=key)
        assert done.status_code == 200, done.text
        assert RIGHT not in done.text
        assert await entry(office, path) == {"name": RIGHT, "contacts": [{"kind": "phone", "value": "000-1"}]}
        newer = {"name": LAST, "phone": "000-2", "because": "changed"}
        assert (await amended(office, "custodian", path, newer)).status_code == 200
        again = await amended(office, "intake", path, right, key=key)
        assert again.headers["Idempotent-Replayed"] == "true"
        now = {"name": LAST, "contacts": [{"kind": "phone", "value": "000-2"}]}
        assert await entry(office, path) == now, "an old request brings no old name back"
        same = await amended(office, "custodian", path, newer)
        assert (same.status_code, same.json()["reasons"][0]["rule"]) == (409, "reporter-unchanged")
        reads = [one for one in await office.service.audit.entries() if one.purpose == "report.amend-reporter"]
        assert {str(one.actor) for one in reads} == {office.account("intake"), office.account("custodian")}
        with psycopg.connect(database.owner) as owner:
            told = owner.execute(
                "SELECT string_agg(convert_from(state, 'UTF8'), '') FROM log.events WHERE stream_id = %s AND topic LIKE %s",
                (UUID(path.rsplit("/", 1)[1]), "report.reporter-amended%"),
            ).fetchone()
        assert told is not None
        assert "particulars" in told[0]
        assert not any(name in told[0] for name in (WRONG, RIGHT, LAST, "000-1", "000-2"))

    in_office(database, tmp_path, story)


def test_who_reported_without_a_name_has_no_entry(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        path = await filed(office, protection="anonymous")
        answer = await amended(office, "intake", path, {"name": RIGHT, "because": "mistaken"})
        assert answer.status_code == 409
        assert "reporter-not-on-file" in {one["rule"] for one in answer.json()["reasons"]}

    in_office(database, tmp_path, story)


def test_the_form_asks_for_what_is_right_in_both_languages(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        report = worked.the("report")
        form = await (await signed_in(worked, "intake")).get(f"/reports/{report}/amend-reporter")
        assert "更正原因" in form.text
        assert "登记时有误" in form.text
        english = await (await signed_in(worked, "intake", "en")).get(f"/reports/{report}/amend-reporter")
        assert "What the entry said before is not kept" in english.text

    in_worked(database, tmp_path, story, until="statement-clerk")
