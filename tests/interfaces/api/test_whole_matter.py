"""One matter from the report to the closing, over HTTP: an organ and three persons with different deciding bodies."""

from pathlib import Path

from tests.support.office import BUREAU, CITY, Office, in_office
from tests.support.postgres import Database


def text(words: str) -> dict[str, str]:
    return {"text": words}


async def to_case(office: Office) -> str:
    filed = await office.does(
        "intake",
        "/api/reports",
        {
            "what": "申请公开征地材料被拒绝。",
            "organ": str(BUREAU),
            "protection": "anonymous",
            "intake": str(CITY),
            "disclosure_complaint": True,
        },
        status=201,
    )
    report = filed["id"]
    await office.does("manager", f"/api/reports/{report}/accept-report", {"body": str(CITY)})
    opened = await office.does(
        "manager",
        "/api/cases",
        {
            "body": str(CITY),
            "instrument": "qingyuan-fault-liability",
            "summary": text("拒绝公开征地材料"),
            "reports": [report],
            "organ": str(BUREAU),
        },
        status=201,
    )
    return str(opened["id"])


def test_a_report_becomes_a_case(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        case = await to_case(office)
        await office.does(
            "manager",
            f"/api/cases/{case}/frame-allegation",
            {
                "ground": "4-2",
                "organ": str(BUREAU),
                "conduct_from": "2012-03-01",
                "conduct_to": "2012-03-30",
                "description": text("无正当理由不受理申请"),
                "facts": ["2a-non-acceptance"],
            },
        )

    in_office(database, tmp_path, story)
