"""A body's policy comes as a file: checked, tried on what is closed, signed by two, and from then on it suggests; never law."""

from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from application.actors import LOCAL_OPERATOR
from domain.rulebook.catalogue import content_id, parse_policy
from tests.interfaces.api.test_rulebook_impacts import closed_matters
from tests.support.browsing import signed_in
from tests.support.made_policy import PERSON, policy
from tests.support.office import CITY, Office, in_office
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

ADOPTIONS = "/api/policies/adoptions"


async def proposed(office: Office, body: str, file: str) -> dict[str, Any]:
    answer = await office.people["legal"].post(ADOPTIONS, {"body": body, "file": file})
    assert answer.status_code == 201, answer.text
    entries = (await office.sees("legal", ADOPTIONS, body=body))["entries"]
    found: dict[str, Any] = next(each for each in entries if each["id"] == answer.json()["id"])
    return found


def test_two_sign_and_it_suggests_in_open_cases_and_replays(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        city, own = office.the("organ.city"), f"/api/proceedings/{office.the('proceeding.deputy')}"
        before = (await office.sees("investigator-1", f"{own}/recommendation"))["recommendation"]
        assert before["suggestion"]["policy"] == "sample"
        entry = await proposed(office, city, policy(city, start=4))
        content = entry["held"][-1]["content"]
        assert entry["policies"][content]["policy"] == "made"
        one = (await office.sees("investigator-1", f"{own}/recommendation"))["recommendation"]
        assert one["suggestion"] == before["suggestion"], "one signature changes nothing"
        sign = f"/api/adoptions/{entry['id']}/sign-adoption"
        legal = await office.people["legal"].post(sign, {"content": content}, version=entry["version"])
        assert legal.status_code == 403
        signed = await office.people["approver"].post(sign, {"content": content}, version=entry["version"])
        assert signed.status_code == 200, signed.text
        after = (await office.sees("investigator-1", f"{own}/recommendation"))["recommendation"]
        assert (after["suggestion"]["policy"], after["suggestion"]["measures"]) == ("made", ["transfer-from-post"])
        assert after["forms"] == before["forms"], "a policy narrows nothing that the law permits"
        assert after["identity"]["policy_content_id"] == content
        await office.follow()
        versions = (await office.sees("investigator-1", f"{own}/recommendations"))["versions"]
        assert versions[-1]["recommendation"]["suggestion"]["measures"] == ["transfer-from-post"]
        await kept_for_ever(office, content)
        for language, title in (("zh", "虚构裁量基准"), ("en", "an invented standard")):
            at = await signed_in(office, "legal", language)
            assert title in (await at.get(f"/rulebooks/policies/{entry['id']}")).words
            assert title in (await at.get("/rulebooks")).words

    in_worked(database, tmp_path, story, until="investigation-report")


async def kept_for_ever(office: Worked, content: str) -> None:
    """What a decision keeps holds the policy that was applied, which never shipped."""
    law = office.service.law
    applied = await law.policy(content)
    assert applied is not None
    again = await law.held(await law.kept(await office.service.around.catalogue(), applied, by=LOCAL_OPERATOR))
    assert again is not None
    assert applied in again.policies


def test_a_wrong_file_is_refused_with_its_place_and_nothing_is_kept(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        legal, city = office.people["legal"], str(CITY)
        wrong = {
            "x = [": ("policy-unreadable", "TOML"),
            policy(city) + "\nunknown = 1\n": ("policy-unreadable", "$"),
            policy(city, measures=("demerit", *PERSON)): ("policy-faulty", "scales[0].measures"),
            policy(city).replace("qingyuan-fault-liability", "none-such"): ("policy-faulty", "instrument"),
            policy(city).replace("qingyuan-fault-liability", "fujian-e-government-draft"): (
                "policy-faulty",
                "instrument",
            ),
            policy("another"): ("policy-of-another-body", "$.body"),
        }
        for file, (code, place) in wrong.items():
            answer = await legal.post(ADOPTIONS, {"body": city, "file": file})
            assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
            assert answer.json()["place"].startswith(place)
        assert (await office.sees("legal", ADOPTIONS, body=city))["entries"] == []
        unkept = content_id(parse_policy(policy(city).encode()))
        generic = {
            "body": city,
            "what": "policy",
            "instrument": "qingyuan-fault-liability",
            "name": "made@1",
            "content": unkept,
            "applies_from": "2999-01-01",
        }
        answer = await legal.post("/api/adoptions", generic)
        assert answer.status_code == 409, answer.text
        assert "adoption-content-unknown" in answer.text

    in_office(database, tmp_path, story)


def test_what_is_closed_is_asked_again_before_anybody_signs(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        matters = await closed_matters(office, database)
        asked = {"file": policy(str(CITY), start=4)}
        answer = await office.people["approver"].post("/api/policies/impact", asked)
        assert answer.status_code == 200, answer.text
        found = answer.json()
        assert found["policy"] == "made@1"
        assert (found["judged"], found["next"]) == (len(matters[0].proceedings), None)
        assert found["total"] == len(matters[0].proceedings) + len(matters[1].proceedings)
        other = {"file": policy(str(UUID(int=7)), start=4)}
        answer = await office.people["approver"].post("/api/policies/impact", other)
        assert (answer.json()["judged"], answer.json()["affected"]) == (0, [])

    in_office(database, tmp_path, story)


def test_check_names_what_is_wrong_in_both_languages_and_keeps_nothing(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        answer = await office.people["legal"].post(
            "/api/policies/check", {"file": policy(str(CITY), measures=PERSON[:3])}
        )
        found = msgspec.json.decode(answer.content)
        assert (answer.status_code, found["clean"]) == (200, True)
        assert {each["code"] for each in found["findings"]} == {"measure-not-on-scale"}
        assert all(each["zh"] and each["en"] and each["line"] for each in found["findings"])

    in_office(database, tmp_path, story)
