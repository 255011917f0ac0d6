"""The next step of every matter is said in words, and only where it is the reader's does its button stand out."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from msgspec.structs import replace

from interfaces.api.commands import PLURAL
from interfaces.api.operation import Sentence
from interfaces.demo.script import worked_case
from interfaces.web.offers import Offer, offers, usual
from interfaces.web.pages.lists import verb_in
from interfaces.web.past import rare_of_track
from interfaces.web.rendering import environment
from interfaces.web.wording import LANGUAGES, Language, Texts
from projections.docket.row import Step
from tests.domain.proceedings.test_sanction_record import decided
from tests.support.browsing import Seen, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_track_that_waits_for_a_step_of_its_case_says_it_as_the_case_does(language: Language) -> None:
    verb = verb_in(Texts(language))
    assert verb("proceeding", Step.INVESTIGATE) == verb("case", Step.INVESTIGATE) != Step.INVESTIGATE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", Step)
def test_each_step_has_words_wherever_it_occurs(language: Language, step: Step) -> None:
    verb = verb_in(Texts(language))
    assert any(verb(kind, step) != step for kind in PLURAL), step


@pytest.mark.parametrize("stage", usual()["proceeding"])
def test_revoking_ones_own_decision_is_usual_at_no_stage_and_stands_among_the_other_actions(stage: str) -> None:
    label = Sentence("自行撤销处理决定", "Revoke the body's own decision")
    revoke = Offer(action="proceeding.revoke-decision", label=label, to="/proceedings/1/revoke-decision")
    now, later = offers("proceeding", stage, None, [revoke])
    assert (now, later) == ([], [revoke])
    texts = Texts("zh")
    source = '{% from "parts.html" import buttons with context %}{{ buttons(now, later) }}'
    page = environment("zh").from_string(source).render(now=now, later=later, t=texts, say=texts.say)
    folded = page.partition("<details>")[2]
    assert folded.index("其他操作") < folded.index(revoke.to)


@pytest.mark.parametrize(("due", "usual_here"), [(None, False), (date(2012, 7, 2), True)])
def test_a_rectification_is_usual_where_something_is_put_right_by_a_day(due: date | None, usual_here: bool) -> None:
    track = decided("admonition-talk")
    assert track.decision is not None
    measures = tuple(replace(one, due_on=due) for one in track.decision.measures)
    rare = rare_of_track(replace(track, decision=replace(track.decision, measures=measures)))
    label = Sentence("报告整改情况", "Report the rectification")
    report = Offer(action="proceeding.report-rectification", label=label, to="/proceedings/1/report-rectification")
    now, later = offers("proceeding", "execution", None, [report], rare)
    assert (now, later) == (([report], []) if usual_here else ([], [report]))


def standing_out(page: Seen) -> set[str]:
    links = [one for one in page.all("a") if {"button", "primary"} <= set((one.get("class") or "").split())]
    return {(one.get("href") or "").partition("?")[0] for one in links}


HEARD, DECIDED = "serve-notice-head", "decide-head"


@pytest.mark.parametrize("until", [HEARD, DECIDED])
def test_only_the_readers_own_next_step_stands_out(until: str, database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        tracks = [worked.the(name) for name in sorted(worked.names) if name.startswith("proceeding.")]
        pages = {worked.the("case"): "cases"} | dict.fromkeys(tracks, "proceedings")
        seen = set()
        for who in ("manager", "reviewer", "decider", "approver", "investigator-1"):
            tasks = {one["id"]: one["next_step"] for one in (await worked.sees(who, "/api/work"))["tasks"]}
            at = await signed_in(worked, who, "en")
            for matter, plural in pages.items():
                page = await at.get(f"/{plural}/{matter}")
                mine = {f"/{plural}/{matter}/{tasks[matter]}"} if matter in tasks else set()
                assert standing_out(page) == mine, (who, plural, matter)
                seen |= {(who, step) for step in mine}
        assert seen
        head = await (await signed_in(worked, "manager", "en")).get(f"/proceedings/{worked.the('proceeding.head')}")
        wanted = {
            HEARD: "Next: File a statement in defence (",
            DECIDED: "Next: Record service of the decision (",
        }
        assert wanted[until] in head.words
        case = await (await signed_in(worked, "decider", "zh")).get(f"/cases/{worked.the('case')}")
        assert "下一步" not in case.words.split("由谁办理")[0], "the case itself waits for nobody"
        assert "各对象的程序正在办理" in case.words
        assert {HEARD: "提交陈述申辩", DECIDED: "送达处理决定"}[until] in case.words, "what each track waits for"

    in_worked(database, tmp_path, story, until=until)


def test_a_track_that_waits_for_an_appeal_is_nobodys_and_says_who_deals_with_the_appeal(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        head, appeal = worked.the("proceeding.head"), worked.the("appeal")
        closing = {"report": {"text": "办结"}}

        async def step() -> str | None:
            await worked.follow()
            found = await worked.sees("manager", "/api/docket", search=head)
            listed = {one["id"] for one in (await worked.sees("manager", "/api/work"))["tasks"]}
            row = next(one for one in found["entries"] if one["id"] == head)
            assert (head in listed) is (row["next_step"] is not None)
            worked.versions[UUID(head)] = row["version"]
            said: str | None = row["next_step"]
            return said

        assert await step() is None, "what is refused is nobody's next step"
        refused = await worked.does("manager", f"/api/proceedings/{head}/close-proceeding", closing, status=409)
        assert "appeal-outcome-unserved" in {one["rule"] for one in refused["reasons"]}
        served = {"mode": "direct", "served_on": str(worked.today), "proof": {"text": "送达回证"}}
        await worked.does("province-manager", f"/api/appeals/{appeal}/serve-appeal", served)
        assert await step() == "close-proceeding"

    in_worked(database, tmp_path, story, until="decide-appeal")


@pytest.mark.parametrize(
    ("language", "waits"), [("zh", "等复核、申诉了结并送达结果"), ("en", "Waits until the outcome")]
)
def test_the_page_of_a_track_leads_to_the_appeal_for_which_it_waits(
    language: Language, waits: str, database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        head, appeal = worked.the("proceeding.head"), worked.the("appeal")
        page = await (await signed_in(worked, "manager", language)).get(f"/proceedings/{head}")
        said = page.words.split(waits)[1]
        assert verb_in(Texts(language))("appeal", "serve-appeal") in said
        assert f"/appeals/{appeal}" in page.links
        assert f"/proceedings/{head}/close-proceeding" not in standing_out(page)

    in_worked(database, tmp_path, story, until="decide-appeal")


async def tasks_of(worked: Worked, who: str) -> dict[str, str]:
    """What waits for *who*, and what each of it waits for."""
    return {one["id"]: one["next_step"] for one in (await worked.sees(who, "/api/work"))["tasks"]}


def test_the_file_of_a_closed_case_waits_in_a_list_until_it_is_in_the_archive(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        case, steps = worked.the("case"), {one.name: one for one in worked_case()}
        await worked.follow()
        assert (await tasks_of(worked, "manager"))[case] == "archive-case", "as its page says"
        assert case not in await tasks_of(worked, "approver")
        await worked.take(steps["archive"])
        await worked.follow()
        assert case not in await tasks_of(worked, "manager")

    in_worked(database, tmp_path, story, until="close-case")


async def _waits_for_its_facts(worked: Worked, *, settles: set[str], others: set[str]) -> None:
    """Everywhere the track waits for its open facts: on the list of each who may find them, on those of nobody else."""
    head, case = worked.the("proceeding.head"), worked.the("case")
    for who in settles | others:
        tasks = await tasks_of(worked, who)
        assert tasks.get(head) == ("settle-facts" if who in settles else None), who
        assert case not in tasks, "and the case waits for its tracks"
    for who in ("investigator-1", "investigator-2"):
        waiting = {one["id"] for one in (await worked.sees(who, "/api/work/waiting"))["tasks"]}
        assert (head in waiting) is (who not in settles), "what is somebody's own waits for nobody else"
    page = await (await signed_in(worked, "approver")).get(f"/cases/{case}")
    row = page.words.split("被调查单位和人员")[-1]
    assert "一并认定多项事实" in row, "the table of the case names it too"
    assert "制发事实及拟处理告知书" not in row
    assert "下一步" not in page.words.split("由谁办理")[0]
    assert f"/proceedings/{head}" in page.links


def test_a_track_with_facts_open_says_so_before_it_names_the_report_or_the_notice(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        steps = {one.name: one for one in worked_case()}
        await worked.follow()
        await _waits_for_its_facts(worked, settles={"investigator-1", "investigator-2"}, others={"reviewer", "manager"})
        at_work = await (await signed_in(worked, "decider")).get(f"/proceedings/{worked.the('proceeding.head')}")
        assert "认定以后才能提交调查报告。下一步：一并认定多项事实，由调查人员办理" in at_work.words
        for name in ("investigation-report", "review-head"):
            await worked.take(steps[name])
        await worked.follow()
        await _waits_for_its_facts(worked, settles={"investigator-1", "investigator-2", "reviewer"}, others={"manager"})
        head = f"/proceedings/{worked.the('proceeding.head')}"
        found = await worked.sees("reviewer", f"/api{head}/recommendation")
        decisive = [
            one
            for one in found["recommendation"]["open_facts"]
            if any(not change.startswith("form:") for change in one["changes"])
        ]
        for who, may in (("reviewer", True), ("investigator-1", True), ("manager", False)):
            page = await (await signed_in(worked, who)).get(head)
            assert f"还有 {len(decisive)} 项可能改变结论的事实没有认定" in page.words, who
            assert "下一步：一并认定多项事实，由审理人员、调查人员办理" in page.words
            assert standing_out(page) == ({f"{head}/settle-facts"} if may else set()), who
        at, settling = await signed_in(worked, "reviewer"), f"{head}/settle-facts"
        asked = await at.get(settling)
        codes = {one["fact"] for one in decisive}
        assert codes == {*asked.form(settling).fields["facts"]}, "opened from the page, what is open is ticked"
        assert f"已勾选还没有认定、可能改变结论的 {len(codes)} 项事实" in asked.words
        (one, *_) = codes
        assert (await at.get(f"{settling}?facts={one}")).form(settling).fields["facts"] == [one]

    in_worked(database, tmp_path, story, until="finding-no-reason")


def test_whoever_reported_is_to_be_told_once_the_case_is_over(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        report, case = f"/reports/{worked.the('report')}", f"/api/cases/{worked.the('case')}"
        at = await signed_in(worked, "intake")

        async def names_it() -> bool:
            await worked.follow()
            page, inbox = await at.get(report), await at.get("/inbox")
            work = (await worked.sees("manager", "/api/work", steps="inform-reporter"))["tasks"]
            assert ([one["id"] for one in work] == [worked.the("report")]) is ("没有被告知结果" in page.words)
            assert (f"{report}/inform-reporter" in inbox.links) is bool(work)
            today = await at.get("/today")
            assert (report in today.links) is bool(work), "whose desk it is may tell, and has it in the list of work"
            assert (standing_out(page) == {f"{report}/inform-reporter"}) is ("没有被告知结果" in page.words)
            return bool(standing_out(page))

        assert not await names_it(), "nothing came of it yet"
        why = {"reasons": {"text": "情节不足以立案。"}}
        await worked.does("approver", f"{case}/decide-not-to-file", why)
        assert await names_it()
        version = await worked.sees_version("manager", f"/api{report}")
        told = await worked.people["manager"].post(
            f"/api{report}/inform-reporter", {"message": {"text": "经初核不予立案。"}}, version=version
        )
        assert told.status_code == 200, told.text
        assert not await names_it()

    in_worked(database, tmp_path, story, until="preliminary-report")


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "还没有确定由哪个机关处理"), ("en", "It is not on record which body")]
)
def test_before_it_is_filed_a_case_leads_to_each_respondent_for_whom_no_body_is_on_record(
    language: Language, said: str, database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        case, tracks = (
            worked.the("case"),
            [worked.the(f"proceeding.{one}") for one in ("organ", "deputy", "head", "clerk")],
        )
        await worked.follow()
        tasks = {one["id"]: one["next_step"] for one in (await worked.sees("manager", "/api/work"))["tasks"]}
        assert tasks[case] == "establish-competence"
        approver = await signed_in(worked, "approver", language)
        for who, may in ((approver, True), (await signed_in(worked, "reviewer", language), False)):
            page = await who.get(f"/cases/{case}")
            assert said in page.words
            ways = {f"/proceedings/{one}/establish-competence" for one in tracks}
            assert (ways <= {*page.links}) is may
            assert len(standing_out(page) & ways) == may, "one of them stands out, where the reader may"
        steps = {one.name: one for one in worked_case()}
        for name in ("competence-organ", "competence-deputy", "competence-head", "competence-clerk"):
            await worked.take(steps[name])
        await worked.follow()
        assert said not in (await approver.get(f"/cases/{case}")).words
        tasks = {one["id"]: one["next_step"] for one in (await worked.sees("decider", "/api/work"))["tasks"]}
        assert case not in tasks
        found = await worked.sees("decider", "/api/docket", search=case)
        assert {one["next_step"] for one in found["entries"] if one["id"] == case} == {"decide-on-filing"}

    in_worked(database, tmp_path, story, until="name-head")
