"""Release coordination over HTTP: from the letter to silence, to leads against both organs, and into one case."""

from pathlib import Path
from typing import Any

from domain.identity import OrganId
from tests.support.office import BUREAU, CITY, SUPERVISION, Office, in_office
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

OTHER = OrganId(SUPERVISION)


def text(words: str) -> dict[str, str]:
    return {"text": words}


async def asked_and_silent(office: Office, body: Any = CITY, releasing: Any = BUREAU, other: Any = OTHER) -> str:
    started = await office.does(
        "intake",
        "/api/consultations",
        {
            "kind": "inter-organ",
            "body": str(body),
            "releasing": str(releasing),
            "consulted": [str(other)],
            "information": text("拟发布的检查情况通报"),
            "letter": text("征求意见函"),
            "sent_on": "2011-09-28",
        },
        status=201,
    )
    path = f"/api/consultations/{started['id']}"
    receipt = {"organ": str(other), "received_on": "2011-09-29", "proof": text("签收回执")}
    await office.does("intake", f"{path}/note-receipt", receipt)
    await office.does(
        "intake", f"{path}/note-release", {"released_on": "2011-10-12", "record": text("门户网站发布记录")}
    )
    return path


def test_silence_and_harm_lead_to_both_organs_and_into_one_case(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        city, bureau = worked.the("organ.city"), worked.the("organ.bureau")
        other = worked.the("organ.water")
        path = await asked_and_silent(worked, city, bureau, other)
        seen = await worked.sees("manager", path)
        assert seen["answers"][0]["answer"] == "deemed-consent"
        assert seen["answers"][0]["reply_by"] == "2011-10-11"
        harm = {"harm": "leak", "occurred_on": "2011-10-13", "evidence": text("商业秘密被公开")}
        await worked.does("manager", f"{path}/note-harm", harm)
        await worked.follow()
        (found,) = [
            one for one in (await worked.sees("manager", path))["breaches"] if one["provision"] == "harm-from-silence"
        ]
        assert found["organs"] == [bureau, other]
        assert found["label"]["zh"]
        made = await worked.does(
            "manager", f"{path}/raise-lead", {"breach": found["id"], "account": text("逾期未回复造成泄密")}
        )
        reports = [made["created"]["report/1"], made["created"]["report/2"]]
        for report, organ in zip(reports, (bureau, other), strict=True):
            filed = (await worked.sees("manager", f"/api/reports/{report}"))["report"]["filed"]
            assert filed["organ"] == organ
            assert filed["source"] == "release-coordination"
            assert filed["found"]["breach"] == found["id"]
            assert filed["found"]["provisions"][0]["address"] == "6/2"
            answer = await worked.people["manager"].post(
                f"/api/reports/{report}/accept-report", {"body": city}, version=1
            )
            assert answer.status_code == 200, answer.text
        opened = await worked.does(
            "manager",
            "/api/cases",
            {
                "body": city,
                "instrument": "qingyuan-fault-liability",
                "summary": text("发布协调中沉默造成泄密"),
                "reports": reports,
                "organ": bureau,
            },
            status=201,
        )
        case = await worked.sees("manager", f"/api/cases/{opened['id']}")
        assert case["case"]["reports"] == reports
        again = await worked.does("manager", f"{path}/raise-lead", {"breach": found["id"], "account": text("再次提出")})
        assert "created" not in again
        told = await worked.sees("manager", f"{path}/history", lang="zh")
        assert "提出线索" in told["entries"][-1]["zh"]

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_what_may_be_the_same_is_shown_and_asked(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        city, bureau = worked.the("organ.city"), worked.the("organ.bureau")
        known = await worked.does(
            "intake",
            "/api/reports",
            {
                "what": "未回复征求意见函",
                "organ": worked.the("organ.water"),
                "protection": "none",
                "source": "media",
                "intake": city,
            },
            status=201,
        )
        path = await asked_and_silent(worked, city, bureau, worked.the("organ.water"))
        await worked.follow()
        (found,) = (await worked.sees("manager", path))["breaches"]
        assert (found["alike"], found["unsaid"]) == ([], [known["id"]])
        body = {"breach": found["id"], "account": text("逾期未回复")}
        refused = await worked.does("manager", f"{path}/raise-lead", body, status=409)
        assert [one["rule"] for one in refused["reasons"]] == ["lead-unsaid-not-seen"]
        assert refused["reasons"][0]["about"] == [known["id"]]
        made = await worked.does("manager", f"{path}/raise-lead", body | {"same_as": known["id"]})
        assert made["created"] == {"report/1": known["id"]}
        same = await worked.sees("manager", f"/api/reports/{known['id']}")
        assert same["version"] == 2

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_it_is_nobody_elses(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        path = await asked_and_silent(office)
        for who, status in (("bureau-manager", 404), ("decider", 404), ("approver", 200), ("legal", 200)):
            assert (await office.people[who].get(path)).status_code == status, who
        answer = await office.people["approver"].post(f"{path}/close-consultation", {"reasons": text("无")}, version=3)
        assert answer.status_code == 403

    in_office(database, tmp_path, story)
