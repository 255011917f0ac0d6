"""No command sends a matter to an organ that nobody knows."""

from pathlib import Path
from uuid import UUID, uuid4

from tests.support.office import BUREAU, CITY, Office, in_office
from tests.support.postgres import Database


def test_a_report_is_not_passed_on_to_nobody(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        body = {"what": "示例：未按期答复。", "organ": str(BUREAU), "protection": "anonymous", "intake": str(CITY)}
        report = (await office.people["intake"].post("/api/reports", body)).json()
        path = f"/api/reports/{report['id']}/refer-report"
        letter = {"text": "示例：移送函。"}
        nobody = await office.people["manager"].post(path, {"to": str(uuid4()), "letter": letter}, version=1)
        assert (nobody.status_code, nobody.json()["code"], nobody.json()["place"]) == (422, "organ-unknown", "$.to")
        stranger = await office.people["clerk"].post(path, {"to": str(uuid4()), "letter": letter}, version=1)
        assert stranger.status_code == 404, "who may not issue the command learns nothing of the register"
        assert len(await office.service.events.read(UUID(report["id"]))) == 1

    in_office(database, tmp_path, story)
