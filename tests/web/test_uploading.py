"""Files in forms: taken apart, kept under the matter, refused with a reason; and imports previewed before they write."""

from pathlib import Path

import pytest

from interfaces.problems import Trouble
from interfaces.web.forms.multipart import taken_apart
from tests.support.browsing import browser, signed_in
from tests.support.postgres import Database
from tests.support.spreadsheets import ROWS, csv_bytes, xlsx_bytes
from tests.support.worked_matter import Worked, in_worked

TYPE = "multipart/form-data; boundary=xyz"
SCAN = b"%PDF-1.7\r\n--xy not a boundary\r\n\r\n\x00\xff binary \n"


def part(head: str, content: bytes) -> bytes:
    return b"--xyz\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + content + b"\r\n"


def test_a_form_with_files_is_taken_apart_to_the_byte() -> None:
    body = b"".join(
        (
            part('name="one"', "甲\r\n乙".encode()),
            part('name="one"', b"two"),
            part('name="scan"; filename="扫描.PDF"\r\nContent-Type: application/octet-stream', SCAN),
            part('name="empty"; filename=""\r\nContent-Type: application/octet-stream', b""),
            b"--xyz--\r\n",
        )
    )
    fields, files = taken_apart(TYPE, body)
    assert fields == {"one": ["甲\n乙", "two"]}
    assert set(files) == {"scan"}, "an input that was left empty is no file"
    assert files["scan"].content == SCAN
    assert files["scan"].media_type == "application/pdf", "the ending says what it is"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"--xyz--"),
        (TYPE, b""),
        (TYPE, b"--xyz\r\n"),
        (TYPE, part('name="one"', b"cut off")),
        (TYPE, b"preamble\r\n" + part('name="one"', b"1") + b"--xyz--"),
        (TYPE, part('filename="x"', b"1") + b"--xyz--"),
        (TYPE, part('name="one"', b"\xff") + b"--xyz--"),
        (TYPE, b"--xyz\r\nno blank line--xyz--"),
        (TYPE, part('name="one"', b"1") * 600 + b"--xyz--"),
    ],
)
def test_what_is_no_such_form_is_refused(kind: str, body: bytes) -> None:
    with pytest.raises(Trouble):
        taken_apart(kind, body)


def test_evidence_is_entered_as_a_file(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "investigator-1")
        path = f"/cases/{worked.the('case')}/enter-evidence"
        page = await at.get(path)
        assert page.all("form")[-1]["enctype"] == "multipart/form-data"
        kinds = [one for one in page.form(path).options["kind"] if one]
        officers = page.form(path).options["officers"][:2]
        fields = {"kind": kinds[0], "officers": officers, "document": ""}
        wrong = await at.upload(
            path, fields, {"document.file": ("run.exe", b"MZ", "application/x-msdownload")}, status=415
        )
        assert "不接受这种文件" in wrong.words
        empty = await at.upload(path, fields, {"document.file": ("a.pdf", b"", "application/pdf")}, status=422)
        assert "文件是空的" in empty.words
        await at.upload(path, fields, {"document.file": ("扫描.pdf", SCAN, "application/pdf")})
        history = (await worked.sees("legal", f"/api/cases/{worked.the('case')}/history"))["entries"]
        entered = [one for one in history if one["name"] == "case.evidence-entered.v1"][-1]
        assert "扫描" not in str(history), "the name of the file is kept nowhere"
        document = entered["documents"]["document"]
        read = await worked.people["legal"].get(
            f"/api/documents/{document['id']}", sha256=document["sha256"], purpose="case.prepare"
        )
        assert read.content == SCAN
        manager = await signed_in(worked, "manager")
        await manager.get(f"/cases/{worked.the('case')}")
        fields = {"token": manager.page.all("input")[-1]["value"] or ""} if manager.page else {}
        answer = await manager.client.post(
            path,
            data=fields,
            files={"document.file": ("a.pdf", SCAN, "application/pdf")},
            headers={"Origin": "http://localhost"},
        )
        assert answer.status_code == 403

    in_worked(database, tmp_path, story, until="two-investigators")


def test_a_statement_is_handed_in_as_a_signed_file(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "clerk")
        own = worked.the("proceeding.clerk")
        path = f"/own/{own}/statement"
        await at.get(path)
        review = await at.upload(path, {"act": "review"}, {"signed.file": ("申辩.jpg", SCAN, "image/jpeg")})
        assert "已收下的申辩书文件" in review.words
        await at.post(path, {**review.form(path).fields, "act": ["send"]})
        entries = (await worked.sees("reviewer", f"/api/proceedings/{own}/history"))["entries"]
        received = [one for one in entries if one["name"] == "proceeding.statement-received.v1"]
        assert len(received) == 1
        shown = await (await signed_in(worked, "deputy")).get(path, status=404)
        assert "申辩.jpg" not in shown.text

    in_worked(database, tmp_path, story, until="serve-notice-clerk")


def test_leads_are_previewed_and_then_imported_from_the_same_form(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "intake")
        path = "/imports/leads"
        assert path in (await at.get("/inbox")).links
        await at.get(path)
        nothing = await at.upload(path, {"act": "preview"}, {}, status=422)
        assert "没有选择文件" in nothing.words
        shown = await at.upload(path, {"act": "preview"}, {"file": ("leads.csv", csv_bytes(ROWS), "text/csv")})
        assert "导入后会是" in shown.words
        each = shown.text.partition("各行会怎样</h2>")[2].partition("</table>")[0]
        assert each.count("新增") == len(ROWS), "what each row becomes"
        before = (await worked.sees("manager", "/api/reports"))["entries"]
        taken = await at.upload(path, {"act": "import"}, {})
        assert "已导入" in taken.words
        await worked.follow()
        assert len((await worked.sees("manager", "/api/reports"))["entries"]) == len(before) + len(ROWS)
        book = ("leads.xlsx", xlsx_bytes(ROWS, unread="汇总二"), "application/octet-stream")
        again = await at.upload(path, {"act": "preview"}, {"file": book})
        assert f"原已有 {len(ROWS)}" in again.words
        assert "工作表“汇总二”没有所需标题，未读取" in again.words
        assert "未读取" not in taken.words
        unreadable = await at.upload(path, {"act": "preview"}, {"file": ("x.csv", b"\x00\x01", "text/csv")}, status=422)
        assert "导入后会是" not in unreadable.words
        await (await signed_in(worked, "decider")).get(path, status=404)
        await browser(worked).get(path, status=401)

    in_worked(database, tmp_path, story, until="triage")
