"""An intake desk registers what came on paper: what is like it is shown first, and nothing is recorded twice."""

import re
from pathlib import Path

from tests.support.browsing import browser, signed_in
from tests.support.pictures import jpeg
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_a_report_on_paper_is_registered_after_a_look_for_duplicates(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "intake")
        assert "/inbox/register" in (await at.get("/inbox")).links
        page = await at.get("/inbox/register")
        form = page.form("/inbox/register")
        assert form.fields["received_on"] != [""]
        assert form.fields["intake"] == [worked.the("organ.city")]
        fields = {
            **form.fields,
            "organ": [worked.the("organ.bureau")],
            "what": ["Example: no answer."],
            "channel": ["letter"],
        }
        shown = await at.post("/inbox/register", fields)
        assert "没有办结的线索" in shown.words, "the worked report is about the same organ"
        chosen = await at.get(f"/inbox/register?organ={worked.the('organ.bureau')}")
        assert chosen.form("/inbox/register").fields["organ"] == [worked.the("organ.bureau")]
        assert f"/reports/{worked.the('report')}" in chosen.links, "as soon as the organ is chosen"
        assert "没有办结的线索" not in (await at.get(f"/inbox/register?organ={worked.the('organ.water')}")).words
        await at.get("/inbox/register?organ=nonsense", status=400)
        report = worked.the("report")
        assert f"/reports/{report}" in shown.links
        sent = {**shown.form("/inbox/register").fields, "send": ["yes"]}
        registered = await at.post("/inbox/register", sent)
        assert re.search(r'class="code">[0-9 ]{20,}<', registered.text), "a complainant gets a code"
        (link,) = [one for one in registered.links if one.startswith("/reports/")]
        assert "Example: no answer." in (await at.get(link)).text
        await at.post("/inbox/register", sent)
        await worked.follow()
        found = (await worked.sees("manager", "/api/reports"))["entries"]
        assert len([one for one in found if one["channel"] == "letter"]) == 1, "sent twice is one report"
        wrong = await at.post("/inbox/register", {**fields, "received_on": ["yesterday"]}, status=400)
        assert "Example: no answer." in wrong.text, "nothing typed is lost"
        await (await signed_in(worked, "approver")).get("/inbox/register", status=403)
        await browser(worked).get("/inbox/register", status=401)

    in_worked(database, tmp_path, story, until="reporter-reads-status")


def test_several_reports_are_taken_up_at_once_and_what_cannot_be_says_why(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        for what in ("示例：其一。", "示例：其二。", "示例：其三。"):
            public = browser(worked)
            asked = await public.get("/report?as=anonymous")
            organ = asked.form("/report").options["organ"][1]
            await public.send("/report", {"organ": organ, "what": what, "since": "2026-01-05"})
            await public.send("/report/send")
        await worked.follow()
        at = await signed_in(worked, "manager")
        page = await at.get("/inbox?source=complaint")
        reports = page.form("/inbox/several").options["report"]
        assert len(reports) >= 3
        assert "/inbox/several" not in [form.action for form in (await at.get("/inbox?source=media")).forms]
        await at.get("/inbox?source=nonsense")
        form = page.form("/inbox/several")
        done = await at.post("/inbox/several", {**form.fields, "report": reports[:2], "act": ["accept"]})
        assert "已办理 2 件" in done.words
        form = (await at.get("/inbox")).form("/inbox/several")
        missing = await at.post("/inbox/several", {**form.fields, "report": reports[2:3], "act": ["refer"]})
        assert "没有办理的" in missing.words, "passing on needs a body and a letter"
        city = worked.the("organ.province")
        sent = {**form.fields, "report": reports[2:3], "act": ["refer"], "to": city, "letter": "示例：移送函。"}
        form = (await at.get("/inbox")).form("/inbox/several")
        assert "已办理 1 件" in (await at.post("/inbox/several", {**sent, "key": form.fields["key"]})).words
        other = await signed_in(worked, "investigator-1")
        await other.post("/inbox/several", {"report": reports[:1]}, status=403)

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_the_inbox_shows_what_else_is_open_about_an_organ_and_is_narrowed_by_channel(
    database: Database, tmp_path: Path
) -> None:
    """A tag beside the organ leads to all of them in one list; nothing is joined by itself."""

    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "manager")
        bureau = worked.the("organ.bureau")
        before = len((await at.get(f"/inbox?organ={bureau}")).all("input"))
        assert f"/inbox?organ={bureau}" not in (await at.get("/inbox")).links, "there is but one"
        given = {"what": "示例：又一封来信。", "organ": bureau, "channel": "letter", "intake": worked.the("organ.city")}
        await worked.does("intake", "/api/reports", {**given, "source": "complaint"})
        await worked.follow()
        inbox = await at.get("/inbox")
        assert inbox.links.count(f"/inbox?organ={bureau}") == 2, "beside each of the two"
        assert "待办 2 件" in inbox.words
        together = await at.get(f"/inbox?organ={bureau}")
        assert len(together.all("input")) == before + 1
        assert "并排查看" not in together.words, "they are there"
        letters = await at.get("/inbox?channel=letter")
        assert len([one for one in letters.links if one.startswith("/reports/")]) == 3, (
            "one row: the day, the report, its button"
        )
        await at.get("/inbox?channel=nonsense")

    in_worked(database, tmp_path, story, until="reporter-reads-status")


def test_the_desk_reads_what_a_reporter_added_before_it_decides(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        public = browser(worked)
        organ = (await public.get("/report?as=anonymous")).form("/report").options["organ"][1]
        told = {"organ": organ, "what": "示例：公开投诉。", "since": "2026-01-05", "disclosure_complaint": "yes"}
        await public.send("/report", told)
        form = dict(public.page.form("/report/send").fields) if public.page else {}
        await public.upload("/report/send", form, {"evidence.1.file": ("x.jpg", jpeg(), "image/jpeg")})
        await worked.follow()
        desk = await signed_in(worked, "manager", "en")
        paths = sorted({one for one in (await desk.get("/inbox")).links if re.fullmatch("/reports/[0-9a-f-]{36}", one)})
        pages = [await desk.get(path) for path in paths]
        (path,) = (path for path, page in zip(paths, pages, strict=True) if told["what"] in page.words)
        page = await desk.get(path)
        assert "The reporter asks for an answer in writing" in page.words
        log = page.text.partition('<ol class="log">')[2]
        assert "The reporter added them." in log
        (newest, *_) = re.findall(r'href="(/documents/[^"]+)"', log)
        opened = await desk.client.get(newest.replace("&amp;", "&"))
        assert opened.headers["content-type"].startswith("image/jpeg")
        auditor = await signed_in(worked, "auditor")
        seen = await auditor.client.get(path)
        assert "/documents/" not in seen.text, "what only the desk may open is not offered"

    in_worked(database, tmp_path, story, until="policy-is-signed")
