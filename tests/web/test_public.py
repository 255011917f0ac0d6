"""The public: report, review, receipt, and coming back with the code."""

import re
from pathlib import Path
from uuid import uuid4

import pytest

from domain.calendar.deadline import deadline
from domain.calendar.period import Period
from interfaces.web.wording import Texts
from tests.support.browsing import Browser, browser
from tests.support.office import BUREAU, CITY, Office, in_office
from tests.support.postgres import Database

REPORT = {"organ": str(BUREAU), "what": "窗口不收件，也不说明理由。", "since": "2026-03-05"}
CODE = re.compile(r"\d{5} \d{5} \d{5} \d{5}")


async def filed(at: Browser, how: str = "anonymous", **more: str) -> str:
    """File a report by the four activations; the code."""
    await at.get("/")
    await at.get(f"/report?as={how}")
    review = await at.send("/report", {**REPORT, **more})
    assert REPORT["what"] in review.words
    receipt = await at.send("/report/send")
    code = CODE.search(receipt.words)
    assert code
    return code[0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_is_filed_and_followed_with_its_code(database: Database, tmp_path: Path, language: str) -> None:
    async def story(office: Office) -> None:
        at = browser(office, language)
        code = await filed(at)
        await at.send("/report/kept", {"kept": "yes"})
        await at.get("/my-report")
        shown = await at.send("/my-report", {"code": code})
        assert ("Registered" if language == "en" else "已登记") in shown.words
        added = await at.send("/my-report/add", {"text": "补充：还收了费用。"})
        assert ("received" if language == "en" else "已收到您的补充") in added.words
        assert code.split()[0] not in str(at.answer.url if at.answer else "")

    in_office(database, tmp_path, story)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_reporter_is_told_by_when_and_sees_the_code_once_more(
    database: Database, tmp_path: Path, language: str
) -> None:
    """The day is that of the desk's clock, and is said to be the office's own rule where no law sets it."""
    own = "No law sets this time" if language == "en" else "法规没有规定这一期限"

    async def story(office: Office) -> None:
        at, around = browser(office, language), office.service.around
        due = deadline(Period.parse("15wd"), around.today(), await around.calendar()).due
        by = Texts("en" if language == "en" else "zh").day(due)
        code = await filed(at)
        kept = await at.send("/report/kept", {"kept": "yes"})
        assert by in kept.words
        assert own in kept.words
        await at.get("/my-report")
        first = await at.send("/my-report", {"code": code.replace(" ", "")})
        assert by in first.words
        assert own in first.words
        assert code in first.words
        await at.get("/my-report")
        again = await at.send("/my-report", {"code": code})
        assert by in again.words
        assert code not in again.words

    in_office(database, tmp_path, story)


def test_a_reporter_is_told_when_the_day_has_passed_and_no_day_once_it_was_looked_at(
    database: Database, tmp_path: Path
) -> None:
    async def story(office: Office) -> None:
        given = {"what": "来信反映。", "organ": str(BUREAU), "received_on": "2026-01-05", "channel": "letter"}
        report = await office.does("intake", "/api/reports", {**given, "intake": str(CITY)})
        at = browser(office)
        await at.get("/my-report")
        assert "2026年1月26日" in (late := await at.send("/my-report", {"code": report["code"]})).words
        assert "已经超过" in late.words
        await office.does("manager", f"/api/reports/{report['id']}/accept-report", {"body": str(CITY)})
        await at.get("/my-report")
        taken = await at.send("/my-report", {"code": report["code"]})
        assert "2026年1月26日" not in taken.words

    in_office(database, tmp_path, story)


def test_nothing_is_kept_in_the_browser_of_a_reporter(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        at = browser(office)
        await filed(at)
        assert not at.client.cookies

    in_office(database, tmp_path, story)


def test_the_receipt_is_not_left_before_the_code_is_kept(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        at = browser(office)
        code = await filed(at)
        again = await at.send("/report/kept", status=422)
        assert code in again.words

    in_office(database, tmp_path, story)


def test_what_is_missing_is_said_at_the_field_and_nothing_typed_is_lost(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        at = browser(office)
        await at.get("/report")
        page = await at.send("/report", {"organ": "other", "what": "写好的话"}, status=422)
        assert "请选择单位，或写明单位名称。" in page.words
        assert "请填写开始的日期。" in page.words
        assert page.form("/report").fields["what"] == ["写好的话"]
        await at.get("/report")
        assert "书面" in (await at.send("/report", {**REPORT, "disclosure_complaint": "yes"})).words
        await at.get("/my-report")
        wrong = await at.send("/my-report", {"code": "1234 5678"}, status=404)
        assert wrong.form("/my-report").fields["code"] == ["1234 5678"], (
            "a slip in twenty digits is mended, not typed again"
        )
        field = next(one for one in wrong.all("input") if one.get("name") == "code")
        assert (field["aria-invalid"], "#code" in wrong.links) == ("true", True)

    in_office(database, tmp_path, story)


def test_a_name_is_asked_for_only_where_the_reporter_chose_to_give_one(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        at = browser(office)
        assert "name" not in (await at.get("/report?as=anonymous")).form("/report").names
        await at.get("/report?as=named")
        await at.send("/report", REPORT, status=422)
        await at.send("/report", {**REPORT, "name": "某甲"})
        assert CODE.search((await at.send("/report/send")).words)

    in_office(database, tmp_path, story)


def test_sending_twice_files_one_report(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        at = browser(office)
        await at.get("/report")
        await at.send("/report", REPORT)
        assert at.page
        fields = at.page.form("/report/send").fields
        first = CODE.search((await at.post("/report/send", fields)).words)
        second = CODE.search((await at.post("/report/send", fields)).words)
        assert first
        assert second
        await at.get("/my-report")
        await at.send("/my-report", {"code": first[0]}, status=404)
        await at.send("/my-report", {"code": second[0]})

    in_office(database, tmp_path, story)


def test_a_form_from_another_site_is_refused(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        at = browser(office)
        for origin in ("http://elsewhere.invalid", "null", None):
            await at.post("/report", REPORT, status=403, origin=origin)

    in_office(database, tmp_path, story)


@pytest.mark.parametrize(
    ("field", "text"),
    [("name", "某" * 201), ("phone", "1" * 201), ("organ_named", "某" * 201), ("what", "字" * 100_001)],
)
def test_what_is_too_long_is_said_at_the_field_before_anything_is_sent(
    field: str, text: str, database: Database, tmp_path: Path
) -> None:
    async def story(office: Office) -> None:
        at = browser(office)
        named = {"protection": "confidential", "name": "某甲", "organ": "other", "organ_named": "某局"}
        given = {**REPORT, **named, field: text, "key": str(uuid4())}
        page = await at.post("/report", given, status=422)
        assert f'id="{field}-wrong">这一项太长' in page.text
        assert page.form("/report").fields[field] == [text]
        await at.post("/report/send", given, status=400)

    in_office(database, tmp_path, story)


def test_a_supplement_that_is_too_long_is_not_lost(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        at = browser(office)
        code = await filed(at)
        await at.get("/my-report")
        await at.send("/my-report", {"code": code})
        page = await at.send("/my-report/add", {"text": "字" * 100_001}, status=400)
        assert page.form("/my-report/add").fields["text"] == ["字" * 100_001]
        assert "这一项太长" in page.words

    in_office(database, tmp_path, story)


def test_a_field_with_nul_is_refused_on_every_page(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        at = browser(office)
        await at.post("/report", {**REPORT, "what": "字\x00字"}, status=400)
        await at.get("/check?code=%00", status=400)

    in_office(database, tmp_path, story)
