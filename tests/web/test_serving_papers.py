"""An approved order is served from its form, is then among what was delivered to the respondent, and has its proof of service."""

from pathlib import Path

from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.printing import typefaces
from tests.support.worked_matter import END, Worked, in_worked


def test_an_order_is_served_read_by_its_respondent_and_proved(database: Database, tmp_path: Path) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        track = worked.the("proceeding.deputy")
        serve = f"/proceedings/{track}/serve-paper"
        deputy, reviewer = await signed_in(worked, "deputy"), await signed_in(worked, "reviewer")
        assert "责令改正通知书" not in (await deputy.get(f"/own/{track}")).words
        form = await reviewer.get(serve)
        (paper,) = [one for one in form.form(serve).options["document.paper"] if one]
        assert paper == worked.the("paper.order-to-correct-deputy")
        assert form.form(serve).fields["mode"] == ["direct"], "nothing was said when it was drafted"
        given = {"what": "filing-notice", "document.paper": paper, "served_on": worked.today.isoformat()}
        wrong = await reviewer.send(serve, given, status=409)
        assert "paper-of-another-kind" in wrong.words
        await reviewer.send(serve, {**given, "what": "order-to-correct"})
        own = await deputy.get(f"/own/{track}")
        row = next(part for part in own.text.split("<tr>") if "责令改正通知书" in part)
        assert "示政责改〔" in row
        assert "/check?code=" in row
        opened = next(part.partition('"')[0] for part in row.split('href="')[1:] if part.startswith("/documents/"))
        sheet = await deputy.client.get(opened.replace("&amp;", "&"))
        assert sheet.content[:5] == b"%PDF-"
        head = await signed_in(worked, "head")
        assert (await head.client.get(opened.replace("&amp;", "&"))).status_code == 404, "nobody else's"
        base = f"/proceedings/{track}/papers"
        await reviewer.get(f"{base}/draft?template=paper-service-proof")
        proof = await reviewer.send(f"{base}/draft", {"text.served": "责令改正通知书。"})
        assert "已记录的送达：责令改正通知书（示政责改〔" in proof.words
        blank = await reviewer.get(f"{base}/draft?template=order-to-correct")
        assert (blank.form(f"{base}/draft").fields["service"], "直接送达" in blank.words) == (["direct"], True)
        own = {"text.act": "废止口径。", "text.contact": "联系人：示例。", "service": "mail"}
        drafted = await reviewer.send(f"{base}/draft", own)
        assert "送达方式： 邮寄送达" in drafted.words
        at = str(reviewer.answer.url.path) if reviewer.answer is not None else ""
        await reviewer.get(f"{base}/draft?template=paper-service-proof")
        assert "service" not in (
            reviewer.page.form(f"{base}/draft").names if reviewer.page is not None else {"service"}
        )
        seen = await worked.sees("approver", f"/api{at}")
        assert seen["service"] == "mail"
        accepted = {"accepted": seen["unsupported"]}
        signed = await worked.people["approver"].post(f"/api{at}/approve-paper", accepted, version=seen["version"])
        assert signed.status_code == 200, signed.text
        assert (await reviewer.get(serve)).form(serve).fields["mode"] == ["mail"], "as its drafter said"

    in_worked(database, tmp_path, story, until=END)
