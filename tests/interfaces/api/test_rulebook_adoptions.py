"""A rulebook comes into use by two signatures, in every process at once; what was decided under it replays for ever."""

from pathlib import Path
from typing import Any

from application.adapters.rulebook_files import packaged, packaged_file
from domain.rulebook.catalogue import content_id, parse
from interfaces.demo.script import worked_case
from interfaces.service import open_service
from tests.support.office import CITY, Office, in_office
from tests.support.postgres import Database
from tests.support.toy_rulebook import toy
from tests.support.worked_matter import Worked, in_worked

ADOPTIONS = "/api/rulebooks/adoptions"
FAULTY = toy().replace('cite = ["3/1"]', 'cite = ["9/9"]', 1)


async def proposed(office: Office, body: str, file: str, who: str = "legal") -> dict[str, Any]:
    answer = await office.people[who].post(ADOPTIONS, {"body": body, "file": file})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = (await office.sees(who, ADOPTIONS))["entries"][-1]
    return {**found, "at": answer.json()["version"]}


async def installed(office: Office) -> dict[str, str]:
    return {one["id"]: one["content"] for one in (await office.sees("public", "/api/rulebooks"))["rulebooks"]}


def test_two_sign_and_every_process_has_it_at_once_and_its_end_takes_it_back(
    database: Database, tmp_path: Path
) -> None:
    async def story(office: Office) -> None:
        before = await installed(office)
        one = await proposed(office, str(CITY), toy())
        assert one["content"] == content_id(parse(toy().encode()))
        assert await installed(office) == before, "one signature changes nothing"
        at = f"{ADOPTIONS}/{one['id']}"
        assert (await office.people["legal"].post(f"{at}/sign", version=one["at"])).status_code == 403
        shown = await office.sees("approver", at)
        assert (shown["replaces"], shown["changes"]) == (None, [])
        async with open_service(database.app, tmp_path / "root.key") as other:
            assert (await other.around.catalogue()).editions("toy") == ()
            signed = await office.people["approver"].post(f"{at}/sign", version=one["at"])
            assert signed.status_code == 200, signed.text
            assert len((await other.around.catalogue()).editions("toy")) == 1, "another process has it at once"
        assert await installed(office) == before | {"toy@2020-01-01": one["content"]}
        revised = await proposed(office, str(CITY), toy().replace('en = "reminder"', 'en = "warning"'))
        shown = await office.sees("approver", f"{ADOPTIONS}/{revised['id']}")
        assert shown["replaces"] == one["content"]
        assert {change["part"] for change in shown["changes"]} == {"measures", "clauses"}
        await office.people["approver"].post(f"{ADOPTIONS}/{revised['id']}/sign", version=revised["at"])
        assert (await installed(office))["toy@2020-01-01"] == revised["content"]
        ended = await office.people["approver"].post(f"{ADOPTIONS}/{revised['id']}/end", version=revised["at"] + 1)
        assert ended.status_code == 200, ended.text
        assert (await installed(office))["toy@2020-01-01"] == one["content"], "what it had replaced is back"

    in_office(database, tmp_path, story)


def test_a_wrong_file_is_refused_with_its_place_and_nothing_is_kept(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        legal = office.people["legal"]
        for file, code, place in (
            ("x = [", "rulebook-unreadable", "TOML"),
            ("instrument = 7", "rulebook-unreadable", "$.instrument"),
            (FAULTY, "rulebook-faulty", "sets[0].cite"),
        ):
            for asked in ({"body": str(CITY), "file": file}, {"file": file}):
                path = ADOPTIONS if "body" in asked else "/api/rulebooks/check"
                answer = await legal.post(path, asked)
                if code == "rulebook-faulty" and path != ADOPTIONS:
                    found = answer.json()
                    assert (found["clean"], found["findings"][0]["level"]) == (False, "error")
                    assert all(each["zh"] and each["en"] for each in found["findings"])
                    continue
                assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
                assert answer.json()["place"].startswith(place)
        assert (await office.sees("legal", ADOPTIONS))["entries"] == []
        generic = {
            "body": str(CITY),
            "what": "rulebook",
            "instrument": "toy",
            "name": "toy@2020-01-01",
            "content": "a" * 64,
            "applies_from": office.service.around.today().isoformat(),
        }
        refused = await legal.post("/api/adoptions", generic)
        assert [one["rule"] for one in refused.json()["reasons"]] == ["adoption-content-unknown"]

    in_office(database, tmp_path, story)


def test_an_error_that_came_about_since_the_proposal_keeps_it_from_being_signed(
    database: Database, tmp_path: Path
) -> None:
    """A first rulebook cites a second one, which is then ended: nothing signed rests on what is not there."""

    async def story(office: Office) -> None:
        cited = await proposed(office, str(CITY), toy())
        await office.people["approver"].post(f"{ADOPTIONS}/{cited['id']}/sign", version=cited["at"])
        citing = toy().replace('instrument = "toy"', 'instrument = "other"').replace("TOY", "OTHER")
        citing = citing.replace('cite = ["3/1"]', 'cite = ["3/1", "toy#3/1"]', 1)
        one = await proposed(office, str(CITY), citing)
        thin = toy().replace('[clauses."3/1"]', '[clauses."3"]').replace('cite = ["3/1"]', 'cite = ["3"]')
        revised = await proposed(office, str(CITY), thin)
        signed = await office.people["approver"].post(f"{ADOPTIONS}/{revised['id']}/sign", version=revised["at"])
        assert signed.status_code == 200, signed.text
        refused = await office.people["approver"].post(f"{ADOPTIONS}/{one['id']}/sign", version=revised["at"] + 1)
        assert refused.status_code == 409, refused.text
        assert [each["rule"] for each in refused.json()["reasons"]] == ["adoption-content-faulty"]

    in_office(database, tmp_path, story)


def test_a_decision_under_an_adopted_rulebook_replays_to_the_same_bytes_once_it_is_superseded(
    database: Database, tmp_path: Path
) -> None:
    (book,) = packaged().editions("qingyuan-fault-liability")
    shipped = packaged_file(book)
    assert shipped is not None
    file = shipped.read_text("utf-8")

    async def adopted(worked: Worked, revision: int) -> str:
        one = await proposed(worked, worked.the("organ.city"), f"revision = {revision}\n{file}")
        signed = await worked.people["approver"].post(f"{ADOPTIONS}/{one['id']}/sign", version=one["at"])
        assert signed.status_code == 200, signed.text
        return str(one["content"])

    async def story(worked: Worked) -> None:
        content = await adopted(worked, 7)
        await worked.take(next(step for step in worked_case() if step.name == "decide-clerk"))
        path = f"/api/proceedings/{worked.the('proceeding.clerk')}/replay"
        first = await worked.sees("bureau-decider", path)
        assert (first["rulebook"], first["same"]) == (content, True)
        await adopted(worked, 8)
        async with open_service(database.app, tmp_path / "root.key") as other:
            now = await other.around.catalogue()
        assert content not in {now.content_id_of(each) for each in now.rulebooks}
        again = await worked.sees("bureau-decider", path)
        assert again == first
        assert again["recommendation"]["identity"]["content_id"] == content

    in_worked(database, tmp_path, story, until="deliberate-head")
