"""The law over HTTP: rulebooks for everybody, what a body adopted, and an assessment that keeps nothing."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.support.office import Office, in_office
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "assess-organ-and-persons.toml"


def test_rulebooks_are_read_by_everybody(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        listed = await office.sees("public", "/api/rulebooks")
        ids = {one["id"] for one in listed["rulebooks"]}
        assert listed["policies"]
        for one in sorted(ids)[:3]:
            shown = await office.sees("public", "/api/rulebooks/one", id=one)
            assert one.startswith(shown["instrument"])
        await office.sees("public", "/api/rulebooks/one", id="qingyuan-fault-liability")
        await office.sees("public", "/api/rulebooks/one", id="none-such", status=404)
        await office.sees("public", "/api/rulebooks/one", status=400)

    in_office(database, tmp_path, story)


def test_the_same_facts_get_the_answer_of_the_command_line(database: Database, tmp_path: Path) -> None:
    facts = tomllib.loads(EXAMPLE.read_text("utf-8"))
    body = json.loads(json.dumps(facts, default=str))
    said = subprocess.run(
        [sys.executable, "-m", "interfaces.cli.main", "assess", str(EXAMPLE), "--json"],
        check=True,
        capture_output=True,
        text=True,
    )

    async def story(office: Office) -> None:
        before = len(await office.service.audit.entries())
        answer = await office.people["clerk"].post("/api/assess", body)
        assert answer.status_code == 200, answer.text
        assert answer.json() == json.loads(said.stdout)
        assert len(await office.service.audit.entries()) == before
        asked = body | {"suppose": {"consequence": "refuted"}, "what_if": True}
        supposed = (await office.people["clerk"].post("/api/assess", asked)).json()
        assert supposed["recommendations"] == answer.json()["recommendations"]
        changed = {each["aspect"] for each in supposed["supposed"]["changes"]["clerk"]}
        assert "liability" in changed
        assert "consequence" in {flip["fact"] for flip in supposed["what_if"]["clerk"]}
        asked["suppose"] = {"consequnce": "refuted"}
        refused = await office.people["clerk"].post("/api/assess", asked)
        assert (refused.status_code, refused.json()["place"]) == (400, "$.suppose.consequnce")
        body["respondents"][0]["role"] = "none-such"
        refused = await office.people["clerk"].post("/api/assess", body)
        assert (refused.status_code, refused.json()["place"]) == (400, "$.respondents[0].role")
        assert (await office.people["clerk"].post("/api/assess", {"case": 1})).status_code == 400
        body["respondents"][0] |= {"role": "direct", "priors": [{"on": "9999-03-01", "reference": "c"}]}
        refused = await office.people["clerk"].post("/api/assess", body)
        assert (refused.status_code, refused.json()["place"]) == (400, "$.respondents[0].priors[0].on")
        assert "9999-03-01" in refused.json()["detail"]
        assert (await office.people["public"].post("/api/assess", body)).status_code == 401

    in_office(database, tmp_path, story)


def test_what_a_body_adopted_is_shown_to_whoever_is_signed_in(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        asked = {"body": worked.the("organ.city"), "instrument": "qingyuan-fault-liability"}
        shown = await worked.sees("clerk", "/api/adoptions", **asked)
        assert shown["id"] == worked.the("adoption")
        assert shown["in_force"]["content"] == worked.the("policy.sample")
        none = await worked.sees("clerk", "/api/adoptions", **{**asked, "body": worked.the("organ.bureau")})
        assert (none["version"], none["held"], none["in_force"]) == (0, [], None)
        assert (await worked.people["public"].get("/api/adoptions", **asked)).status_code == 401

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_one_file_has_at_most_a_hundred_respondents(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        case = {"id": "x", "instrument": "x", "conduct": {"from": "2020-01-01"}, "decision_on": "2020-02-01"}
        respondents = [{"id": str(n), "subject": "organ"} for n in range(101)]
        answer = await office.people["clerk"].post("/api/assess", {"case": case, "respondents": respondents})
        assert (answer.status_code, answer.json()["place"]) == (400, "$.respondents")

    in_office(database, tmp_path, story)
