"""Files on the forms that begin a matter: kept with it, or not at all; without the name and what a camera wrote."""

import re
from pathlib import Path

from tests.support.browsing import browser, signed_in
from tests.support.office import BUREAU, Office, in_office
from tests.support.pictures import SECRET, jpeg
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

REPORT = {"organ": str(BUREAU), "what": "窗口不收件。", "since": "2026-03-05"}
NAME = "某某的身份证.jpg"
SCAN = b"%PDF-1.7 an invented scan"
CODE = re.compile(r"\d{5} \d{5} \d{5} \d{5}")


def test_a_reporter_adds_pictures_and_files_before_sending_and_with_the_code(
    database: Database, tmp_path: Path
) -> None:
    async def story(office: Office) -> None:
        at = browser(office)
        await at.get("/report?as=anonymous")
        await at.send("/report", REPORT)
        wrong = {"evidence.1.file": (NAME, jpeg(), "image/jpeg"), "evidence.2.file": ("a.exe", b"MZ", "x/y")}
        refused = await at.upload("/report/send", {}, wrong, status=415)
        assert REPORT["what"] in refused.words, "nothing typed is lost"
        assert "请重新选择" in refused.words
        for name, content in (("x.jpg", b"no picture"), ("x.txt", b"\xff\xfe"), ("x.pdf", b"")):
            await at.upload("/report/send", {}, {"evidence.1.file": (name, content, "x/y")}, status=422)
        async with office.service.read() as connection:
            kept = await (await connection.execute("SELECT count(*) FROM vault.documents")).fetchone()
        assert kept == (0,), "a file that cannot be taken stops everything"
        film = {"evidence.1.file": ("film.mp4", b"\r\n" * (11 << 20), "video/mp4")}
        large = await at.upload("/report/send", {}, {**film, "evidence.2.file": ("", b"", "")}, status=413)
        assert "内容过大" in large.words
        assert REPORT["what"] in large.words, "what was typed is not lost with a file that was too large"
        left = await at.send("/report/send", status=422)
        assert "请重新选择" in left.words, "and is not sent without it unasked"
        assert REPORT["what"] in left.words
        files = {"evidence.1.file": (NAME, jpeg(), "image/jpeg"), "evidence.3.file": ("b.pdf", SCAN, "application/pdf")}
        form = dict(at.page.form("/report/send").fields) if at.page else {}
        receipt = await at.upload("/report/send", form, files)
        code = CODE.search(receipt.words)
        assert code
        await at.get("/my-report")
        await at.send("/my-report", {"code": code[0]})
        added = await at.upload("/my-report/add", {"text": ["补充一张照片。"]}, {"evidence.1.file": (NAME, jpeg(), "")})
        assert "已收到您的补充" in added.words
        bad = await at.upload(
            "/my-report/add", {"text": ["再补充。"]}, {"evidence.1.file": ("x.jpg", b"none", "")}, status=422
        )
        assert "再补充。" in bad.text

        async with office.service.read() as connection:
            rows = await (await connection.execute("SELECT media_type FROM vault.documents")).fetchall()
            events = await (await connection.execute("SELECT state FROM log.events")).fetchall()
        kinds = sorted(media_type for (media_type,) in rows)
        assert kinds == ["application/pdf", "image/jpeg", "text/plain", "text/plain"], (
            "the same picture is one document"
        )
        for (state,) in events:
            assert NAME.encode() not in bytes(state)
            assert SECRET not in bytes(state)

    in_office(database, tmp_path, story)


def test_a_case_begins_with_a_file_in_place_of_a_text(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "manager")
        path = f"/reports/{worked.the('report')}/case"
        page = await at.get(path)
        assert page.all("form")[-1]["enctype"] == "multipart/form-data"
        instrument = next(one for one in page.form(path).options["instrument"] if one)
        fields = {"instrument": [instrument], "summary": [""]}
        wrong = await at.upload(path, fields, {"summary.file": ("x.exe", b"MZ", "x/y")}, status=415)
        assert "请重新选择" in wrong.words
        assert f'value="{instrument}" selected' in wrong.text
        opened = await at.upload(path, fields, {"summary.file": ("摘要.pdf", SCAN, "application/pdf")})
        documents = {one for one in opened.links if one.startswith("/documents/")}
        assert SCAN in [(await at.client.get(document)).content for document in documents]

    in_worked(database, tmp_path, story, until="triage")
