"""Health and metrics: what operators are told."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from application.errors import ConcurrentChange
from interfaces.api import app
from interfaces.projecting import rebuild
from tests.support.office import CITY, Office, in_office
from tests.support.postgres import Database
from tests.support.requests import change, request, supplemented


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


def test_every_measurement_that_operators_are_promised_has_its_value(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        admin = await office.person("admin", *office.administrator())
        key, report = uuid4(), {"what": "某事", "organ_named": "某局"}
        filed = (await office.people["intake"].post("/api/reports", report, key=key)).json()
        again = await office.people["intake"].post("/api/reports", report, key=key)
        assert again.json()["id"] == filed["id"]
        decline = {"reasons": {"text": "略"}}
        told = await office.people["manager"].post(f"/api/reports/{filed['id']}/decline-report", decline, version=1)
        assert told.status_code == 200
        stale = request(change(UUID(filed["id"]), 7, supplemented()))
        with pytest.raises(ConcurrentChange):
            await office.service.events.append(stale)
        refused = await office.people["manager"].post(
            f"/api/reports/{filed['id']}/accept-report", {"body": str(CITY)}, version=2
        )
        rules = [reason["rule"] for reason in refused.json()["reasons"]]
        await rebuild(database.app, ("docket",), report=lambda *_: None)
        await office.does("public", "/api/reports", report, status=201)

        shown = measured((await admin.get("/metrics")).text)
        position = (await office.service.read_models())[0].position
        assert position >= 2
        assert shown["wenze_log_commit_seconds_count"] == shown["wenze_log_batch_size_sum"] == 4  # the stale one too
        assert (shown["wenze_log_conflicts_total"], shown["wenze_log_receipt_replays_total"]) == (1, 1)
        assert all(shown[f'wenze_refused_commands_total{{rule="{rule}"}}'] == 1 for rule in rules)
        assert shown['wenze_read_model_position{read_model="docket"}'] == position
        assert shown['wenze_read_model_lag_events{read_model="docket"}'] == 1
        assert shown['wenze_read_model_silent_seconds{read_model="docket"}'] >= 0
        assert 'wenze_read_model_live{read_model="docket"}' in shown

    in_office(database, tmp_path, story)


def measured(text: str) -> dict[str, float]:
    """Every sample of an exposition, by its name and labels."""
    samples = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in samples}


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
