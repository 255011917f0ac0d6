"""Supervision in the browser: begun by a form, seen on its page, and a breach made a lead, in both languages."""

from itertools import product
from pathlib import Path

import pytest

from application.casework.instruments import BEGINNINGS
from interfaces.api.commands import PLURAL
from tests.interfaces.api.test_access_of_every_route import instruments
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked
from tests.web.test_pages import holds_to_the_rules


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_consultation_from_the_form_to_the_lead(language: str, database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        at = await signed_in(office, "manager", language)
        form = (await at.get("/consultations/new")).form("/consultations/new")
        other = next(one for one in form.options["consulted"] if one != office.the("organ.bureau"))
        await at.send(
            "/consultations/new",
            {
                "kind": "inter-organ",
                "body": office.the("organ.city"),
                "releasing": office.the("organ.bureau"),
                "consulted": [other],
                "information": "拟发布的检查情况通报",
                "letter": "征求意见函",
                "sent_on": "2011-09-28",
            },
        )
        assert at.answer is not None
        path = at.answer.url.path
        for verb, given in (
            ("note-receipt", {"organ": other, "received_on": "2011-09-29", "proof": "签收回执"}),
            ("note-release", {"released_on": "2011-10-10", "record": "门户网站发布记录"}),
        ):
            await at.get(f"{path}/{verb}")
            await at.send(f"{path}/{verb}", given)
        await office.follow()
        page = await at.get(path)
        holds_to_the_rules(page, at, path)
        to_lead = [link for link in page.links if "raise-lead?breach=" in link]
        assert len(to_lead) == 2
        await at.get(next(link for link in to_lead if "released-before-reply" in link))
        page = await at.send(f"{path}/raise-lead", {"account": "期满前未获回复即发布"})
        (report,) = {link for link in page.links if link.startswith("/reports/")}
        page = await at.get(report)
        assert path in page.links
        await office.follow()
        page = await at.get("/supervision")
        assert path in page.links

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_every_page_of_the_instruments_opens_in_both_languages(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        found = await instruments(office)
        await office.follow()
        for who, language in product(("manager", "auditor"), ("zh", "en")):
            at = await signed_in(office, who, language)
            for path in (
                "/supervision",
                "/supervision/figures",
                "/supervision/grades",
                "/docket",
                *(f"/{PLURAL[kind]}/{one}" for kind, one in found.items()),
            ):
                holds_to_the_rules(await at.get(path), at, path)
            for kind in BEGINNINGS:
                status = 200 if who == "manager" else 403
                holds_to_the_rules(await at.get(f"/{PLURAL[kind]}/new", status=status), at, kind)

    in_worked(database, tmp_path, story, until="policy-is-signed")
