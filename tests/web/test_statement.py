"""The statement writer: each notified fact answered, kept while written, read once more, sent once, with a receipt."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import UUID

import pytest

from domain.identity import ActorId
from tests.support.browsing import BASE, PASSWORD, Seen, browser, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

SECRET = "Example: the window was closed for repairs. 示例：窗口在维修。"


def test_a_statement_is_written_saved_reviewed_and_sent_with_a_receipt(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "clerk")
        own = worked.the("proceeding.clerk")
        path = f"/own/{own}/statement"
        assert path in (await at.get(f"/own/{own}")).links
        page = await at.get(path)
        facts = [name.partition(".")[2] for name in page.form(path).names if name.startswith("text.")]
        assert facts, "the facts of the notice are asked one by one"
        empty = await at.send(path, {"act": "review"} if "act" in page.form(path).names else {}, status=422)
        assert "statement-empty" in empty.text or "还没有回答" in empty.words

        fields = {**page.form(path).fields, f"stance.{facts[0]}": ["partly"], f"text.{facts[0]}": [SECRET]}
        forged = {**fields, f"stance.{facts[0]}": ["forged"]}
        refused = await at.post(path, {**forged, "act": ["review"]}, status=400)
        assert f"stance.{facts[0]} 不在可选值之内" in refused.words
        assert SECRET in refused.text
        saved = {name: values[-1] for name, values in forged.items()}
        await worked.service.drafts.save(ActorId(worked.people["clerk"].account), UUID(own), saved)
        assert SECRET in (await at.get(f"{path}/review")).words, "a draft that was kept before is no dead end"
        await at.post(path, {**fields, "act": ["keep"]}, status=204)  # the script: no redirect is taken for it
        again = await at.get(path)
        assert SECRET in again.text
        assert "只有您能看到" in again.words
        other = await signed_in(worked, "deputy")
        await other.get(path, status=404)
        manager = await signed_in(worked, "manager")
        await manager.get(path, status=404)
        assert SECRET not in str((await worked.sees("reviewer", f"/api/proceedings/{own}/history"))["entries"])

        review = await at.post(path, {**again.form(path).fields, "act": ["review"]})
        assert SECRET in review.text
        assert "部分承认" in review.words
        sent = {**review.form(path).fields, "act": ["send"]}
        receipt = await at.post(path, sent)
        assert "办理机关已收到" in receipt.words
        assert re.search(r"<code>[0-9a-f]{64}</code>", receipt.text)
        repeated = await at.post(path, sent)
        assert "办理机关已收到" in repeated.words
        assert repeated.words.count("收到时间") == 1, "sent twice is one statement"
        assert SECRET not in (await at.get(path)).text, "the draft is gone"
        events = [
            one
            for one in (await worked.sees("reviewer", f"/api/proceedings/{own}/history"))["entries"]
            if one["name"] == "proceeding.statement-received.v1"
        ]
        assert len(events) == 1
        (document,) = [one for name, one in events[0]["documents"].items() if name == "document"]
        reviewer = await signed_in(worked, "reviewer")
        whole = await reviewer.get(f"/documents/{document['id']}?sha256={document['sha256']}")
        assert "：部分承认。" in whole.words, "a sentence for each fact, and no row of words"

    in_worked(database, tmp_path, story, until="respondent-does-not-see-report")


def test_nobody_writes_before_notice_or_without_signing_in(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        own = worked.the("proceeding.clerk")
        await (await signed_in(worked, "clerk")).get(f"/own/{own}/statement", status=404)
        await browser(worked).get(f"/own/{own}/statement", status=401)

    in_worked(database, tmp_path, story, until="filing")


def test_what_was_written_is_not_lost_when_the_session_ends_meanwhile(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "clerk")
        path = f"/own/{worked.the('proceeding.clerk')}/statement"
        written = {**(await at.get(path)).form(path).fields, "whole": [SECRET], "act": ["review"]}
        await worked.service.sessions.end_all(ActorId(worked.people["clerk"].account))

        asked = await at.post(path, written, status=401)
        assert "您写的内容没有丢" in asked.words
        again = await at.send("/sign-in", {"name": "clerk", "password": "wrong"}, status=401)
        assert SECRET in again.text, "a wrong password loses nothing either"
        held = await at.send("/sign-in", {"name": "clerk", "password": PASSWORD})
        assert SECRET in held.words
        assert SECRET in (await at.send(path)).form(path).fields["whole"][0]

        await at.sign_in("clerk")
        stale = await at.post(path, written, status=403)
        assert SECRET in stale.words, "the form of the session before can be sent in this one"
        assert SECRET in (await at.send(path)).form(path).fields["whole"][0]

        await worked.service.sessions.end_all(ActorId(worked.people["clerk"].account))
        scan = {"signed.file": ("statement.txt", b"example", "text/plain")}
        sent = {name: value[-1] for name, value in written.items()}
        answer = await at.client.post(path, data=sent, files=scan, headers={"Origin": BASE, "Accept-Language": "zh"})
        at.page = Seen(answer.text)
        await at.send("/sign-in", {"name": "clerk", "password": PASSWORD})
        without = await at.send(path, status=422)
        assert "请重新选择文件" in without.words, "a file is not left out in silence"
        assert SECRET in without.form(path).fields["whole"][0]

    in_worked(database, tmp_path, story, until="respondent-does-not-see-report")


def test_a_form_of_another_site_is_not_held(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        path = f"/own/{worked.the('proceeding.clerk')}/statement"
        refused = await browser(worked).post(path, {"whole": SECRET}, origin="https://elsewhere.example", status=401)
        assert SECRET not in refused.text
        address = "/docket?kinds=case&open=false"
        asked = await browser(worked).get(address, status=401)
        assert asked.form("/sign-in").fields["next"] == [address], "the list that was asked for comes after the sign-in"

    in_worked(database, tmp_path, story, until="filing")


def test_what_was_submitted_stands_as_words_once_nothing_more_can_be_stated(database: Database, tmp_path: Path) -> None:
    """Closed, the page is no form: it says what was submitted, that it was waived, or that nothing was; and what lies unsent."""

    async def story(worked: Worked) -> None:
        clerk, deputy = worked.the("proceeding.clerk"), worked.the("proceeding.deputy")
        await worked.service.drafts.save(ActorId(worked.people["deputy"].account), UUID(deputy), {"whole": SECRET})
        for who, own, said, not_said in (
            ("clerk", clerk, ("口径由领导提出。", "已配合调查并及时更正。", "您提交的内容"), ("没有提交",)),
            ("deputy", deputy, ("您声明过放弃陈述申辩", "写下而没有提交的", SECRET), ("您提交的",)),
        ):
            at = await signed_in(worked, who)
            page = await at.get(f"/own/{own}/statement")
            assert "不再收取" in page.words
            assert [one for one in said if one not in page.words] == []
            assert [one for one in not_said if one in page.words] == []
            assert "<textarea" not in page.text
            assert 'type="file"' not in page.text
            assert 'type="radio"' not in page.text
            again = await at.get(f"/own/{own}/statement/review")
            assert "不再收取" in again.words, "nothing is read once more that cannot be sent"

    in_worked(database, tmp_path, story)


def test_whoever_said_nothing_reads_that_nothing_was_submitted(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        own = worked.the("proceeding.clerk")
        handed = {"outcome": "transferred", "measures": []}
        leaders = [str(worked.people[one].account) for one in ("bureau-decider", "bureau-decider-2", "bureau-approver")]
        discussed = {"present": leaders, "voting": leaders, "minutes": {"text": "示例"}, "quorum": 3}
        decided = {
            "number": "演示〔2026〕0号",
            "findings": [],
            "reasons": {"text": "示例"},
            "document": {"text": "示例"},
        }
        decided |= {"transferred_to": worked.the("organ.city")}
        for verb, body in (("deliberate", discussed), ("decide", decided)):
            path = f"/api/proceedings/{own}"
            version = await worked.sees_version("bureau-decider", path)
            answer = await worked.people["bureau-decider"].post(f"{path}/{verb}", handed | body, version=version)
            assert answer.status_code == 200, answer.text
        page = await (await signed_in(worked, "clerk")).get(f"/own/{own}/statement")
        assert "您没有提交陈述申辩。" in page.words
        assert "您提交的" not in page.words
        assert "<textarea" not in page.text

    in_worked(database, tmp_path, story, until="respondent-does-not-see-report")


LATE = "集体讨论以前提出的，仍然收下"


async def whoever_waived(worked: Worked) -> None:
    own = worked.the("proceeding.deputy")
    version = await worked.sees_version("deputy", f"/api/proceedings/{own}")
    said = {"document": {"text": "示例：不作陈述申辩。"}}
    done = await worked.people["deputy"].post(f"/api/proceedings/{own}/waive-statement", said, version=version)
    assert done.status_code == 200, done.text
    await worked.follow()
    told = (await worked.sees("deputy", f"/api/proceedings/{own}"))["stating"]
    assert (told["state"], told["waived"], told["further"]) == ("in-time", True, False)
    at = await signed_in(worked, "deputy")
    for page in (await at.get(f"/own/{own}"), await at.get("/own")):
        assert "改变主意的仍可以提出" in page.words
        assert "期限内可以提出，最后一天是" in page.words
        assert f"/own/{own}/statement" in page.links
    assert f"/proceedings/{own}/waive-statement" not in (await at.get(f"/own/{own}")).links


async def whoever_let_the_time_pass(worked: Worked) -> None:
    own = worked.the("proceeding.clerk")
    path = f"/own/{own}/statement"
    told = (await worked.sees("clerk", f"/api/proceedings/{own}"))["stating"]
    assert (told["state"], told["waived"], told["further"]) == ("late", False, False)
    at = await signed_in(worked, "clerk")
    for page in (await at.get(f"/own/{own}"), await at.get("/own")):
        assert LATE in page.words
        assert path in page.links
    page = await at.get(f"/own/{own}")
    assert "您可以在期限内陈述申辩" not in page.words
    assert f"/proceedings/{own}/waive-statement" not in page.links
    form = await at.get(path)
    assert LATE in form.words
    review = await at.post(path, {**form.form(path).fields, "whole": [SECRET], "act": ["review"]})
    await at.post(path, {**review.form(path).fields, "act": ["send"]})
    assert "可以再补充" in (await at.get(f"/own/{own}")).words


async def whoever_comes_after_the_discussion(worked: Worked) -> None:
    own = worked.the("proceeding.clerk")
    leaders = [str(worked.people[one].account) for one in ("bureau-decider", "bureau-decider-2", "bureau-approver")]
    discussed = {"present": leaders, "voting": leaders, "minutes": {"text": "示例"}, "quorum": 3}
    path = f"/api/proceedings/{own}"
    version = await worked.sees_version("bureau-decider", path)
    handed = {"outcome": "transferred", "measures": []} | discussed
    answer = await worked.people["bureau-decider"].post(f"{path}/deliberate", handed, version=version)
    assert answer.status_code == 200, answer.text
    assert (await worked.sees("clerk", path))["stating"]["state"] == "over"
    page = await (await signed_in(worked, "clerk")).get(f"/own/{own}")
    assert "现在不再收取" in page.words
    assert LATE not in page.words
    assert f"/own/{own}/statement" not in page.links


@pytest.mark.parametrize(
    ("story", "later"),
    [(whoever_waived, 0), (whoever_let_the_time_pass, 90), (whoever_comes_after_the_discussion, 90)],
)
def test_what_is_still_taken_of_a_respondent_is_said_and_leads_to_the_form(
    story: Callable[[Worked], Awaitable[None]], later: int, database: Database, tmp_path: Path
) -> None:
    in_worked(database, tmp_path, story, until="respondent-does-not-see-report", later=later)


def test_the_role_and_each_circumstance_against_a_respondent_is_asked_and_answered_like_a_fact(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        own, factor, role = worked.the("proceeding.head"), "shifts-responsibility", "principal"
        path = f"/own/{own}/statement"
        about = (await worked.sees("head", f"/api/proceedings/{own}"))["stating"]["about"]
        assert len(about) == len(set(about))
        assert about[:3] == ["application-not-accepted", "no-proper-reason", role], "the facts, then the role"
        assert {"duty-failure", "consequence", "causation", factor} <= set(about[3:]), "elements and circumstances"
        clerk = await worked.sees("clerk", f"/api/proceedings/{worked.the('proceeding.clerk')}")
        assert "cooperates" not in clerk["stating"]["about"], "what is for them is not held against them"
        at = await signed_in(worked, "head")
        page = await at.get(path)
        assert re.findall(r'<textarea[^>]* name="text\.([^"]+)"', page.text) == about
        form = page.form(path)
        said = {f"stance.{role}": ["denied"], f"stance.{factor}": ["partly"], f"text.{factor}": [SECRET]}
        review = await at.post(path, {**form.fields, **said, "act": ["review"]})
        assert "责任身份：" in review.words
        await at.post(path, {**review.form(path).fields, "act": ["send"]})
        reviewer = await signed_in(worked, "reviewer")
        for page in (await at.get(f"/own/{own}"), await reviewer.get(f"/proceedings/{own}")):
            rows = page.text.split("<tr>")
            assert next(one for one in rows if "责任身份：" in one and "否认" in one)
            assert next(one for one in rows if "推卸" in one and "部分承认" in one)
        answering = await reviewer.get(f"/proceedings/{own}/answer-point")
        assert "推卸" in answering.words
        assert "责任身份：" in answering.words, "what a point is about stands where it is ruled on"

    in_worked(database, tmp_path, story, until="respondent-does-not-see-report")
