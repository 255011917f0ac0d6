"""Before anybody signs a rulebook, everyone who would have been treated differently under it is listed."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from psycopg import AsyncConnection

from application.actors import LOCAL_OPERATOR
from application.adapters.rulebook_files import packaged, packaged_file
from domain.identity import ActorId
from domain.recommendation.changes import Change
from domain.rulebook.labels import Label
from interfaces.projecting import packaged_law
from interfaces.web.proposal import named
from interfaces.web.wording import LANGUAGES, Texts
from projections.docket.projection import DOCKET
from projections.numbers.projection import NUMBERS
from projections.recommendations.projection import recommendations
from tests.support.browsing import PASSWORD, browser
from tests.support.matters import Matter
from tests.support.office import CITY, Office, in_office
from tests.support.postgres import Database
from tests.support.read_models import fill
from tests.support.weaving import requests, woven

(BOOK,) = packaged().editions("qingyuan-fault-liability")
SHIPPED = packaged_file(BOOK)
assert SHIPPED is not None
FILE = SHIPPED.read_text("utf-8")
PERSONS = 'combine = "any"\nquestion = "AMB-06"'
ONE_ONLY = PERSONS.replace("any", "one")
AS_DRAFT = {'status = "in_force"': 'status = "draft"', "edition = 2011-05-01\n": ""}
"""What is not in force yet is tried as if it were."""
IMPACT = "/api/rulebooks/impact"


async def closed_matters(office: Office, database: Database) -> list[Matter]:
    """One of the city, one of another body, both closed; and one that is still open."""
    matters = [Matter(f"示例{n}", seed=n) for n in range(3)]
    matters[0].body = CITY
    moves = [*woven(matters[:2]), *matters[2].moves(until="investigated")]
    for request in requests(moves):
        await office.service.events.append(request)
    async with await AsyncConnection.connect(database.app, autocommit=True) as connection:
        await fill(connection, DOCKET)
        await fill(connection, NUMBERS)
        await fill(connection, recommendations(packaged_law()))
    return matters


async def impact_of(office: Office, file: str, **asked: Any) -> dict[str, Any]:
    answer = await office.people["approver"].post(IMPACT, {"file": file, **asked})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize(
    ("changed", "how"),
    [
        ({}, None),
        ({PERSONS: ONE_ONLY}, "lighter"),
        ({PERSONS: ONE_ONLY} | AS_DRAFT, "lighter"),
        ({'status = "in_force"': 'status = "repealed"'}, "no-longer-a-basis"),
        ({'en = "order to correct"': 'en = "corrective order"'}, None),
    ],
    ids=["the same", "one form only", "one form only in a draft", "repealed", "a label"],
)
def test_every_closed_proceeding_is_judged_again_and_those_of_other_treatment_are_listed(
    changed: dict[str, str], how: str | None, database: Database, tmp_path: Path
) -> None:
    async def story(office: Office) -> None:
        city, other, _ = await closed_matters(office, database)
        file = FILE
        for before, after in changed.items():
            assert before in file
            file = file.replace(before, after, 1)
        found = await impact_of(office, file)
        assert (found["total"], found["judged"], found["next"]) == (4, 4, None)
        listed = {each["proceeding"]: each["how"] for each in found["affected"]}
        if how is None:
            assert (found["counts"], listed, found["elsewhere"]) == ({"same": 4}, {}, 0)
            return
        concerned = found["counts"][how]
        assert set(listed) <= {str(each) for each in city.proceedings}, "of another body's nothing is shown"
        assert set(listed.values()) == {how}
        assert found["elsewhere"] == concerned - len(listed) > 0
        assert {each["case_id"] for each in found["affected"]} == {str(city.case)}
        assert not set(listed) & {str(each) for each in other.proceedings}
        for each in found["affected"]:
            assert each["changes"], "what differs is named"
            for texts in map(Texts, LANGUAGES):
                said = named(
                    msgspec.convert(each["changes"], tuple[Change, ...]),
                    {code: texts.say(msgspec.convert(label, Label)) for code, label in found["labels"].items()},
                    texts,
                )
                codes = {code for one in each["changes"] for code in (*one["before"], *one["after"])}
                words = {part for one in said for part in (one.before, one.after)}
                assert all(one.aspect and one.before != one.after for one in said)
                assert not {code for code in codes if "-" in code} & words, "in words, not in codes"
        moved = {one["aspect"]: (one["before"], one["after"]) for each in found["affected"] for one in each["changes"]}
        assert how != "lighter" or moved["combine"] == (["any"], ["one"])

    in_office(database, tmp_path, story)


def test_parts_of_any_size_add_up_and_a_proposed_one_is_judged_beside_what_it_replaces(
    database: Database, tmp_path: Path
) -> None:
    file = FILE.replace(PERSONS, ONE_ONLY)

    async def story(office: Office) -> None:
        await closed_matters(office, database)
        whole = await impact_of(office, file)
        parts, after = [], None
        while after is not None or not parts:
            parts.append(await impact_of(office, file, size=1, **({"after": after} if after else {})))
            after = parts[-1]["next"]
        assert sum(part["judged"] for part in parts) == whole["judged"]
        assert [each for part in parts for each in part["affected"]] == whole["affected"] != []
        proposed = await office.people["legal"].post("/api/rulebooks/adoptions", {"body": str(CITY), "file": file})
        (entry,) = (await office.sees("legal", "/api/rulebooks/adoptions"))["entries"]
        one = f"/api/rulebooks/adoptions/{entry['id']}"
        assert await office.sees("approver", f"{one}/impact") == whole
        at = browser(office, "en")
        await office.service.accounts.set_password(
            ActorId(office.people["decider"].account), PASSWORD, by=LOCAL_OPERATOR
        )
        await at.get("/sign-in?next=/rulebooks")  # not to the list of work, which is not made here
        page = await at.send("/sign-in", {"name": "decider", "password": PASSWORD})
        changed = whole["judged"] - whole["counts"].get("same", 0)
        assert f"{changed} of {whole['judged']} past respondents treated differently" in page.words
        assert f"{one.removeprefix('/api')}#impact" in page.links
        assert page.words.index("In use In use") < page.words.index("In draft")
        assert "Put forward here" not in page.words, "what is judged stands in the draft alone"
        await office.people["approver"].post(f"{one}/sign", version=proposed.json()["version"])
        assert await office.sees("approver", f"{one}/impact") == whole, "also once it is in use"
        assert (await impact_of(office, file))["affected"] == whole["affected"]
        assert (await office.people["clerk"].post(IMPACT, {"file": file})).status_code == 403
        assert (await office.people["approver"].post(IMPACT, {"file": "x = ["})).status_code == 422

    in_office(database, tmp_path, story)
