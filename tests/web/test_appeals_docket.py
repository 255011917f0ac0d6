"""The docket of appeals: who took part in the case is told so, and pending appeals of one case lead to each other."""

import re
from pathlib import Path
from uuid import UUID

from application.actors import LOCAL_OPERATOR
from domain.appeals.events import HandlersAssigned
from domain.identity import ActorId
from domain.proceedings.events import RoleFound
from tests.support.browsing import Seen, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

ASIDE = {"zh": "您不得审查", "en": "Not yours to examine"}
GROUNDS = "通报范围过大，处理畸重。"
"""What the head writes in the worked case."""
DECIDED = {"zh": "您参与了本案的决定", "en": "You took part in the decision of this case"}


async def filed_by_the_deputy(worked: Worked) -> str:
    return await filed_by(worked, "deputy", "province")


async def filed_by(worked: Worked, who: str, forum: str) -> str:
    grounds = {"text": "处理畸重。"}
    given = {"proceeding": worked.the(f"proceeding.{who}"), "track": "T3", "grounds": grounds}
    answer = await worked.people[who].post("/api/appeals", given | {"forum": worked.the(f"organ.{forum}")})
    assert answer.status_code == 201, answer.text
    await worked.follow()
    return str(answer.json()["id"])


def test_whoever_took_part_is_told_and_appeals_of_one_case_lead_to_each_other(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        first = worked.the("appeal")
        second = await filed_by_the_deputy(worked)
        found = (await worked.sees("decider", f"/api/appeals/{first}"))["beside"]
        assert found == {"parts": ["decided"], "others": [second], "joined": [], "joinable": [[second]]}
        assert (await worked.sees("province-handler-1", f"/api/appeals/{first}"))["beside"]["parts"] == []
        assert "beside" not in await worked.sees("head", f"/api/appeals/{first}"), "its filer is told of no other"
        beside = f"/appeals?open=true&case={worked.the('case')}"
        for language in ("zh", "en"):
            decider = await signed_in(worked, "decider", language)
            listed = await decider.get("/appeals")
            assert listed.words.count(ASIDE[language]) == 2
            assert DECIDED[language] in listed.words
            assert listed.links.count(beside) == 2
            shown = await decider.get(f"/appeals/{first}")
            assert DECIDED[language] in shown.words
            assert f"/appeals/{second}" in shown.links
            handler = await signed_in(worked, "province-handler-1", language)
            listed = await handler.get("/appeals")
            assert ASIDE[language] not in listed.words
            assert f"/appeals/{first}" in listed.links
            assert ASIDE[language] not in (await handler.get(f"/appeals/{first}")).words
        narrowed = await (await signed_in(worked, "province-manager")).get(beside)
        assert {f"/appeals/{first}", f"/appeals/{second}"} <= {*narrowed.links}

    in_worked(database, tmp_path, story, until="assign-handlers")


def test_appeals_of_one_case_are_examined_together_and_nobody_reads_more_for_it(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        first = worked.the("appeal")
        second = await filed_by_the_deputy(worked)
        manager = await signed_in(worked, "province-manager")
        form = await manager.get(f"/appeals/{second}/join-appeal")
        assert form.form(f"/appeals/{second}/join-appeal").options["other"][-1] == first
        await manager.send(f"/appeals/{second}/join-appeal", {"other": first, "reasons": "同案，一并审查。"})
        await worked.follow()
        listed = await manager.get("/appeals")
        assert listed.words.count("并案审查") == 2, (
            "the docket marks the one that joined and the one to which it was joined"
        )
        assert "可以一并审查" not in listed.words, "joined already"
        parting = {one: f"/appeals/{one}/part-appeal" for one in (first, second)}
        for one in (first, second):
            page = await manager.get(f"/appeals/{one}")
            assert "可以一并审查" not in page.words
            assert f"/appeals/{one}/join-appeal" not in page.links
            assert parting[second] in page.links, "offered at the one that joined, and led to from the other"
            assert parting[first] not in page.links, "nothing was joined by it that could be parted"
        page = await manager.get(f"/appeals/{first}")
        assert "一并审查的复核申诉" in page.words
        assert page.words.count("处理畸重。") == 2, "the grounds of both stand side by side"
        handler = await signed_in(worked, "province-handler-1", "en")
        page = await handler.get(f"/appeals/{first}")
        assert page.words.count("处理畸重。") == 1, "who examines one alone reads of the other no more than before"
        for who, own, other in (("head", "head", second), ("deputy", "deputy", first)):
            at = await signed_in(worked, who)
            shown = await at.get(f"/own/{worked.the(f'proceeding.{own}')}")
            assert other not in str(shown.links) + shown.words, who
            assert "并案" not in shown.words, who
            await at.get(f"/appeals/{other}", status=404)
        await manager.get(f"/appeals/{second}/part-appeal")
        await manager.send(f"/appeals/{second}/part-appeal", {"reasons": "争点不同。"})
        await worked.follow()
        listed = await manager.get("/appeals")
        assert "并案审查" not in listed.words
        assert listed.words.count("可以一并审查") == 2
        history = (await manager.get(f"/appeals/{second}")).words
        assert "并案审查；各自的期限、结果和送达不变" in history
        assert "分案，单独审查" in history

    in_worked(database, tmp_path, story, until="assign-handlers")


def test_a_further_appeal_joins_all_that_are_examined_together_and_the_marks_stand_on_every_page(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        first, second, third = [await filed_by(worked, who, "city") for who in ("head", "deputy", "clerk")]
        manager = await signed_in(worked, "manager")
        await manager.get(f"/appeals/{second}/join-appeal")
        await manager.send(f"/appeals/{second}/join-appeal", {"other": first, "reasons": "同案。"})
        await worked.follow()
        together = {f"/appeals/{first}", f"/appeals/{second}"}
        for alone, marked in ((second, {f"/appeals/{first}"}), (first, {f"/appeals/{second}"})):
            listed = await manager.get(f"/appeals?search={alone}")
            assert "并案审查" in listed.words
            assert f"/appeals/{third}" not in listed.links
            assert marked <= {*listed.links}, "whatever page of the list the other one stands on"
        listed = await manager.get(f"/appeals?search={third}")
        assert "可以并入正在一并审查的" in listed.words
        assert "可以一并审查" not in listed.words, "no member of it is offered alone"
        assert together <= {*listed.links}
        page = await manager.get(f"/appeals/{third}")
        assert "已经并案，并入其中一件即与各件一并审查" in page.words
        assert f"/appeals/{first}/join-appeal" not in (await manager.get(f"/appeals/{first}")).links
        form = (await manager.get(f"/appeals/{third}/join-appeal")).form(f"/appeals/{third}/join-appeal")
        assert [one for one in form.options["other"] if one] == [first], "one choice: the examination"
        await manager.send(f"/appeals/{third}/join-appeal", {"other": first, "reasons": "同案。"})
        await worked.follow()
        listed = await manager.get(f"/appeals?search={second}")
        assert {f"/appeals/{first}", f"/appeals/{third}"} <= {*listed.links}
        assert (await worked.sees("approver", f"/api/appeals/{third}"))["beside"]["joinable"] == []

    in_worked(database, tmp_path, story, until="head-reads-the-decision")


def test_handlers_are_assigned_at_once_to_all_that_is_examined_together_or_to_none(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        first, second = worked.the("appeal"), await filed_by_the_deputy(worked)
        handlers = [worked.account(f"province-handler-{number}") for number in (1, 2)]
        given = {"handlers": handlers, "together": True}
        await worked.sees("province-approver", f"/api/appeals/{second}")
        for one in (first, second):
            seen = await worked.sees("province-manager", f"/api/appeals/{one}")
            worked.versions[UUID(one)] = seen["version"]
        joining = {"other": first, "reasons": {"text": "同案。"}}
        await worked.does("province-manager", f"/api/appeals/{second}/join-appeal", joining)
        refused = await worked.people["province-manager"].post(
            f"/api/appeals/{first}/assign-handlers", given, version=worked.versions[UUID(first)]
        )
        found = [(one["rule"], one["about"]) for one in refused.json()["reasons"]]
        assert found == [("joined-appeal-not-assigned", [second]), ("appeal-not-accepted", [])]
        assert (await worked.sees("province-manager", f"/api/appeals/{first}"))["appeal"]["handlers"] == [], "none is"
        await worked.does("province-approver", f"/api/appeals/{second}/accept-appeal", {})
        await worked.follow()
        for language, said in (("zh", "与本件一并审查"), ("en", "Examined together with it")):
            form = await (await signed_in(worked, "province-manager", language)).get(
                f"/appeals/{first}/assign-handlers"
            )
            assert said in form.words
            assert f"/appeals/{second}" in form.links
        manager = await signed_in(worked, "province-manager")
        await manager.get(f"/appeals/{first}/assign-handlers")
        await manager.send(f"/appeals/{first}/assign-handlers", {"handlers": handlers})  # the box is ticked already
        for one in (first, second):
            (assigned,) = [
                each.event
                for each in await worked.service.events.read(UUID(one))
                if isinstance(each.event, HandlersAssigned)
            ]
            assert [str(officer) for officer in assigned.handlers] == handlers
        await manager.get(f"/appeals/{second}/part-appeal")
        await manager.send(f"/appeals/{second}/part-appeal", {"reasons": "争点不同。"})
        alone = await manager.get(f"/appeals/{second}/assign-handlers")
        assert "together" not in alone.form(f"/appeals/{second}/assign-handlers").names

    in_worked(database, tmp_path, story, until="accept-appeal")


def _answering(page: Seen) -> list[tuple[str, ...]]:
    """Who answers in a case, with what a page says of role, body and outcome."""
    table = page.text.partition("<h2>被调查单位和人员</h2>")[2].partition("</table>")[0]
    cells = (
        r'<th scope="row">(.*?)</th>',
        *(rf'data-label="{one}">(.*?)</td>' for one in ("责任类别", "处理机关", "结果")),
    )
    rows = [[re.findall(cell, row, re.DOTALL) for cell in cells] for row in table.split("<tr>")[2:]]
    return [tuple(re.sub("<[^>]*>", "", found[0]) for found in row if found) for row in rows]


def test_whoever_decides_an_appeal_or_approves_for_its_forum_is_led_to_the_whole_record_and_its_manager_is_not(
    database: Database, tmp_path: Path
) -> None:
    """Their body may have no part in the proceeding: who allocates the appeal reads of its record what the appeal is about."""

    async def story(worked: Worked) -> None:
        appeal, track = worked.the("appeal"), worked.the("proceeding.head")
        record = f"/proceedings/{track}"
        (filed, *_) = [one.event for one in await worked.service.events.read(UUID(appeal))]
        found = next(
            one.event for one in await worked.service.events.read(UUID(track)) if isinstance(one.event, RoleFound)
        )
        for name in ("province-approver", "province-manager", "province-decider"):
            officer = await signed_in(worked, name)
            page = await officer.get(f"/appeals/{appeal}")
            assert GROUNDS in page.text, name
            opened = await officer.get(f"/documents/{filed.grounds.id}?sha256={filed.grounds.sha256}")
            assert GROUNDS in opened.text
            paper, case = f"/documents/{found.reasons.id}?sha256={found.reasons.sha256}", worked.the("case")
            if name == "province-manager":
                assert record not in page.links
                for hidden in (record, paper, f"/cases/{case}"):
                    await officer.get(hidden, status=404)
                continue
            assert {record, f"/cases/{case}"} <= set(page.links), "the whole record, and the track that it is about"
            assert paper in (await officer.get(record)).links
            await officer.get(paper)
            assert "案件〔" in (await officer.get(f"/cases/{case}")).words, "called by its number, as on every page"
            for shown in (f"/cases/{case}/clock", f"{record}/replay", f"{record}/papers"):
                await officer.get(shown)
            answering = [_answering(await officer.get(f"/cases/{case}{page}")) for page in ("", "/as-of")]
            assert len(answering[0]) == 4, "every respondent of the case"
            assert answering[0] == answering[1], "the case as it was says of them what the page of the case does"
        form = await (await signed_in(worked, "province-decider")).get(f"/appeals/{appeal}/decide-appeal")
        assert "原决定失效，停止执行；职务、待遇、名誉等需要恢复的列为原机关的待办" in form.words
        offered = form.form(f"/appeals/{appeal}/decide-appeal").options
        assert offered["measures"] == ["admonition-talk", "circulated-criticism"], (
            "nothing heavier than what was decided"
        )
        assert offered["outcome"] == ["", "measures", "exempt", "not-imposed"]
        assert "变更后的结论" in form.words
        assert "变更后的处理" in form.words
        handler = await signed_in(worked, "province-handler-1")
        assert record in (await handler.get(f"/appeals/{appeal}")).links
        read = (await worked.sees("auditor", "/api/audit/reads", newest=True))["entries"]
        denied = [one for one in read if one["outcome"] == "denied"]
        assert len(denied) == 1, "the reasons of a finding"

    in_worked(database, tmp_path, story, until="assign-handlers")


def test_a_body_without_anybody_to_examine_its_appeals_is_told_before_and_has_nothing_to_send(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        appeal = f"/appeals/{worked.the('appeal')}"
        own = {"province-manager": "assign-handlers", "province-approver": "accept-appeal"}
        said = {who: await (await signed_in(worked, who)).get(f"{appeal}/{verb}") for who, verb in own.items()}
        assert not any("账号与岗位" in page.words for page in said.values())
        assert '<button class="primary">' in said["province-manager"].text
        for name in ("province-handler-1", "province-handler-2"):
            await worked.service.accounts.disable(ActorId(UUID(worked.account(name))), by=LOCAL_OPERATOR)
        said = {who: await (await signed_in(worked, who)).get(f"{appeal}/{verb}") for who, verb in own.items()}
        assert "本机关没有可以选择的复核申诉审查人员，现在不能办理。" in said["province-manager"].words
        assert '<button class="primary">' not in said["province-manager"].text
        assert "下一步指派时无人可选" in said["province-approver"].words
        assert '<button class="primary">' in said["province-approver"].text, "admission does not wait for it"

    in_worked(database, tmp_path, story, until="execution-goes-on")
