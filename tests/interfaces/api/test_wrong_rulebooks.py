"""A wrong rulebook is refused over the API with place, reason and remedy in both languages, and nothing of it is kept."""

import json
import re
from pathlib import Path
from uuid import uuid4

from tests.support.office import CITY, Office, in_office
from tests.support.postgres import Database
from tests.support.wrong_rulebooks import WRONG, Wrong

ADOPTIONS, CHECK = "/api/rulebooks/adoptions", "/api/rulebooks/check"
HAN = re.compile(r"[\u4e00-\u9fff]")


async def refused(office: Office, name: str, wrong: Wrong) -> None:
    legal = office.people["legal"]
    try:
        file = wrong.content.decode()
    except UnicodeDecodeError:
        return await undecodable(office, wrong.content)
    answer = await legal.post(ADOPTIONS, {"body": str(CITY), "file": file})
    problem = answer.json()
    if file == "":
        assert (problem["code"], problem["place"]) == ("malformed-body", "$.file")
    else:
        assert answer.status_code == 422, (name, answer.text)
        assert problem["code"] == ("rulebook-unreadable" if wrong.check is None else "rulebook-faulty"), (name, problem)
        assert problem["place"].replace("[...]", "[0]").startswith(wrong.place), (name, problem)
        assert " / " in problem["detail"]
    for zh, en in ((problem["zh"], problem["en"]), (problem["remedy_zh"], problem["remedy_en"])):
        assert HAN.search(zh), name
        assert not HAN.search(en), name
    examined = await legal.post(CHECK, {"file": file})
    if wrong.check is None:
        assert (examined.status_code, examined.json()["code"]) == (answer.status_code, problem["code"]), name
        return None
    found = examined.json()["findings"]
    assert examined.json()["clean"] is False
    assert any(
        each["level"] == "error" and each["check"] == wrong.check and each["place"].startswith(wrong.place)
        for each in found
    ), (name, found)
    assert all(HAN.search(each["zh"]) and each["en"] for each in found), name
    return None


async def undecodable(office: Office, content: bytes) -> None:
    """A request is JSON, so bytes that are no UTF-8 cannot even be sent as text: the body is refused as a whole."""
    body = b'{"body": "%s", "file": "%s"}' % (str(CITY).encode(), content.replace(b'"', b"'").replace(b"\n", b" "))
    person = office.people["legal"]
    sent = person._headers() | {"Idempotency-Key": str(uuid4()), "Content-Type": "application/json"}
    answer = await office.client.post(ADOPTIONS, content=body, headers=sent)
    assert answer.status_code in {400, 422}, answer.text
    assert json.loads(answer.text)["code"] == "malformed-body"


def test_every_kind_is_refused_and_nothing_is_kept(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        before = (await office.sees("public", "/api/rulebooks"))["rulebooks"]
        for name, wrong in WRONG.items():
            await refused(office, name, wrong)
        assert (await office.sees("legal", ADOPTIONS))["entries"] == []
        assert (await office.sees("public", "/api/rulebooks"))["rulebooks"] == before

    in_office(database, tmp_path, story)
