"""The walk of the README, in the browser: a report is filed, followed, worked to a decision, served, appealed and decided again.

Whoever walks knows the README and what each page shows: every form is reached by a link of the page before it, and every
choice is made by its words.
"""

import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from application.access import Role
from application.accounts import NewGrant
from application.actors import LOCAL_OPERATOR
from domain.identity import ActorId, BodyId
from interfaces.demo.cast import cast
from tests.support.browsing import Browser, Seen, browser, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

ID = "[0-9a-f-]{36}"
OPTION = r'<(?:option|input type="checkbox" name="[^"]+") value="([^"]+)"[^>]*>(?: <span>)?([^<]*)'
CALLED = {one.name: one.called for one in cast().accounts}
ALL = "all"
HELD = ("has-responsible-role", "duty-failure", "consequence", "causation")
LEADING = "leading-member"
"""True of the head of an organ: whoever refutes everything that is left finds this first."""
OVERLOOKED = ("shifts-responsibility", "suspected-crime", "deceased")
"""Facts of three groups that somebody leaves open."""


class Stranger:
    """Somebody with the README and the demo accounts, in front of one browser for each account."""

    def __init__(self, office: Worked) -> None:
        self.office = office
        self.at: dict[str, Browser] = {}
        self.today = office.service.around.today()

    async def as_(self, who: str) -> Browser:
        """The browser in which *who* is signed in."""
        if who not in self.at:
            self.at[who] = await signed_in(self.office, who)
        return self.at[who]

    async def does(self, who: str, matter: str, verb: str, **fields: str | list[str]) -> Browser:
        """Opens *matter*, follows its link to *verb*, fills the form in and sends it.

        ``ALL`` ticks every box of a field; ``~words`` chooses what has these words.
        """
        at = await self.as_(who)
        page = await at.get(matter)
        link = next((one for one in page.links if one.partition("?")[0].endswith(f"/{verb}")), None)
        assert link is not None, f"{matter} offers {who} no {verb}: {sorted(set(page.links))}"
        asked = await at.get(link)
        form = asked.form(link.partition("?")[0])
        given = {name: _chosen(asked, form.options.get(name, []), value) for name, value in fields.items()}
        await at.send(form.action, given)
        return at

    async def is_refused(self, who: str, matter: str, verb: str, **fields: str | list[str]) -> Seen:
        """As ``does``, where a rule stands against it."""
        at = await self.as_(who)
        asked = await at.get(f"{matter}/{verb}")
        given = {name: _chosen(asked, asked.forms[-1].options.get(name, []), value) for name, value in fields.items()}
        return await at.send(asked.forms[-1].action, given, status=409)

    async def sees(self, who: str, page: str, pattern: str) -> str:
        """The last link of *page* that fits."""
        found = [one for one in (await (await self.as_(who)).get(page)).links if re.fullmatch(pattern, one)]
        assert found, f"{page} leads to no {pattern}"
        return found[-1]


def _chosen(page: Seen, options: list[str], value: str | list[str]) -> str | list[str]:
    if value == ALL:
        return options
    if isinstance(value, list):
        return [str(_chosen(page, options, one)) for one in value]
    if value.startswith("~"):
        wanted = CALLED.get(value[1:], value[1:])  # a page names people, the README and the printed list accounts
        return next(code for code, words in re.findall(OPTION, page.text) if wanted in words and code in options)
    return value


def path_of(at: Browser) -> str:
    """Where the browser is."""
    assert at.answer is not None
    return str(at.answer.url.path)


