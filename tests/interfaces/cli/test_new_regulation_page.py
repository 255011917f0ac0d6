"""Every command of the how-to for a new regulation, carried out as it stands."""

import asyncio
import re
import shlex
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from application.adapters.law_store import LawStore
from application.adapters.official_texts import OfficialTexts
from application.adapters.pool import connection_pool
from application.official_texts import texts_in
from domain.adoptions.adoption import RULEBOOK_STREAM
from domain.adoptions.events import Adopted, AdoptionProposed, AdoptionSigned
from domain.rulebook.catalogue import Catalogue, canonical, content_id, parse, parse_policy
from interfaces.cli import main
from interfaces.projecting import packaged_law
from projections.recommendations.projection import recommendations
from tests.support.made_policy import policy
from tests.support.made_up import an_id
from tests.support.postgres import Database
from tests.support.read_models import fill
from tests.support.registered import register
from tests.support.toy_rulebook import TEXT, toy
from tests.support.weaving import SYSTEM, requests

PAGE = (Path(__file__).parents[3] / "docs" / "howto" / "new-regulation.md").read_text("utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
FACTS = """[case]
id = "example"
instrument = "toy"
conduct = { from = 2021-01-04 }
decision_on = 2021-02-01
[[respondents]]
id = "organ"
subject = "organ"
facts = { first-conduct = "established", second-conduct = "refuted", grave = "refuted" }
"""
SAID = {
    "draft": '[clauses."2/1/2"]',
    "check": "toy@2020-01-01",
    "list": "toy@2020-01-01",
    "show": "first-conduct",
    "try": "settled",
    "diff": "lighter",
    "assess": "grave",
    "impact": "",
    "propose": content_id(parse(toy().encode())),
    "text": "toy@2020-01-01",
}

POLICY = policy(str(UUID(int=0)))
OF_A_POLICY = {"check": "made", "impact": "", "propose": content_id(parse_policy(POLICY.encode()))}


async def in_use(database: Database) -> None:
    """The toy with both signatures, its text, and the lists that the impact reads."""
    book, today = parse(toy().encode()), datetime.now(UTC).date()
    content = content_id(book)
    async with connection_pool(database.app) as pool:
        await LawStore(pool).keep({content: ("rulebook", canonical(book))}, by=SYSTEM)
        (found,), _ = texts_in(TEXT.encode(), Catalogue((book,)))
        await OfficialTexts(pool).keep([found], by=SYSTEM)
        log = PostgresEventLog(pool)
        proposed = AdoptionProposed(
            body=an_id("body"),
            what=Adopted.RULEBOOK,
            instrument=book.instrument,
            name=book.key,
            content=content,
            applies_from=today,
            proposed_on=today,
        )
        signed = AdoptionSigned(content=content, signed_on=today)
        await log.append(next(requests([((RULEBOOK_STREAM, "adoption", (proposed, signed)),)])))
        await log.close()
    async with await AsyncConnection.connect(database.app, autocommit=True) as connection:
        await fill(connection, recommendations(packaged_law()))


@pytest.fixture
def desk(tmp_path, monkeypatch, database: Database):
    monkeypatch.setenv("WENZE_DATABASE_URL", database.app)
    monkeypatch.setenv("WENZE_DATA", str(tmp_path / "data"))
    asyncio.run(in_use(database))
    register(UUID(int=0))
    (tmp_path / "rules" / "data").mkdir(parents=True)
    (tmp_path / "rules" / "data" / "toy.toml").write_text(toy())
    (tmp_path / "official-text.txt").write_text(TEXT)
    (tmp_path / "amended.toml").write_text(toy().replace('}, { all_of = ["second-conduct"] }]', "}]", 1))
    (tmp_path / "facts.toml").write_text(FACTS)
    (tmp_path / "my-policy.toml").write_text(POLICY)
    monkeypatch.chdir(tmp_path)


def test_the_page_shows_each_kind_of_command():
    assert {name for name in SAID if any(name in command for command in COMMANDS)} == set(SAID)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_does_what_the_page_says(desk, capsys, command):
    program, *words = shlex.split(command.partition(">")[0])
    assert program == "./wenze"
    assert main.run([*words, "--lang", "en"]) == 0
    action = words[1] if words[0] == "rulebook" else words[0]
    said = capsys.readouterr().out
    assert (OF_A_POLICY if "my-policy.toml" in words else SAID)[action] in said
