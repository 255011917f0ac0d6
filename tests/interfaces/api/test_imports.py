"""Imports over HTTP: the same answers as the command line, for those whose role it is."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from application.access import Role
from application.adapters.accounts import NewGrant
from domain.identity import ReportId
from interfaces.api import app
from tests.support.office import BUREAU, CITY, Office, in_office
from tests.support.postgres import Database
from tests.support.spreadsheets import HEADINGS, ROWS, csv_bytes, xlsx_bytes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BAD = (*ROWS[0][:3], "", *ROWS[0][4:])
NAMING = (ROWS[0][0], "某甲说的那天", *ROWS[0][2:])
"""A row with words of a person where a day should be."""


async def sent(
    office: Office, who: str, path: str, content: bytes, *, kind: str = "text/csv", key: str | None = None
) -> httpx.Response:
    headers = office.people[who]._headers() | {"Content-Type": kind, "Idempotency-Key": key or str(uuid4())}
    return await office.client.post(f"/api/imports/{path}", content=content, headers=headers)


def counts(answer: httpx.Response) -> tuple[Any, ...]:
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["rows"] == found["created"] + found["unchanged"] + found["refused"]
    return tuple(found[name] for name in ("rows", "created", "unchanged", "refused"))


def test_a_long_file_is_not_cut_off_where_other_requests_are(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(office: Office) -> None:
        monkeypatch.setattr(app, "DEADLINE_SECONDS", 0)
        assert counts(await sent(office, "intake", "leads", csv_bytes(ROWS))) == (3, 3, 0, 0)
        monkeypatch.setattr(app, "IMPORT_SECONDS", 0)
        cut_off = await sent(office, "intake", "leads", csv_bytes(ROWS))
        assert (cut_off.status_code, cut_off.json()["code"]) == (503, "store-unavailable")
        monkeypatch.undo()
        assert counts(await sent(office, "intake", "leads", csv_bytes(ROWS))) == (3, 0, 3, 0)

    in_office(database, tmp_path, story)


def test_leads_are_imported_once_for_the_desk_that_sent_them(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        preview = await sent(office, "intake", "leads/preview", csv_bytes(ROWS))
        assert counts(preview) == (3, 3, 0, 0)
        assert [lead["new"] for lead in preview.json()["leads"]] == [True] * 3
        first = await sent(office, "intake", "leads", csv_bytes([*ROWS, BAD]))
        assert counts(first) == (4, 3, 0, 1)
        assert first.json()["duplicates"] == 1
        (fault,) = first.json()["faults"]
        assert (fault["line"], fault["column"], fault["code"]) == (5, "网站或单位", "cell-missing")
        assert fault["zh"]
        assert fault["en"]
        again = await sent(office, "manager", "leads", xlsx_bytes(ROWS), kind=XLSX)
        assert (counts(again), again.json()["unread_sheets"]) == ((3, 0, 3, 0), [])
        for way in ("leads/preview", "leads", "leads?all_or_nothing=true"):
            part = await sent(office, "intake", way, xlsx_bytes((*ROWS, BAD), unread="汇总二"), kind=XLSX)
            assert part.json()["unread_sheets"] == ["汇总二"], "its rows are not counted"
        report = ReportId(preview.json()["leads"][0]["id"])
        seen = await office.sees("intake", f"/api/reports/{report}")
        assert seen["report"]["filed"]["intake"] == str(CITY)

    in_office(database, tmp_path, story)


def test_a_repeat_gets_the_answer_of_the_first_request(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        key = str(uuid4())
        first = await sent(office, "intake", "leads", csv_bytes(ROWS), key=key)
        repeat = await sent(office, "intake", "leads", csv_bytes(ROWS), key=key)
        assert repeat.json() == first.json()
        assert repeat.headers["Idempotent-Replayed"] == "true"
        other = await sent(office, "intake", "leads", csv_bytes(ROWS[:1]), key=key)
        assert other.status_code == 422
        asked = await sent(office, "intake", "leads?all_or_nothing=true", csv_bytes(ROWS), key=key)
        assert asked.status_code == 422, "what is asked for is part of the request"

    in_office(database, tmp_path, story)


def test_what_stands_in_a_faulty_cell_is_told_once_and_kept_by_no_log(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        key, content = str(uuid4()), csv_bytes([NAMING])
        (told,) = (await sent(office, "intake", "leads", content, key=key)).json()["faults"]
        (again,) = (await sent(office, "intake", "leads", content, key=key)).json()["faults"]
        assert "某甲" in told["value"]
        assert again == told | {"value": ""}

    in_office(database, tmp_path, story)


def test_a_long_answer_is_repeated_by_its_counts(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        key, content = str(uuid4()), xlsx_bytes([BAD] * 200, unread="汇总二")
        first = await sent(office, "intake", "leads", content, key=key, kind=XLSX)
        repeat = await sent(office, "intake", "leads", content, key=key, kind=XLSX)
        assert repeat.json()["unread_sheets"] == ["汇总二"]
        assert counts(first) == counts(repeat) == (200, 0, 0, 200)
        assert (len(first.json()["faults"]), repeat.json()["faults"]) == (200, [])

    in_office(database, tmp_path, story)


def test_one_refused_row_refuses_all_when_asked(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        whole = await sent(office, "intake", "leads?all_or_nothing=true", csv_bytes([*ROWS, BAD]))
        assert counts(whole) == (4, 0, 0, 4)
        assert counts(await sent(office, "intake", "leads", csv_bytes(ROWS))) == (3, 3, 0, 0)

    in_office(database, tmp_path, story)


def test_a_file_or_question_that_cannot_be_used_is_told_with_place_and_remedy(
    database: Database, tmp_path: Path
) -> None:
    async def story(office: Office) -> None:
        for content in (b"", csv_bytes(ROWS, tuple(reversed(HEADINGS[:3])) * 2), b"PK\x03\x04 no"):
            refused = await sent(office, "intake", "leads", content)
            assert (refused.status_code, refused.json()["code"]) == (422, "import-unreadable")
            assert refused.json()["detail"]
        other = await sent(office, "intake", "leads?mapping=none-such", csv_bytes(ROWS))
        assert (other.status_code, other.json()["place"]) == (400, "mapping")
        elsewhere = await sent(office, "intake", f"leads?intake={BUREAU}", csv_bytes(ROWS))
        assert elsewhere.status_code == 403
        unfit = await sent(office, "intake", "leads", csv_bytes(ROWS), kind="image/png")
        assert 400 <= unfit.status_code < 500

    in_office(database, tmp_path, story)


def test_only_those_whose_role_it_is_may_import(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        await office.person("administrator", NewGrant(role=Role.ADMINISTRATOR))
        organs = "机关名称,类别,起始日期\n甲县教育局,部门,2010-01-01\n".encode()
        posts = "机关,职务,职责类别,姓名,任职日期\n甲县教育局,局长,主要负责人,某甲,2010-01-01\n".encode()
        files = {"leads": csv_bytes(ROWS), "organs": organs, "posts": posts}
        allowed = {
            "leads": {"intake", "manager"},
            "organs": {"administrator", "manager"},
            "posts": {"manager"},
        }
        for kind, content in files.items():
            for ending in ("/preview", ""):
                for who in ("intake", "manager", "administrator", "decider", "clerk", "custodian"):
                    answer = await sent(office, who, kind + ending, content)
                    passed = answer.status_code == 200
                    assert passed == (who in allowed[kind]), (kind + ending, who, answer.text)
                    assert passed or answer.status_code in {403, 404}
                assert (await sent(office, "public", kind + ending, content)).status_code == 401
        assert counts(await sent(office, "manager", "organs", organs)) == (1, 0, 1, 0)
        heads, *rows = (tuple(line.split(",")) for line in organs.decode().splitlines())
        part = await sent(office, "manager", "organs", xlsx_bytes(rows, heads, unread="其他机关"), kind=XLSX)
        assert (counts(part), part.json()["unread_sheets"]) == ((1, 0, 1, 0), ["其他机关"])
        assert counts(await sent(office, "manager", "posts", posts)) == (1, 0, 1, 0)

    in_office(database, tmp_path, story)
