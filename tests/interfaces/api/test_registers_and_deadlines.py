"""Registers and deadlines over HTTP."""

from pathlib import Path

import msgspec

from domain.calendar.deadline import Deadline
from tests.support.office import BUREAU, CITY, CLERK, Office, called, in_office
from tests.support.postgres import Database


def test_organs_are_found_by_name_page_by_page(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        every = await office.sees("clerk", "/api/organs")
        names = [organ["name"] for organ in every["organs"]]
        assert {"某市人民政府", "某局"} <= set(names)
        assert every["next"] is None
        found, after = [], None
        while True:
            page = await office.sees("clerk", "/api/organs", limit=1, **({"after": after} if after else {}))
            found += [organ["name"] for organ in page["organs"]]
            after = page["next"]
            if after is None:
                break
        assert found == names
        some = await office.sees("clerk", "/api/organs", named="人民政府")
        assert [organ["name"] for organ in some["organs"]] == [name for name in names if "人民政府" in name]
        assert (await office.sees("clerk", "/api/organs", on="1990-01-01"))["organs"] == []

    in_office(database, tmp_path, story)


def test_an_organ_its_posts_and_the_bodies_around_it_are_read_by_date(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        path = f"/api/organs/{BUREAU}"
        shown = await office.sees("clerk", path)
        assert (shown["organ"]["name"], shown["register"] > 0) == ("某局", True)
        await office.sees("clerk", path, status=404, on="1990-01-01")
        posts = await office.sees("manager", f"{path}/posts")
        assert str(CLERK) in {holder["person"] for post in posts["posts"] for holder in post["holders"]}
        relations = {
            each["relation"]: each for each in (await office.sees("manager", f"{path}/competence"))["relations"]
        }
        assert relations["own-organ"]["body"] == str(BUREAU)
        assert relations["next-higher-organ"]["body"] == str(CITY)
        assert relations["personnel-authority"]["question"]["code"] == "organs-have-no-personnel-authority"
        for who in ("clerk", "custodian"):
            answer = await office.people[who].get(f"{path}/posts")
            assert answer.status_code in {403, 404}

    in_office(database, tmp_path, story)


def test_a_question_that_cannot_be_read_is_refused_with_its_place(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        for query in ({"after": "not a cursor"}, {"after": "AAAA"}, {"limit": 0}, {"named": "\x00"}, {"on": "today"}):
            answer = await office.people["clerk"].get("/api/organs", **query)
            assert (answer.status_code, answer.json()["code"]) == (400, "malformed-query"), query
        await office.sees("clerk", f"/api/organs/{called('nobody')}", status=404)
        assert (await office.people["public"].get("/api/organs")).status_code == 401

    in_office(database, tmp_path, story)


def test_a_deadline_is_worked_out_for_everybody(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        answer = await office.people["public"].get("/api/deadline", period="5wd", **{"from": "2011-09-29"})
        found = msgspec.json.decode(answer.content, type=Deadline)
        assert (found.due.isoformat(), len(found.working)) == ("2011-10-11", 9)
        ruled = {"rule": "D-03", "from": "2025-09-26", "extend": "20wd", "pause": "2025-09-28..2025-09-30"}
        assert (await office.sees("public", "/api/deadline", **ruled))["due"] == "2025-12-01"
        earlier = {"period": "5wd", "from": "2019-04-22", "as_known_on": "2019-03-21"}
        assert (await office.sees("public", "/api/deadline", **earlier))["due"] == "2019-04-29"
        assert len((await office.sees("public", "/api/deadline-rules"))["rules"]) > 25
        for wrong in (
            {"period": "5x"},
            {},
            {"period": "5wd", "rule": "D-03"},
            {"rule": "D-99"},
            {"period": "5wd", "jurisdiction": "Yunnan"},
            {"period": "9999y"},
            {"period": "5wd", "pause": "0001-01-01..9999-12-31"},
        ):
            refused = await office.people["public"].get("/api/deadline", **wrong, **{"from": "2025-01-01"})
            assert (refused.status_code, refused.json()["code"]) == (400, "malformed-query"), wrong
        for rule, day in (("D-09", "9999-06-01"), ("D-10", "9999-12-31"), ("D-03", "1899-12-31")):
            refused = await office.people["public"].get("/api/deadline", rule=rule, **{"from": day})
            assert (refused.status_code, refused.json()["place"]) == (400, "$.from"), day
        assert (await office.sees("public", "/api/deadline", rule="D-09", **{"from": "2999-12-31"}))["due"]
        assert (await office.sees("public", "/api/deadline", period="1y", **{"from": "1900-01-01"}))["due"]

    in_office(database, tmp_path, story)
