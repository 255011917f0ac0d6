"""Health and metrics: what operators are told."""

from pathlib import Path

import pytest

from interfaces.api import app
from tests.support.office import Office, in_office
from tests.support.postgres import Database


def test_a_service_without_projector_lives_but_is_not_ready(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        assert await office.sees("public", "/health/live") == {"status": "alive"}
        state = await office.sees("public", "/health/ready", status=503)
        assert (state["status"], state["database"], state["read_models"]) == ("not-ready", "writable", [])

    in_office(database, tmp_path, story)


def test_metrics_are_for_administrators_and_name_routes_and_rules_not_ids(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        await office.sees("public", "/metrics", status=401)
        await office.sees("manager", "/metrics", status=403)
        filed = await office.does("public", "/api/reports", {"what": "某事", "organ_named": "某局"}, status=201)
        await office.people["manager"].post(
            f"/api/reports/{filed['id']}/decline-report", {"reasons": {"text": "略"}}, version=1
        )
        await office.people["manager"].post(f"/api/reports/{filed['id']}/accept-report", {}, version=9)
        admin = await office.person("admin", *office.administrator())
        text = (await admin.get("/metrics")).text
        assert 'wenze_requests_total{method="POST",route="/api/reports",status="201"} 1.0' in text
        assert "wenze_log_commit_seconds_bucket" in text
        assert 'wenze_log_batch_size_bucket{le="+Inf"}' in text
        assert filed["id"] not in text

    in_office(database, tmp_path, story)


def test_a_request_that_takes_too_long_is_told_to_come_again_and_then_is_served(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(office: Office) -> None:
        filed = await office.does("public", "/api/reports", {"what": "某事", "organ_named": "某局"}, status=201)
        address = f"/api/reports/{filed['id']}"
        monkeypatch.setattr(app, "DEADLINE_SECONDS", 0)
        late = await office.people["manager"].get(address)
        assert (late.status_code, late.json()["code"]) == (503, "store-unavailable")
        assert int(late.headers["Retry-After"]) > 0
        monkeypatch.undo()
        assert (await office.people["manager"].get(address)).status_code == 200

    in_office(database, tmp_path, story)