async def taken_up(stranger: Stranger) -> tuple[str, str]:
    """From the report to the filed case with its respondent: the paths of both."""
    office, does = stranger.office, stranger.does
    public = browser(office)
    asked = await public.get("/report?as=anonymous")
    since, until = (stranger.today - timedelta(days=days) for days in (60, 30))
    bureau = next(code for code, words in re.findall(OPTION, asked.text) if "土地局" in words)
    await public.send(
        "/report", {"organ": bureau, "what": "申请公开征地材料，窗口不收件。", "since": since.isoformat()}
    )
    receipt = await public.send("/report/send")
    code = receipt.form("/report/kept").fields["code"][0]
    await public.get("/my-report")
    assert "已登记" in (await public.send("/my-report", {"code": code})).words
    report = await stranger.sees("manager", "/inbox", f"/reports/{ID}")
    taking = (await stranger.as_("manager")).get(f"{report}/accept-report")
    assert (await taking).form(f"{report}/accept-report").options["body"][-1] == bureau, "the organ it is about is last"
    await does("manager", report, "accept-report", body="~市人民政府")
    accepted = (await stranger.at["manager"].get(report)).text
    assert accepted.index(f'href="{report}/case"') < accepted.index("decline-report"), (
        "the step that is named comes first"
    )
    opened = await does("manager", report, "case", body="~市人民政府", instrument="~过错责任追究", summary="不收件。")
    case = path_of(opened)
    breach = {"ground": "~依申请公开", "organ": "~土地局", "conduct_from": since.isoformat()}
    breach |= {"conduct_to": until.isoformat()}
    facts = ["application-not-accepted", "no-proper-reason"]
    stating = (await stranger.at["manager"].get(f"{case}/frame-allegation")).form(f"{case}/frame-allegation")
    assert stating.fields["organ"] == [bureau], "what the case and the report tell is there already"
    assert stating.fields["conduct_from"] == [since.isoformat()]
    await does(
        "manager",
        case,
        "frame-allegation",
        **breach,
        description="对申请无正当理由不予受理。",
        duty="~答复申请",
        facts=facts,
    )
    assert "所涉义务：答复申请" in (await stranger.at["manager"].get(case)).words, (
        "a duty is chosen and told by its name"
    )
    pair = ["~investigator-1", "~investigator-2"]
    await does("approver", case, "authorise-preliminary-check", checkers=pair, plan="调取收件登记。")
    at = await stranger.as_("investigator-1")
    names = (await at.get(f"{case}/report-preliminary-check")).forms[-1].names
    results = {name: "supported" for name in names if name.startswith("results.")}
    await does("investigator-1", case, "report-preliminary-check", report="拒收属实。", **results)
    named = await does("manager", case, "name-respondent", organ="~土地局", person="~主要负责人", role="principal")
    track = path_of(named)
    assert track.startswith("/proceedings/")
    await does("manager", track, "establish-competence", body="~市人民政府", source="register")
    await does("approver", case, "file-case", approval="同意立案。")
    await does("manager", case, "assign-investigators", investigators=pair)
    return case, track


async def investigated(stranger: Stranger, case: str, track: str) -> None:
    """Evidence, findings, role and elements, the report and its review."""
    does, by, facts = stranger.does, "investigator-1", ("application-not-accepted", "no-proper-reason")
    await does(by, case, "enter-evidence", kind="document", document="收件登记复印件。", shows=list(facts))
    unfounded = await stranger.is_refused(
        by, case, "make-finding", fact=facts[0], status="established", reasons="登记。"
    )
    assert "勾选作为依据的证据；案卷中还没有的，先录入" in unfounded.words, "what helps is in the form itself"
    assert "依据的证据 认定成立的，至少勾选一件" in unfounded.words
    for fact in facts:
        await does(by, case, "make-finding", fact=fact, status="established", evidence=ALL, reasons="登记为证。")
    await does(by, track, "find-role", role="principal", evidence=ALL, reasons="提出一律不收的口径。")
    for fact in HELD[1:]:
        await does(by, track, "find-element", fact=fact, status="established", evidence=ALL, reasons="登记为证。")
    several = await stranger.at[by].get(f"{track}/settle-facts")
    assert "依据的证据 认定成立的，至少勾选一件" in several.words, "what a finding needs is not left to choice"
    form = several.form(f"{track}/settle-facts")
    leading = {"status": "established", "evidence": ALL, "reasons": "任职文件。"}
    await does(by, track, "settle-facts", facts=[LEADING], **leading)
    rest = [fact for fact in form.options["facts"] if fact not in (*HELD, *OVERLOOKED, LEADING)]
    await does(by, track, "settle-facts", facts=rest, status="refuted", evidence=ALL, reasons="逐项查证，均不存在。")
    await does(by, case, "report-investigation", report="事实清楚。", unit_opinions="单位无异议。")
    points = ("facts", "evidence", "qualification", "procedure", "handling", "competence")
    sound: dict[str, str | list[str]] = dict.fromkeys(points, "sound")
    await does("reviewer", track, "review-file", reviewers=ALL, opinion="同意调查认定。", **sound)


async def _settled_after_all(stranger: Stranger, track: str, refused: Seen) -> None:
    """What is still open is refused by its names, with one way to settle just that."""
    assert "respondent-dead" not in refused.words, "a limit in its words"
    assert "所涉限制：被处理人已死亡" in refused.words
    assert refused.words.count("decisive-fact-open") == 1, "one rule is explained once"
    (way,) = [one for one in refused.links if "/settle-facts" in one]
    at = await stranger.as_("reviewer")
    asked = await at.get(way)
    form = asked.form(f"{track}/settle-facts")
    assert sorted(form.fields["facts"]) == sorted(OVERLOOKED), "exactly what is open is ticked"
    settled = asked.text.partition("（可以重新认定）</summary>")[2].partition("</fieldset>")[0]
    assert f'value="{HELD[0]}"' in settled, "what is settled stands apart"
    assert not [one for one in OVERLOOKED if f'value="{one}"' in settled]
    given = {"status": "refuted", "evidence": form.options["evidence"], "reasons": "逐项查证，均不存在。"}
    await at.send(form.action, given)


