"""Acts fixed one by one and a sanction that still runs come from the record into the periods of the sanction laws."""

from pathlib import Path
from typing import Any

from interfaces.demo.script import worked_case
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

OWN = "/api/proceedings/"


async def terms(office: Worked) -> Any:
    """The periods of the discipline track to which the gate of the first instrument leads."""
    path = f"{OWN}{office.the('proceeding.head')}"
    found = (await office.sees("investigator-1", f"{path}/recommendation"))["recommendation"]
    led = {each["instrument"]: each for each in found["referred"]}
    return led["civil-servant-discipline"]["recommendation"]["terms"]


async def opened(office: Worked) -> str:
    """The gate to discipline is open; the second of two acts is alleged."""
    own = f"{OWN}{office.the('proceeding.head')}"
    evidence = [office.the("evidence.talk")]
    for facts, status in ((["needs-discipline", "dereliction"], "established"), (["contract-staff"], "refuted")):
        given = {"facts": facts, "status": status, "evidence": evidence, "reasons": {"text": "略"}}
        await office.sees("investigator-1", own)
        await office.does("investigator-1", f"{own}/settle-facts", given)
    return own


def test_several_acts_merge_and_a_running_sanction_is_taken_on(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        own = await opened(office)
        case = f"/api/cases/{office.the('case')}"
        second = {
            "organ": office.the("organ.bureau"),
            "ground": "proactive-release",
            "facts": ["not-released-in-time"],
            "conduct_from": "2012-03-01",
            "conduct_to": "2012-03-02",
            "description": {"text": "另一行为。"},
        }
        await office.sees("investigator-1", case)
        await office.does("investigator-1", f"{case}/frame-allegation", second)
        acts = [each["allegation"] for each in (await office.sees("investigator-1", case))["case"]["allegations"]]
        assert (await terms(office))["executed"] is None
        await office.sees("reviewer", own)
        early = {"allegation": acts[0], "measure": "expulsion", "reasons": {"text": "略"}}
        answer = await office.does("reviewer", f"{own}/fix-sanction", early, status=409)
        assert [each["rule"] for each in answer["reasons"]] == ["investigation-not-concluded"]
        (reason,) = answer["reasons"]
        assert all(reason[part] for part in ("zh", "en", "remedy_zh", "remedy_en"))
        found = {
            "allegation": acts[1],
            "fact": "not-released-in-time",
            "status": "established",
            "reasons": {"text": "略"},
        }
        await office.sees("investigator-1", case)
        evidence = [office.the("evidence.talk")]
        await office.does("investigator-1", f"{case}/make-finding", {**found, "evidence": evidence})
        for name in ("draft-talk-record", "approve-talk-record", "investigation-report"):
            await office.take(next(step for step in worked_case() if step.name == name))
        await office.sees("reviewer", own)
        for act, measure in zip(acts, ("demerit", "demerit"), strict=True):
            fixed = {"allegation": act, "measure": measure, "reasons": {"text": "该行为应当记过。"}}
            await office.does("reviewer", f"{own}/fix-sanction", fixed)
        merged = (await terms(office))["executed"]
        assert (merged["measure"], merged["least_months"], merged["most_months"]) == ("demerit", 12, 24)
        assert {each["citation"]["address"] for each in merged["authorities"]} >= {"10/1"}
        await office.does(
            "reviewer", f"{own}/fix-sanction", {"allegation": acts[1], "measure": "warning", "reasons": {"text": "略"}}
        )
        assert (await terms(office))["executed"]["measure"] == "demerit", "of different kinds the gravest"
        running = {"measure": "dismissal-from-post", "decided_on": office.today.isoformat(), "months": 24}
        given = {**running, "evidence": evidence, "reasons": {"text": "处分决定书在卷。"}}
        await office.sees("investigator-1", own)
        await office.does("investigator-1", f"{own}/note-running-sanction", given)
        taken_on = (await terms(office))["executed"]
        assert taken_on["remainder_until"] == office.today.replace(year=office.today.year + 2).isoformat()
        assert not taken_on["capped"]
        longest = {**given, "measure": "downgrading", "months": 47}
        await office.does("investigator-1", f"{own}/note-running-sanction", longest)
        capped = (await terms(office))["executed"]
        assert capped["capped"], "no period is longer than 48 months"
        assert capped["most_until"] == office.today.replace(year=office.today.year + 4).isoformat()
        none = {"evidence": evidence, "reasons": {"text": "已经解除。"}}
        await office.does("investigator-1", f"{own}/note-running-sanction", none)
        assert (await terms(office))["executed"]["remainder_until"] is None
        await office.follow()
        versions = (await office.sees("investigator-1", f"{own}/recommendations"))["versions"]
        (led, *_) = versions[-1]["recommendation"]["referred"]
        assert led["recommendation"]["terms"] == await terms(office)

    in_worked(database, tmp_path, story, until="recommendation-head")


def test_what_is_no_act_no_sanction_or_half_noted_is_refused(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        own = await opened(office)
        await office.sees("reviewer", own)
        act, reasons = office.the("allegation"), {"text": "略"}
        for body, rule in (
            ({"allegation": office.the("case"), "measure": "demerit"}, "act-unknown"),
            ({"allegation": act, "measure": "admonition-talk"}, "sanction-unknown"),
        ):
            answer = await office.does("reviewer", f"{own}/fix-sanction", {**body, "reasons": reasons}, status=409)
            assert [each["rule"] for each in answer["reasons"]] == [rule]
        organ = f"{OWN}{office.the('proceeding.organ')}"
        await office.sees("reviewer", organ)
        of_persons = {"allegation": act, "measure": "dismissal-from-post", "reasons": reasons}
        answer = await office.does("reviewer", f"{organ}/fix-sanction", of_persons, status=409)
        assert [each["rule"] for each in answer["reasons"]] == ["sanction-of-other-respondents"]
        evidence = [office.the("evidence.talk")]
        await office.sees("investigator-1", own)
        for given, rule in (
            ({"measure": "demerit", "evidence": evidence}, "running-sanction-incomplete"),
            (
                {"measure": "demerit", "decided_on": "2999-01-01", "months": 12, "evidence": evidence},
                "running-sanction-incomplete",
            ),
            (
                {"measure": "demerit", "decided_on": "2012-01-01", "months": 601, "evidence": evidence},
                "running-sanction-incomplete",
            ),
            (
                {"measure": "expulsion", "decided_on": "2012-01-01", "months": 12, "evidence": evidence},
                "sanction-unknown",
            ),
            (
                {"measure": "demerit", "decided_on": "2012-01-01", "months": 12, "evidence": []},
                "finding-without-evidence",
            ),
        ):
            answer = await office.does(
                "investigator-1", f"{own}/note-running-sanction", {**given, "reasons": reasons}, status=409
            )
            assert [each["rule"] for each in answer["reasons"]] == [rule]

    in_worked(database, tmp_path, story, until="investigation-report")
