"""``wenze rebuild``: what it prints, and what it refuses."""

import asyncio

import pytest
from psycopg import AsyncConnection

from interfaces.cli.exit_codes import DONE, REFUSED, USAGE
from interfaces.cli.main import run
from projections.docket.projection import DOCKET
from projections.read_models import NAMES
from projections.running.applying import identity
from projections.statements import statement
from tests.support.postgres import Database


@pytest.fixture(autouse=True)
def external(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENZE_DATABASE_URL", database.app)


def test_all_are_rebuilt_by_default_and_named_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rebuild", "--drop-old"]) == DONE
    assert capsys.readouterr().out.splitlines() == [f"{name} 0" for name in NAMES]


def test_an_unknown_name_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rebuild", "nothing-such", "--lang", "en"]) == USAGE
    assert "docket" in capsys.readouterr().err


def test_one_that_is_being_rebuilt_is_refused(database: Database, capsys: pytest.CaptureFixture[str]) -> None:

    async def held() -> int:
        async with await AsyncConnection.connect(database.app, autocommit=True) as connection:
            await connection.execute(statement("projections.running", "lead"), identity(DOCKET, "next"))
            return await asyncio.to_thread(run, ["rebuild", "docket", "--lang", "en"])

    assert asyncio.run(held()) == REFUSED
    assert "Wait until it is done" in capsys.readouterr().err
