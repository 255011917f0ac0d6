"""Another city's rulebook, planted from a folder as a data file, works a case to its decision: nothing else is added."""

from pathlib import Path
from typing import Any

import msgspec

from application.adapters.rulebook_files import with_folder
from interfaces.demo.script import Step, worked_case
from tests.support.postgres import Database
from tests.support.toy_rulebook import toy
from tests.support.worked_matter import Worked, in_worked

STEPS = (
    "report",
    "triage",
    "open-case",
    "frame-allegation",
    "preliminary-check",
    "preliminary-report",
    "name-organ",
    "competence-organ",
    "filing",
    "two-investigators",
    "evidence-register",
    "finding-refusal",
    "settle-clerk",
    "investigation-report",
    "review-organ",
    "notice-organ",
    "serve-notice-organ",
    "waive-organ",
    "deliberate-organ",
    "decide-organ",
)
"""What is done for one organ, in the words of the demonstration's script."""

CHOSEN: dict[str, dict[str, Any]] = {
    "open-case": {"instrument": "toy"},
    "frame-allegation": {
        "ground": "conduct",
        "facts": ["first-conduct"],
        "conduct_from": "2021-01-04",
        "conduct_to": "2021-01-05",
    },
    "evidence-register": {"shows": ["first-conduct"]},
    "finding-refusal": {"fact": "first-conduct", "occurred_on": "2021-01-04"},
    "settle-clerk": {"facts": ["grave", "second-conduct"], "evidence": ["{evidence.register}"]},
    **{
        name: {
            "measures": [{"measure": "reminder"}],
            **({"document": {"text": "示例文书"}} if "deli" not in name else {}),
        }
        for name in ("notice-organ", "deliberate-organ", "decide-organ")
    },
}
"""What the toy says instead: its own codes."""

FINDINGS = [["{allegation}", "first-conduct"]]

COMPETENCE = """
[[competence]]
code = "organ-above"
subjects = ["organ"]
relation = "next-higher-organ"
effect = "decides"
cite = ["3/1"]
label = { zh = "上一级机关", en = "the organ above" }
"""


def planted(folder: Path) -> str:
    """The toy as its city would have it, in a folder of its own; the file that is there."""
    (folder / "data" / "toy").mkdir(parents=True)
    place = folder / "data" / "toy" / "2020-01-01.toml"
    file = toy().replace('matters = ["toy"]', 'matters = ["toy", "government-information-disclosure"]')
    place.write_text(file + COMPETENCE, "utf-8")
    assert with_folder(folder).editions("toy"), "the folder alone makes it known to the command line"
    return place.read_text("utf-8")


def of_toy(step: Step) -> Step:
    """The step of the script with the codes of the toy."""
    body = {**(step.body or {}), **CHOSEN.get(step.name, {})}
    body.pop("departure", None)  # no policy over the toy suggests anything that one could depart from
    if "findings" in body:
        body["findings"] = FINDINGS
    path = (step.post or "").replace("proceeding.clerk", "proceeding.organ")
    return msgspec.structs.replace(step, post=path, body=body)


def test_a_planted_rulebook_works_a_case_to_its_decision(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        adoptions = "/api/rulebooks/adoptions"
        proposed = await worked.people["legal"].post(
            adoptions, {"body": worked.the("organ.city"), "file": planted(tmp_path / "rules")}
        )
        assert proposed.status_code == 201, proposed.text
        (entry,) = (await worked.sees("legal", adoptions))["entries"]
        signed = await worked.people["approver"].post(
            f"{adoptions}/{entry['id']}/sign", version=proposed.json()["version"]
        )
        assert signed.status_code == 200, signed.text
        script = {step.name: step for step in worked_case()}
        for name in STEPS:
            await worked.take(of_toy(script[name]))
            if name == "finding-refusal":
                track = worked.the("proceeding.organ")
                said = await worked.sees("manager", f"/api/proceedings/{track}/recommendation")
                assert said["rulebook"] == entry["content"]
                assert (said["recommendation"]["status"], said["recommendation"]["forms"]["permitted"]) == (
                    "open",
                    ["reminder"],
                )
        decided = await worked.sees("decider", f"/api/proceedings/{worked.the('proceeding.organ')}")
        assert [each["measure"] for each in decided["proceeding"]["decision"]["measures"]] == ["reminder"]
        replayed = await worked.sees("decider", f"/api/proceedings/{worked.the('proceeding.organ')}/replay")
        assert (replayed["rulebook"], replayed["same"]) == (entry["content"], True)

    in_worked(database, tmp_path, story, until="policy-is-signed")
