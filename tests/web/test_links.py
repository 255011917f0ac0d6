"""A page leads nobody to what is refused to them."""

import re
from html import unescape
from pathlib import Path

from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

STAFF = ("intake", "custodian", "investigator-1", "reviewer", "approver", "auditor", "province-handler-1")
A_MATTER = re.compile(r"/(cases|proceedings|appeals|reports|documents|papers)/[0-9a-f-]{36}(\?sha256=.*)?$")


def test_no_page_of_a_matter_leads_its_reader_to_what_is_refused_to_them(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        tracks = [worked.the(name) for name in sorted(worked.names) if name.startswith("proceeding.")]
        pages = [f"/reports/{worked.the('report')}", f"/cases/{worked.the('case')}", f"/appeals/{worked.the('appeal')}"]
        pages += [f"/proceedings/{one}" for one in tracks]
        refused, opened = set(), set()
        for who in STAFF:
            at, known = await signed_in(worked, who), dict[str, int]()
            for page in pages:
                answer = await at.client.get(page)
                if answer.status_code != 200:
                    continue
                opened.add((who, page.split("/")[1]))
                for link in {
                    unescape(one) for one in re.findall(r'href="([^"#]+)', answer.text) if A_MATTER.match(one)
                }:
                    known[link] = known.get(link) or (await at.client.get(link)).status_code
                    if known[link] >= 400:
                        refused.add((who, page, link, known[link]))
        assert not refused, "\n".join(map(str, sorted(refused)))
        assert {("investigator-1", "proceedings"), ("intake", "reports"), ("reviewer", "cases")} <= opened

    in_worked(database, tmp_path, story, until="close-case")


def test_whoever_has_work_or_runs_the_office_is_led_to_it_from_every_page(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        for who, page, wanted in (
            ("custodian", "/inbox", {"/today", "/approvals"}),
            ("intake", "/inbox", {"/today"}),
            ("admin", "/administration", {"/calendar", "/rulebooks"}),
            ("head", "/own", {"/own"}),
        ):
            at = await signed_in(worked, who)
            links = (await at.get(page)).links
            assert wanted <= set(links), who
            assert (who != "head") or "/today" not in links
            for one in wanted:
                await at.get(one)

    in_worked(database, tmp_path, story, until="close-case")
