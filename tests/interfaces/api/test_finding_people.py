"""A respondent is found by the full name: exactly, within the reader's matters, never as a reporter, and on record without the name."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from application.access import Role
from application.accounts import NewGrant
from application.actors import LOCAL_OPERATOR
from application.adapters.parties import Details, PartyKind
from application.reads import EVERYTHING, AskedReads, ReadKind, ReadOutcome
from domain.identity import BodyId, PartyId
from interfaces.api import finding_people
from interfaces.findable_names import make_findable
from interfaces.settings import Settings
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

FIND = "/api/docket/of-person"
NOBODY = {"persons": [], "complete": True}


async def named(worked: Worked, person: str) -> str:
    asked = {"purpose": "case.prepare", "ids": person, "in": worked.the("case")}
    (found,) = (await worked.sees("manager", "/api/parties", **asked))["persons"]
    name: str = found["details"]["name"]
    return name


async def found(worked: Worked, who: str, name: str) -> Any:
    answer = await worked.people[who].post(FIND, {"name": name})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_respondent_is_found_by_the_full_name_alone_where_the_reader_has_the_matter(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        clerk, city = worked.the("person.bureau.clerk"), BodyId(UUID(worked.the("organ.city")))
        name = await named(worked, clerk)
        # Somebody of the body who is that person, and somebody who reads no names.
        await worked.person("self", NewGrant(role=Role.LEAD_MANAGER, body=city), party=PartyId(UUID(clerk)))
        await worked.person("audits", NewGrant(role=Role.AUDITOR, body=city))
        for spelled in (name, f" {'  '.join(name)} ", "·".join(name)):
            (one,) = (await found(worked, "manager", spelled))["persons"]
            assert (one["person"], one["more"]) == (clerk, False)
            assert [each["id"] for each in one["matters"]] == [worked.the("proceeding.clerk")]
        for who, asked in (
            ("manager", name[:-2]),
            ("manager", name + "某"),
            ("province-manager", name),
            ("self", name),
        ):
            assert await found(worked, who, asked) == NOBODY, (who, asked)
        for who in ("clerk", "intake", "audits"):
            assert (await worked.people[who].post(FIND, {"name": name})).status_code == 403, who
        assert (await worked.people["public"].post(FIND, {"name": name})).status_code == 401
        assert (await worked.people["manager"].post(FIND, {"name": " "})).status_code == 400
        noted = await worked.service.audit.entries(AskedReads(kind=ReadKind.SEARCH))
        assert [(one.outcome, one.thing) for one in noted] == [
            *[(ReadOutcome.SERVED, UUID(clerk))] * 3,
            *[(ReadOutcome.MISSING, EVERYTHING)] * 2,
            *[(ReadOutcome.DENIED, UUID(clerk))] * 2,
        ]
        with psycopg.connect(database.administrator) as owner:
            kept = owner.execute("SELECT * FROM vault.read_audit").fetchall()
        assert name not in str(kept)

    in_worked(database, tmp_path, story, until="statement-clerk")


def test_reporters_are_never_found_and_a_name_that_was_put_right_is_found_as_it_is(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        report = {
            "what": "示例：另一件事。",
            "organ": worked.the("organ.bureau"),
            "protection": "named",
            "reporter": {"name": "示例举报人己"},
        }
        assert (await worked.people["public"].post("/api/reports", report)).status_code == 201
        await worked.follow()
        assert await found(worked, "manager", "示例举报人己") == NOBODY
        clerk = worked.the("person.bureau.clerk")
        before, case = await named(worked, clerk), f"/api/cases/{worked.the('case')}"
        await worked.sees("manager", case)
        await worked.does(
            "manager", f"{case}/amend-party", {"party": clerk, "name": "示例更名庚", "reasons": {"text": "有误。"}}
        )
        await worked.follow()
        assert await found(worked, "manager", before) == NOBODY
        assert [one["person"] for one in (await found(worked, "manager", "示例更名庚"))["persons"]] == [clerk]
        for _ in range(finding_people.MOST + 1):
            details = Details(name="示例更名庚")
            await worked.service.parties.register(details, kind=PartyKind.CITIZEN, by=LOCAL_OPERATOR)
        with psycopg.connect(
            database.administrator, autocommit=True
        ) as owner:  # namesakes who came first are nobody's matter
            owner.execute("UPDATE vault.parties SET created_at = now() + interval '1 day' WHERE id = %s", (clerk,))
        among = await found(worked, "manager", "示例更名庚")
        assert ([one["person"] for one in among["persons"]], among["complete"]) == ([clerk], True)
        with pytest.MonkeyPatch.context() as fewer:
            fewer.setattr(finding_people, "NAMESAKES", 3)
            assert await found(worked, "manager", "示例更名庚") == {"persons": [], "complete": False}
        with psycopg.connect(database.administrator, autocommit=True) as owner:  # as an earlier release left it
            owner.execute("UPDATE vault.parties SET found_by = NULL")
        assert await found(worked, "manager", "示例更名庚") == {"persons": [], "complete": False}
        settings = Settings(data=tmp_path, key_file=tmp_path / "root.key")
        await make_findable(database.app, settings, stop=asyncio.Event())
        again = await found(worked, "manager", "示例更名庚")
        assert ([one["person"] for one in again["persons"]], again["complete"]) == ([clerk], True)

    in_worked(database, tmp_path, story, until="statement-clerk")


def test_the_page_finds_a_respondent_and_no_address_has_the_name(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        name, at = await named(worked, worked.the("person.bureau.clerk")), await signed_in(worked, "manager")
        await at.get("/search")
        shown = await at.send("/search/person", {"name": name})
        assert f"/proceedings/{worked.the('proceeding.clerk')}" in shown.links
        assert at.answer is not None
        assert at.answer.url.path == "/search/person"
        assert not at.answer.url.query
        assert "没有这一姓名的对象" in (await at.send("/search/person", {"name": "查无此人"})).words
        wrong = await at.send("/search/person", {"name": " "}, status=400)
        assert "请写全名" in wrong.words
        auditor = await worked.person(
            "audits", NewGrant(role=Role.AUDITOR, body=BodyId(UUID(worked.the("organ.city"))))
        )
        assert auditor
        page = await (await signed_in(worked, "audits")).get("/search")
        assert "/search/person" not in page.text

    in_worked(database, tmp_path, story, until="statement-clerk")
