"""A notice becomes part of the calendar once two persons signed it, and what it moves is shown before."""

import asyncio
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
from psycopg import AsyncConnection

from application.adapters.checks.calendar import check_calendar
from domain.calendar.notice import Notice, content_id_of
from interfaces.api.routes import application
from interfaces.projecting import packaged_clocks, packaged_law
from interfaces.service import open_service
from projections.read_models import read_models
from tests.projections.deadlines.calendars import days_off
from tests.support.browsing import signed_in
from tests.support.matters import Matter
from tests.support.office import CITY, Office, in_office
from tests.support.postgres import Database
from tests.support.read_models import fill
from tests.support.weaving import requests

NOTICES = "/api/calendar/notices"


async def filled(database: Database) -> None:
    async with await AsyncConnection.connect(database.app, autocommit=True) as connection:
        for model in read_models(packaged_law(), packaged_clocks()):
            await fill(connection, model)


async def a_case(office: Office, database: Database) -> Matter:
    """A case of the city that was filed."""
    matter = Matter("示例一", seed=1)
    matter.body = CITY
    for request in requests(matter.moves(until="filed")):
        await office.service.events.append(request)
    await filled(database)
    return matter


async def clock_of(office: Office, matter: Matter) -> dict[str, Any]:
    (shown,) = (await office.sees("approver", f"/api/cases/{matter.case}/clock"))["entries"]
    found: dict[str, Any] = shown["deadline"]
    return found


