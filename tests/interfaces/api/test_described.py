"""The description of the API is complete: every route with its headers and examples, and listed for readers."""

import re
from pathlib import Path
from typing import Any

from application.actions import COMMANDS
from interfaces.api.authentication import Authentication
from interfaces.api.routes import operations
from tests.support.office import Office, in_office
from tests.support.postgres import Database

LARGEST = 2**63 - 1
PAGE = Path(__file__).parents[3] / "docs" / "api.md"


def test_every_route_is_described_and_listed(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        declared = operations(office.service, Authentication(office.service.tokens))
        listed = re.findall(
            r"^\| `(GET|POST) (\S+)` \| (.+) / (.+) \| `(\S+)` \|$", PAGE.read_text("utf-8"), re.MULTILINE
        )
        assert sorted((m, path, zh, en, action) for m, path, zh, en, action in listed) == sorted(
            (one.method, one.path, one.summary.zh, one.summary.en, one.action) for one in declared
        )
        described = await office.sees("public", "/schema/openapi.json")
        for one in declared:
            page = described["paths"][one.path][one.method.lower()]
            good = page["responses"][str(one.status)]
            assert bool(page["security"]) is one.needs_token
            assert ("Wenze-Position" in good.get("headers", {})) is one.changes, one.path
            if one.needs_version:
                assert "ETag" in good["headers"], one.path
            if one.action in COMMANDS:
                content = page["requestBody"]["content"]["application/json"]
                assert set(content["examples"]) == {"zh", "en"}, one.path
            for asked in page.get("parameters", []):
                numbers = [each for each in whole(asked["schema"]) if each.get("type") == "integer"]
                large = [each for each in numbers if each.get("maximum", LARGEST + 1) > LARGEST]
                assert not large, f"{one.path} takes a {asked['name']} that no column holds"
        names = [one.name for one in declared]
        assert len(names) == len(set(names)), "an operationId is given once"

    in_office(database, tmp_path, story)


def whole(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The schema and those that it allows in its place."""
    return [schema, *schema.get("anyOf", []), *schema.get("oneOf", [])]


def test_versions_are_in_the_header_and_positions_too(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        filed = await office.people["manager"].post(
            "/api/reports", {"what": "窗口不收件。", "organ_named": "某机关", "protection": "anonymous"}
        )
        assert filed.headers["ETag"] == f'"{filed.json()["version"]}"'
        assert filed.headers["Wenze-Position"] == str(filed.json()["position"])

    in_office(database, tmp_path, story)
