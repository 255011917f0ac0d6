"""Every page of every role, in both languages: it opens, and it holds to the rules of the house."""

import re
from itertools import product
from pathlib import Path

from tests.support.browsing import Browser, Seen, browser, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

PAGES = {
    None: ("/", "/report?as=anonymous", "/report?as=named", "/my-report", "/figures", "/check", "/sign-in"),
    "manager": (
        "/today",
        "/inbox",
        "/docket",
        "/docket?kinds=case&open=false",
        "/docket?kinds=proceeding&stages=closed&stages=decided&departed=true&organ={organ.bureau}",
        "/cases/{case}",
        "/cases/{case}/clock",
        "/cases/{case}/as-of?on=2999-01-01",
        "/search?q=a",
        "/deadlines",
        "/deadlines?states=overdue&colour=red&handler={case}",
        "/supervision",
        "/board",
        "/hand-over?from={account.investigator-1}&to={account.investigator-3}",
        "/statistics",
        "/statistics?since=2020-01-01&until=2020-12-31",
        "/statistics/reconciliation",
        "/searches",
        "/account",
        "/pattern",
    ),
    "investigator-1": ("/today", "/cases/{case}", "/cases/{case}/enter-evidence", "/proceedings/{proceeding.head}"),
    "decider": (
        "/docket",
        "/proceedings/{proceeding.head}",
        "/proceedings/{proceeding.head}/decide",
        "/proceedings/{proceeding.head}/what-if",
        "/proceedings/{proceeding.head}/replay",
        "/proceedings/{proceeding.head}/like-cases",
    ),
    "approver": ("/approvals", "/cases/{case}", "/cases/{case}/assign-investigators"),
    "legal": ("/calendar", "/calendar/propose", "/rulebooks", "/rulebooks/propose", "/rulebooks/add-text"),
    "auditor": ("/access-log", "/docket", "/cases/{case}", "/proceedings/{proceeding.clerk}"),
    "intake": ("/inbox", "/inbox/register", "/imports/leads", "/imports/publications"),
    "clerk": ("/own/{proceeding.clerk}/statement", "/own/{proceeding.clerk}/statement/receipt"),
    "deputy": ("/own", "/own/consultations", "/own/{proceeding.deputy}", "/own/{proceeding.deputy}/appeal"),
    "head": ("/own/{proceeding.head}", "/own/{proceeding.head}/recusal", "/own/{proceeding.head}/appeal/receipt"),
    "bureau": ("/own", "/own/{proceeding.organ}"),
    "province-handler-1": ("/today", "/appeals", "/pattern"),
    "admin": (
        "/administration",
        "/administration/setup",
        "/administration/people",
        "/administration/accounts/{account.manager}",
        "/administration/units",
        "/administration/deliveries",
        "/administration/retention",
        "/templates",
        "/imports/organs",
    ),
}


def holds_to_the_rules(page: Seen, at: Browser, path: str) -> None:
    assert at.answer is not None
    csp = at.answer.headers["content-security-policy"]
    assert "default-src 'none'" in csp, path
    assert "unsafe" not in csp, path
    assert len(page.all("h1")) == 1, path
    assert page.all("html")[0]["lang"] == ("en" if at.language == "en" else "zh-CN"), path
    assert page.all("style") == [], path
    assert all((one.get("src") or "").startswith("/static/") for one in page.all("script")), path
    assert not any("style" in given or any(name.startswith("on") for name in given) for _, given in page.tags), path
    assert not re.search(r"""(?:href|src|action)=["'](?:https?:)?//""", page.text), path
    ids = [given["id"] for _, given in page.tags if given.get("id")]
    assert len(ids) == len(set(ids)), path
    fields = {given["id"] for tag, given in page.tags if tag in {"input", "select", "textarea"} and given.get("id")}
    assert fields <= {given.get("for") for given in page.all("label")}, path


def test_every_page_opens_for_its_role_in_both_languages(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        for who, language in product(PAGES, ("zh", "en")):
            paths = PAGES[who]
            at = browser(office, language) if who is None else await signed_in(office, who, language)
            for path in paths:
                filled = path
                for name, value in office.names.items():
                    filled = filled.replace("{" + name + "}", value)
                page = await at.get(filled)
                holds_to_the_rules(page, at, filled)

    in_worked(database, tmp_path, story)


def test_who_may_not_know_of_a_case_finds_nothing(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        for who in ("province-manager", "admin", "clerk"):
            at = await signed_in(office, who)
            await at.get(f"/cases/{office.the('case')}", status=404)
        at = browser(office)
        await at.get(f"/cases/{office.the('case')}", status=401)

    in_worked(database, tmp_path, story, until="filing")


def test_whoever_may_not_know_the_respondents_reads_the_numbers_of_their_tracks(
    database: Database, tmp_path: Path
) -> None:
    async def story(office: Worked) -> None:
        for who, known in (("auditor", False), ("manager", True)):
            page = await (await signed_in(office, who)).get(f"/cases/{office.the('case')}")
            for one in ("clerk", "deputy", "head"):
                at = page.words.find(office.the(f"person.bureau.{one}")[-12:])
                assert at < 0, page.words[max(0, at - 60) : at + 40]
            assert ("对象程序〔" in page.words) is not known, who

    in_worked(database, tmp_path, story)


def test_a_form_without_the_sessions_token_changes_nothing(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        at = await signed_in(office, "approver")
        path = f"/cases/{office.the('case')}/assign-investigators"
        page = await at.get(path)
        fields = {**page.form(path).fields, "investigators": [office.account("investigator-3")]}
        await at.post(path, {**fields, "token": "0" * 64}, status=403)
        other = await signed_in(office, "manager")
        taken = (await other.get(path)).form(path).fields["token"]
        await at.post(path, {**fields, "token": taken}, status=403)

    in_worked(database, tmp_path, story, until="two-investigators")


def test_a_refusal_names_each_rule_its_source_and_what_helps(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        for language, remedy in (("zh", "怎么办"), ("en", "What helps")):
            at = await signed_in(office, "approver", language)
            path = f"/cases/{office.the('case')}/assign-investigators"
            await at.get(path)
            page = await at.send(path, {"investigators": office.account("investigator-1")}, status=409)
            assert remedy in page.words
            assert "too-few-officers" in page.words
            assert [one for one in page.all("input") if one.get("type") == "checkbox" and "checked" in one]

    in_worked(database, tmp_path, story, until="filing")


def test_evidence_is_entered_in_the_browser(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        at = await signed_in(office, "investigator-1")
        path = f"/cases/{office.the('case')}/enter-evidence"
        page = await at.get(path)
        assert len(page.form(path).fields["officers"]) == 2, "both investigators are proposed"
        await office.follow()
        shown = await at.send(
            path, {"kind": "document", "document": "收件登记。", "shows": ["application-not-accepted"]}, status=200
        )
        assert "书证" in shown.words
        report = await at.get(f"/reports/{office.the('report')}")  # which is in no list of an investigator
        assert re.search(r"<h1>线索〔[0-9]{4}〕[0-9]+号</h1>", report.text)

    in_worked(database, tmp_path, story, until="two-investigators")


def test_a_digit_that_is_no_number_of_ours_is_no_position_and_no_version(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        at = await signed_in(office, "manager")
        await at.get(f"/cases/{office.the('case')}?at=²")
        await at.get("/search?q=%00", status=400)
        await at.post(f"/cases/{office.the('case')}/frame-allegation", {"version": "²"}, status=403)

    in_worked(database, tmp_path, story, until="filing")