async def listed(at: Browser) -> list[str]:
    """The questions on somebody's list, by the address where each is answered."""
    return [one for one in (await at.get("/today")).links if "/answer-question" in one]


async def _both_offices(stranger: Stranger, track: str, notice: dict[str, str | list[str]], asked: str) -> None:
    """Who issues notices and may answer as well is led from the refusal to that very question."""
    accounts, reviewer = stranger.office.service.accounts, ActorId(UUID(stranger.office.account("reviewer")))
    city = BodyId(UUID(str(stranger.office.the("organ.city"))))
    given = await accounts.grant(reviewer, NewGrant(role=Role.LEGAL_OFFICER, body=city), by=LOCAL_OPERATOR)
    refused = await stranger.is_refused("reviewer", track, "issue-notice", **notice)
    assert asked in refused.links
    await accounts.withdraw(given, by=LOCAL_OPERATOR)


async def stated(stranger: Stranger, track: str, own: str) -> None:
    """The respondent disputes; each point is answered, then the defence as a whole."""
    head, path = await stranger.as_("head"), f"{own}/statement"
    await head.get(own)
    stating = await head.get(path)
    assert "依申请公开工作中的过错" in stating.words or "依申请公开" in stating.words, "of which situation each fact is"
    asked = stating.form(path)
    said = {**asked.fields, "whole": "窗口当日停电，并非拒收。", "act": "review"}
    await head.post(path, {**(await head.post(path, said)).form(path).fields, "act": "send"})
    answering = await (await stranger.as_("reviewer")).get(f"{track}/answer-point")
    assert "窗口当日停电，并非拒收。" in answering.words, "whoever answers reads what is answered"
    await stranger.does("reviewer", track, "answer-point", adoption="not-adopted", reasons="登记为证，当日供电正常。")
    await stranger.does("reviewer", track, "verify-defence", opinion="申辩不影响认定。")


async def decided(stranger: Stranger, track: str) -> str:
    """Notice, waiver, deliberation, decision and service; the path of the respondent's own page."""
    does, own = stranger.does, track.replace("/proceedings/", "/own/")
    handling: dict[str, str | list[str]] = {"outcome": "measures", "measures": ["admonition-talk"]}
    notice: dict[str, str | list[str]] = {"findings": ALL, "document": "告知书（虚构）", **handling}
    refused = await stranger.is_refused("reviewer", track, "issue-notice", **notice)
    await _settled_after_all(stranger, track, refused)
    refused = await stranger.is_refused("reviewer", track, "issue-notice", **notice)
    assert "仍然有效？ " in refused.words, "which question it is, with one mark at its end"
    assert "可以答复的是：法制岗、决定人。" in refused.words, "who may answer what the text leaves open"
    assert not [one for one in refused.links if "answer-question" in one], "and who may not is not led there"
    asked = f"{track}/answer-question?question=AMB-22b"
    legal = await stranger.as_("legal")
    assert await listed(legal) == [asked], "whose answer it is, has it on their list, and nothing that holds up nobody"
    page = await legal.get(asked)
    offered = page.forms[-1].options["question"]
    assert offered == ["", "AMB-22b|still-in-force", "AMB-22b|lapsed"], "that question alone, with its choices"
    assert asked not in (await stranger.at["reviewer"].get(track)).links
    await _both_offices(stranger, track, notice, asked)
    await does("legal", track, "answer-question", question="~仍然有效", reasons="未见废止的规定。")
    assert await listed(legal) == [], "until it is answered"
    await does("reviewer", track, "issue-notice", **notice)
    await does("manager", track, "serve-notice", mode="direct", proof="送达回证（虚构）")
    assert own in (await (await stranger.as_("head")).get("/own")).links
    await stated(stranger, track, own)
    minutes = "一致同意诫勉谈话。"
    sitting = await (await stranger.as_("decider")).get(f"{track}/deliberate")
    assert sitting.form(f"{track}/deliberate").fields["quorum"] == ["2"]
    assert "至少 2 人（本系统的设定）" in sitting.words, "and whose number it is"
    await does("decider", track, "deliberate", present=ALL, voting=ALL, minutes=minutes, quorum="3", **handling)
    words = {"number": "示责〔2026〕9001号", "reasons": "应当追究。", "document": "处理决定书（虚构）"}
    await does("decider", track, "decide", findings=ALL, departure="情节较轻。", **words, **handling)
    for to in ("respondent", "unit"):
        await does("manager", track, "serve-decision", to=to, mode="direct", proof="送达回证（虚构）")
    return own


