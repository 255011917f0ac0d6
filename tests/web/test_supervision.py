"""Supervision in the browser: begun by a form, seen on its page, and a breach made a lead, in both languages."""

from itertools import product
from pathlib import Path

import pytest

from application.adapters.scheme_files import packaged_schemes
from application.casework.instruments import BEGINNINGS
from interfaces.api.commands import PLURAL
from interfaces.web.rendering import ALIKE_NAMED
from tests.interfaces.api.test_access_of_every_route import instruments
from tests.interfaces.api.test_assessment import evaluation
from tests.interfaces.api.test_own_consultations import asked
from tests.interfaces.api.test_publication_logs import LOG, imported
from tests.interfaces.api.test_release_coordination import asked_and_silent
from tests.support.browsing import browser, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked
from tests.web.test_pages import holds_to_the_rules

pytestmark = pytest.mark.costly


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
        opened = set()
        for who in ("auditor", "legal", "intake"):
            reader = await signed_in(office, who, language)
            shown = await reader.get(path)
            opens = (await reader.client.get(report)).status_code == 200
            led = {link for link in shown.links if link.startswith("/reports/")}
            assert led == ({report} if opens else set()), f"{who} is led to what opens, and to nothing else"
            opened.add(opens)
        assert opened == {True, False}
        await office.follow()
        page = await at.get("/supervision")
        assert path in page.links

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_of_many_letters_that_say_nothing_a_few_are_named_and_the_others_counted(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        city, water = worked.the("organ.city"), worked.the("organ.water")
        letter = {"what": "未写明何事", "organ": water, "protection": "none", "source": "media", "intake": city}
        for _ in range(ALIKE_NAMED + 2):
            await worked.does("intake", "/api/reports", letter, status=201)
        path = await asked_and_silent(worked, city, worked.the("organ.bureau"), water)
        await worked.follow()
        at = await signed_in(worked, "manager")
        for shown in (path.removeprefix("/api"), "/supervision/breaches"):
            page = await at.get(shown)
            assert len({one for one in page.links if one.startswith("/reports/")}) == ALIKE_NAMED
            assert "另有 2 件" in page.words
            assert f"/docket?kinds=report&organ={water}" in page.links

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
                "/supervision/breaches",
                "/supervision/grades",
                "/docket",
                *(f"/{PLURAL[kind]}/{one}" for kind, one in found.items()),
            ):
                holds_to_the_rules(await at.get(path), at, path)
            for kind in BEGINNINGS:
                status = 200 if who == "manager" else 403
                holds_to_the_rules(await at.get(f"/{PLURAL[kind]}/new", status=status), at, kind)
        at = await signed_in(office, "manager")
        further = (await at.get(f"/projects/{found['project']}/raise-leads")).text.partition("<summary>其他 ")[2]
        assert 'name="breaches"' in further, "breaches folded behind the first are more, not settled"

    in_worked(database, tmp_path, story, until="policy-is-signed")


BEGUN: dict[str, tuple[dict[str, str], str, dict[str, str]]] = {
    "duties": (
        {"kind": "proactive-release", "since": "2012-01-01"},
        "note-item",
        {"title": "关于收费标准的通知", "formed_on": "2012-01-16"},
    ),
    "projects": (
        {"kind": "guangdong-project", "began_on": "2012-02-01", "name": "示例平台"},
        "note-progress",
        {"period_to": "2012-03-31", "reported_on": "2012-03-30", "document": "第一季度投资进展"},
    ),
    "assessments": (
        {
            "kind": "regular",
            "period_from": "2011-05-01",
            "period_to": "2012-12-31",
            "planned_on": "2012-11-01",
            "plan": "考核计划",
            "group": "考核组名单",
        },
        "note-situation",
        {
            "instrument": "qingyuan-fault-liability",
            "provision": "guide-stale",
            "since": "2012-06-01",
            "evidence": "检查记录",
        },
    ),
    "evaluations": (
        {"kind": "regular", "planned_on": "2012-03-01", "plan": "评议计划"},
        "set-scheme",
        {},
    ),
}
"""By the address of the kind: what its form is given, and a first command with what that is given."""