def test_two_sign_and_every_deadline_that_moves_is_shown_before(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        matter = await a_case(office, database)
        was = await clock_of(office, matter)
        notice = days_off("example-notice", date.fromisoformat(was["due_on"]))
        body = {"body": str(CITY), "notice": msgspec.to_builtins(notice)}
        effect = (await office.people["legal"].post("/api/calendar/effect", {"notice": body["notice"]})).json()
        (moved,) = effect["affected"]
        assert (moved["matter"], moved["before"], moved["because"]) == (
            str(matter.case),
            was["due_on"],
            ["example-notice"],
        )
        assert moved["after"] > moved["before"]

        assert (await office.people["clerk"].post(NOTICES, body)).status_code in {403, 404}
        assert (await office.sees("public", NOTICES))["notices"] == []
        proposed = await office.people["legal"].post(NOTICES, body)
        assert proposed.status_code == 201, proposed.text
        (entry,) = (await office.sees("public", NOTICES))["notices"]
        assert (entry["content"], entry.get("signed_on")) == (content_id_of(notice), None)
        one = f"{NOTICES}/{entry['id']}"
        assert (await office.sees("approver", one))["effect"]["affected"] == [moved]
        assert (await clock_of(office, matter)) == was, "one signature changes nothing"

        version = proposed.json()["version"]
        refused = await office.people["legal"].post(f"{one}/sign", version=version)
        assert refused.status_code == 403, "who proposes may not sign"
        counted = {"period": "5wd", "from": (notice.festivals[0].off[0] - timedelta(days=1)).isoformat()}
        before = await office.sees("public", "/api/deadline", **counted)
        async with open_service(database.app, tmp_path / "root.key") as other:
            assert application(other)
            earlier = await other.around.calendar()
            signed = await office.people["approver"].post(f"{one}/sign", version=version)
            assert signed.status_code == 200, signed.text
            assert (await other.around.calendar()).version != earlier.version, "another process has it at once"
        after = await office.sees("public", "/api/deadline", **counted)
        assert after["due"] > before["due"]
        again = await office.sees("public", "/api/deadline", calendar_version=before["calendar_version"], **counted)
        assert (again["due"], again["working"]) == (before["due"], before["working"]), "the earlier count stands"

        await filled(database)
        now = await clock_of(office, matter)
        assert now["due_on"] == moved["after"]
        assert [(each["due_on"], each["because"]) for each in now["earlier"]] == [(was["due_on"], ["example-notice"])]
        page = await (await signed_in(office, "legal")).get(f"/cases/{matter.case}/clock")
        assert "示例通知" in page.text, "the page names the notice that moved the day"
        assert f"第 {now['earlier'][0]['position']} 号记录" in page.text
        listed = await office.sees("approver", "/api/deadlines", moved=True)
        assert [each["deadline"]["id"] for each in listed["entries"]] == [was["id"]]
        assert listed["entries"][0]["sign"]["icon"] == "square"
        assert (await office.sees("approver", "/api/deadline-figures"))["moved_by_calendar"]["count"] == 1

    in_office(database, tmp_path, story)


def test_a_command_is_decided_on_the_calendar_as_signed(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        today = office.service.around.today()
        calendar = await office.service.around.calendar()
        notice = days_off("example-notice", today + timedelta(days=1), 30)
        body = {"body": str(CITY), "notice": msgspec.to_builtins(notice)}
        proposed = (await office.people["legal"].post(NOTICES, body)).json()
        (entry,) = (await office.sees("public", NOTICES))["notices"]
        await office.people["approver"].post(f"{NOTICES}/{entry['id']}/sign", version=proposed["version"])
        signed = await office.service.around.calendar()
        soon = today + timedelta(days=10)
        assert signed.working_day_from(soon) > calendar.working_day_from(soon)
        ended = await office.people["approver"].post(f"{NOTICES}/{entry['id']}/end", version=proposed["version"] + 1)
        assert ended.status_code == 200, ended.text
        assert (await office.service.around.calendar()).version == calendar.version
        versions = (await office.sees("public", NOTICES))["versions"]
        assert [each["version"] for each in versions] == [calendar.version, signed.version, calendar.version]

    in_office(database, tmp_path, story)


def test_a_corrected_notice_takes_the_place_of_the_one_with_its_id(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        monday = date(2027, 3, 1)
        book = office.service.book
        signed = [await adopted(office, days_off("example-notice", monday, count)) for count in (5, 2)]
        assert (await book.calendar()).working_day_from(monday) == monday + timedelta(days=2)
        assert (await office.sees("public", "/api/deadline", **{"from": "2027-02-26", "period": "1wd"}))["due"] == (
            "2027-03-03"
        )
        versions = [each["notices"] for each in (await office.sees("public", NOTICES))["versions"]]
        assert versions == [[], [signed[0]["content"]], [signed[1]["content"]]]
        assert (await book.without(signed[1]["content"])).working_day_from(monday) == date(2027, 3, 8)
        ended = await office.people["approver"].post(f"{NOTICES}/{signed[1]['id']}/end", version=4)
        assert ended.status_code == 200, ended.text
        assert (await book.calendar()).working_day_from(monday) == date(2027, 3, 8), "the first one is back"

    in_office(database, tmp_path, story)


def test_an_arrangement_of_a_span_that_another_one_settles_is_signed_like_any(
    database: Database, tmp_path: Path
) -> None:
    async def story(office: Office) -> None:
        shipped = (await office.service.book.calendar()).notices[-1]
        await adopted(office, msgspec.structs.replace(shipped, id="example-arrangement"))
        settled = (await office.service.book.calendar()).settled_to
        assert settled == (shipped.settled_to or shipped.covers_to)

    in_office(database, tmp_path, story)


def test_the_setup_is_judged_by_the_calendar_as_signed(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        shipped = (await office.service.book.calendar()).notices[-1]
        end = shipped.settled_to or shipped.covers_to
        assert end
        assert shipped.covers_to

        async def found() -> list[str]:
            said = await asyncio.to_thread(check_calendar, database.app, end)
            return [finding.code for finding in said]

        assert await found() == ["calendar-ends-soon"]
        following = Notice(
            id="example-next-year",
            title=shipped.title,
            known_from=shipped.known_from,
            known_from_basis=shipped.known_from_basis,
            covers_from=shipped.covers_to + timedelta(days=1),
            covers_to=shipped.covers_to + timedelta(days=365),
        )
        await adopted(office, following)
        assert await found() == []

    in_office(database, tmp_path, story)


async def adopted(office: Office, notice: Notice) -> dict[str, Any]:
    """The entry of *notice*, proposed and signed."""
    body = {"body": str(CITY), "notice": msgspec.to_builtins(notice)}
    proposed = await office.people["legal"].post(NOTICES, body)
    entry: dict[str, Any] = (await office.sees("public", NOTICES))["notices"][-1]
    version = proposed.json()["version"]
    signed = await office.people["approver"].post(f"{NOTICES}/{entry['id']}/sign", version=version)
    assert signed.status_code == 200, signed.text
    return entry


def test_a_notice_that_contradicts_itself_is_refused_with_its_place(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        notice = msgspec.to_builtins(days_off("example-notice", date(2027, 1, 4)))
        notice["ordinary"] = ["2027-01-04"]
        answer = await office.people["legal"].post(NOTICES, {"body": str(CITY), "notice": notice})
        assert (answer.status_code, answer.json()["code"]) == (400, "malformed-body"), answer.text

    in_office(database, tmp_path, story)


def test_a_reader_without_the_case_sees_no_clock_of_it(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        matter = await a_case(office, database)
        await office.sees("bureau-decider", f"/api/cases/{matter.case}/clock", status=404)
        assert (await office.sees("bureau-decider", "/api/deadlines"))["entries"] == []
        assert len((await office.sees("approver", "/api/deadlines"))["entries"]) == 1
        answer = await office.people["clerk"].get("/api/deadlines")
        assert answer.status_code in {403, 404}

    in_office(database, tmp_path, story)