async def closed(stranger: Stranger, case: str, track: str) -> None:
    """From the outcome of the appeal to the archive: what is left to do is named, and its buttons stand there."""
    does, today = stranger.does, stranger.today.isoformat()
    await does("manager", track, "announce-decision", scope="在本单位会议上宣布（虚构）。", announced_on=today)
    await does("manager", track, "carry-out-measure", measure="~诫勉谈话", proof="谈话记录（虚构）")
    for formality in ("personal-file", "authority-filing"):
        await does("manager", track, "record-formality", formality=formality, done_on=today, proof="回执（虚构）")
    await does("manager", track, "close-proceeding", report="已执行完毕。")
    await does("approver", case, "close-case", report="各对象均已了结。")
    report = await stranger.sees("manager", case, f"/reports/{ID}")
    await does("manager", report, "inform-reporter", message="您反映的问题已依法处理。")
    await does("manager", case, "archive-case", index="卷内目录（虚构）", retention="long-term")
    assert "已归档" in (await stranger.at["manager"].get(case)).words


async def _found_by_name(stranger: Stranger, track: str) -> None:
    """The search for persons finds whom the demonstration prints; the other box says so."""
    (called,) = [one.called for one in cast().accounts if one.name == "head"]
    at = await stranger.as_("manager")
    asked = await at.get("/search")
    assert "查人请用下面的“按姓名查找对象”。" in asked.words
    assert track in (await at.send("/search/person", {"name": called})).links


async def _introduced(office: Worked) -> None:
    """Everybody is called as in the demonstration: the README and its printed list name accounts, the pages people."""
    for one in cast().accounts:
        account = ActorId(UUID(office.account(one.name)))
        await office.service.called.give(account, one.called, by=LOCAL_OPERATOR)


def test_a_stranger_works_a_report_to_a_decision_and_an_appeal(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        await _introduced(office)
        stranger = Stranger(office)
        does = stranger.does
        case, track = await taken_up(stranger)
        await investigated(stranger, case, track)
        own = await decided(stranger, track)
        await _found_by_name(stranger, track)
        head = await stranger.as_("head")
        for path in (own, f"{own}/appeal"):
            ways = (await head.get(path)).words
            assert re.search(r"最后一天是\d+年\d+月\d+日", ways), "how long the respondent may still appeal"
            assert "报告整改情况" not in ways, "nothing was to be put right by a day"
            assert re.search(r"向下列机关之一提出：[^。]*省人民政府", ways), "and to whom"
        begins = (await head.get(own)).words.partition("接下来")[0]
        assert re.search(r"不服处理决定的，可以提出复核或申诉：.*最后一天是\d+年\d+月\d+日。\s*还剩 \d+ 天", begins), (
            "first of all"
        )
        (forum,) = [one for one in (await head.get(f"{own}/appeal")).all("select") if one.get("name") == "forum"]
        assert "required" in forum, "left open the appeal would be refused: several bodies can take it"
        at = await does(
            "head", own, "appeal", track="T3", step="first", **{"points.0.text": "处理畸重。"}, forum="~省人民政府"
        )
        assert "处理畸重。" in at.page.words, "read once more before it is filed"
        await at.send(f"{own}/appeal/send")
        appeal = await stranger.sees("province-approver", "/appeals", f"/appeals/{ID}")
        await does("province-approver", appeal, "accept-appeal")
        await does("province-manager", appeal, "assign-handlers", handlers=ALL)
        await does("province-handler-1", appeal, "examine-appeal", opinion="事实清楚，处理适当。")
        handler = await stranger.as_("province-handler-1")
        (asked,) = [
            name
            for name in (await handler.get(f"{appeal}/answer-grounds")).form(f"{appeal}/answer-grounds").names
            if name.endswith(".holding")
        ]
        said = {asked: "does-not-hold", asked.replace("holding", "reasons"): "处理适当。"}
        await does("province-handler-1", appeal, "answer-grounds", **said)
        await does("province-handler-1", appeal, "deliberate-appeal", present=ALL, minutes="同意维持。")
        words = {"number": "示省复〔2026〕9001号", "document": "复核决定书（虚构）"}
        await does("province-decider", appeal, "decide-appeal", result="upheld|decision-sound", **words)
        await does("province-handler-1", appeal, "serve-appeal", mode="direct", proof="送达回证（虚构）")
        told = await (await stranger.as_("head")).get(own)
        assert "维持" in told.words
        assert "理由不成立 处理适当。" in " ".join(told.words.split()), "and what was said to the ground"
        await closed(stranger, case, track)

    in_worked(database, tmp_path, story, until="policy-is-signed")