@pytest.mark.parametrize("kind", sorted(BEGUN))
def test_each_instrument_is_begun_by_its_form_and_every_form_it_offers_opens(
    kind: str, database: Database, tmp_path: Path
) -> None:
    async def story(office: Worked) -> None:
        at = await signed_in(office, "manager", "zh")
        begun, verb, given = BEGUN[kind]
        about = "organs" if kind in {"assessments", "evaluations"} else "organ"
        whole = {"body": office.the("organ.city"), about: office.the("organ.bureau")} | begun
        await at.get(f"/{kind}/new")
        refused = await at.send(f"/{kind}/new", whole | {"kind": "no-such-kind"}, status=409)
        assert "有规则不允许" in refused.words
        await at.get(f"/{kind}/new")
        await at.send(f"/{kind}/new", whole)
        assert at.answer is not None
        path = at.answer.url.path
        await office.follow()
        page = await at.get(path)
        offered = sorted({link for link in page.links if link.startswith(f"{path}/")})
        assert f"{path}/{verb}" in offered
        for link in offered:
            holds_to_the_rules(await at.get(link), at, link)
        if given:
            await at.get(f"{path}/{verb}")
            organ = {"organ": office.the("organ.bureau")} if verb == "note-situation" else {}
            await at.send(f"{path}/{verb}", given | organ)
            assert (await at.get(path)).words != page.words, "the record has grown"

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_the_public_answers_the_questionnaire_on_its_page(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        path = (await evaluation(office, closes="2999-12-31")).replace("/api/evaluations", "/questionnaires")
        over = (await evaluation(office, closes="2012-03-31")).replace("/api/evaluations", "/questionnaires")
        for language in ("zh", "en"):
            at = browser(office, language)
            holds_to_the_rules(await at.get(path), at, path)
            organ = office.the("organ.bureau")
            page = await at.send(path, {"organ": organ, "mark.content": ""}, status=422)
            assert page.form(path).fields["organ"] == [organ], "what was chosen stays"
            await at.send(path, {"organ": organ, "mark.content": "satisfied"})
        at = await signed_in(office, "manager", "zh")
        holds_to_the_rules(await at.get(path), at, path)
        await browser(office, "zh").get(over, status=404)

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_an_item_of_a_duty_is_called_by_its_title_and_fifty_stand_on_a_page(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        bureau = LOG.splitlines()[1].split(",")[0]
        letter = {"what": "未写明何事", "organ": office.the("organ.bureau"), "protection": "none", "source": "media"}
        await office.does("intake", "/api/reports", letter | {"intake": office.the("organ.city")}, status=201)
        rows = "".join(f"{bureau},示例通知第{number}号,,2012-01-17,2012-03-01\n" for number in range(60))
        taken = await imported(office, (LOG.splitlines()[0] + "\n" + rows).encode())
        path = f"/duties/{taken['matters'][0]}"
        at = await signed_in(office, "manager", "zh")
        first = await at.get(path)
        holds_to_the_rules(first, at, path)
        assert first.words.count("示例通知第") == 50
        assert "前（主动公开）" in first.words
        assert "D-01" not in first.words, "a rule is called by its title"
        (more,) = {link for link in first.links if "?from=" in link}
        second = await at.get(more)
        assert second.words.count("示例通知第") == 10
        assert f"{path}?from=0" in second.links
        await office.follow()
        told = "同一机关未写明问题的线索"
        for page, tables in ((path, 2), ("/supervision/breaches", 1)):
            assert (await at.get(page)).words.count(told) == tables, "once a table, not once a row"

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_the_kind_of_an_assessment_and_of_an_evaluation_are_called_alike() -> None:
    labels: dict[str, set[str]] = {}
    schemes = packaged_schemes()
    for kinds in (
        schemes.consultations.kinds,
        schemes.duties.kinds,
        schemes.projects.kinds,
        schemes.assessments.kinds,
        schemes.evaluations.kinds,
    ):
        for one in kinds:
            labels.setdefault(one.code, set()).add(one.label.zh)
    assert {code for code, words in labels.items() if len(words) > 1} == set(), "one code, one word"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_organ_that_is_asked_acknowledges_and_replies_on_its_own_pages(
    language: str, database: Database, tmp_path: Path
) -> None:
    async def story(office: Worked) -> None:
        path = await asked(office)
        own = path.replace("/api", "/own")
        at = await signed_in(office, "water", language)
        page = await at.get("/own")
        assert "/own/consultations" in page.links
        page = await at.get("/own/consultations")
        assert own in page.links
        page = await at.get(own)
        holds_to_the_rules(page, at, own)
        (receipt,) = [link for link in page.links if "note-receipt" in link]
        form = (await at.get(receipt)).form(receipt.partition("?")[0])
        assert [one for one in form.options["organ"] if one] == [office.the("organ.water")]
        page = await at.send(receipt.partition("?")[0], {"proof": "签收回执"})
        assert at.answer is not None
        assert at.answer.url.path == own
        listed = await at.get("/own/consultations")
        assert {"zh": "收到征求意见函之日", "en": "the letter was received"}[language] in listed.words, (
            "the day has its working"
        )
        page = await at.get(own)
        (reply,) = [link for link in page.links if "note-reply" in link]
        await at.get(reply)
        page = await at.send(reply.partition("?")[0], {"reply": "consent", "document": "同意发布"})
        assert not [link for link in page.links if "note-" in link]
        await at.get(path.replace("/api", ""))
        assert at.answer.url.path == own

    in_worked(database, tmp_path, story, until="policy-is-signed")
