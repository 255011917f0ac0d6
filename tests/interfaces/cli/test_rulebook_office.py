"""``wenze rulebook impact`` and ``propose`` on a database: judged again line by line, then put forward by the operator."""

import asyncio
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from application.adapters.pool import connection_pool
from domain.rulebook.catalogue import content_id, parse_policy
from interfaces.cli.main import run
from interfaces.projecting import packaged_law
from projections.recommendations.projection import recommendations
from tests.interfaces.api.test_rulebook_impacts import FILE, ONE_ONLY, PERSONS
from tests.support.made_policy import PERSON, policy
from tests.support.made_up import an_id
from tests.support.matters import Matter
from tests.support.office import CITY
from tests.support.postgres import Database
from tests.support.read_models import fill
from tests.support.registered import register
from tests.support.toy_rulebook import toy
from tests.support.weaving import requests

BODY = str(an_id("body"))


@pytest.fixture
def file(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WENZE_DATABASE_URL", database.app)
    monkeypatch.setenv("WENZE_DATA", str(tmp_path))
    return tmp_path / "rulebook.toml"


async def closed(database: Database, matter: Matter) -> None:
    async with connection_pool(database.app) as pool:
        log = PostgresEventLog(pool)
        for request in requests(matter.moves()):
            await log.append(request)
        await log.close()
    async with await AsyncConnection.connect(database.app, autocommit=True) as connection:
        await fill(connection, recommendations(packaged_law()))


def test_the_closed_are_judged_again_and_listed_with_progress(
    file: Path, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    matter = Matter("示例一", people=3)
    asyncio.run(closed(database, matter))
    file.write_text(FILE.replace(PERSONS, ONE_ONLY), "utf-8")
    assert run(["rulebook", "impact", str(file), "--json"]) == 0
    said = capsys.readouterr()
    *lines, last = [json.loads(line) for line in said.out.splitlines()]
    assert {each["how"] for each in lines} == {"lighter"}
    assert {each["proceeding"] for each in lines} < {str(each) for each in matter.proceedings}
    assert last == {"counts": {"lighter": len(lines), "same": 3 - len(lines)}, "judged": 3}
    assert "3/3" in said.err
    assert run(["--lang", "en", "rulebook", "impact", str(file)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].endswith("lighter  [combine]")
    assert f"lighter  {len(lines)}" in shown


def test_a_faultless_file_is_proposed_and_a_faulty_one_goes_no_further(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(toy().replace('cite = ["3/1"]', 'cite = ["9/9"]', 1), "utf-8")
    for action in (["propose", str(file), "--body", BODY], ["impact", str(file)]):
        assert run(["rulebook", *action]) == 1
        assert "9/9" in capsys.readouterr().out
    file.write_text(toy(), "utf-8")
    assert run(["rulebook", "propose", str(file)]) == 2, "for which body must be said"
    assert run(["rulebook", "propose", str(file), "--body", BODY]) == 1, "a body that the register does not know"
    register(UUID(BODY))
    assert run(["rulebook", "propose", str(file), "--body", BODY]) == 0
    content: Any = capsys.readouterr().out.splitlines()[-1]
    assert len(content) == 64


def test_a_policy_is_checked_and_put_forward_as_a_rulebook_is(
    file: Path, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    body = str(CITY)
    file.write_text(policy(body, measures=("demerit", *PERSON)), "utf-8")
    assert run(["--lang", "en", "rulebook", "check", str(file)]) == 1
    said = capsys.readouterr().out
    assert "demerit" in said
    assert "outside the set" in said
    assert run(["rulebook", "propose", str(file), "--body", body]) == 1
    file.write_text(policy(body), "utf-8")
    assert run(["rulebook", "check", str(file)]) == 0
    for known in (CITY, an_id("another")):
        register(known)
    assert run(["--lang", "en", "rulebook", "propose", str(file), "--body", str(an_id("another"))]) == 1
    assert "adopts its own only" in capsys.readouterr().err
    assert run(["rulebook", "propose", str(file), "--body", body]) == 0
    assert content_id(parse_policy(file.read_bytes())) in capsys.readouterr().out
    assert run(["rulebook", "impact", str(file), "--json"]) in {0, 3}


def test_a_policy_that_does_not_decode_is_refused_with_its_place(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(policy("x").replace("lighter = 1", 'lighter = "no"'), "utf-8")
    for action in (["check"], ["propose", "--body", str(an_id("another"))], ["impact"]):
        assert run(["--lang", "en", "rulebook", action[0], str(file), *action[1:]]) == 1
        said = capsys.readouterr()
        assert "lighter" in said.out + said.err
