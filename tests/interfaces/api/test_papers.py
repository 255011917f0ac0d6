"""Papers over the API: drafted from the record by one, approved by another, numbered, and then the one that is served."""

import asyncio
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from application.actors import LOCAL_OPERATOR
from domain.identity import PartyId, PostId
from domain.registers.records import Holding
from interfaces.demo.cast import cast
from tests.support.postgres import Database
from tests.support.printing import typefaces
from tests.support.worked_matter import END, Worked, in_worked

DRAFTED = "draft-decision-head"
DEPARTING = {"slot": "departure", "text": {"text": "提出口径，较基准从严。"}}
"""Without it there is a gap: what was resolved departs from the policy."""


def draft(worked: Worked, who: str = "head", **more: Any) -> dict[str, Any]:
    of = {"matter": worked.the(f"proceeding.{who}"), "about": "proceeding", "template": "decision"}
    return {**of, "statements": [DEPARTING], **more}


def own(words: str, **more: Any) -> dict[str, Any]:
    return {"slot": "facts", "text": {"text": words}, **more}


def rules(answer: Any) -> list[str]:
    return [reason["rule"] for reason in answer.json()["reasons"]]


async def the_draft(worked: Worked, by: str = "approver") -> dict[str, Any]:
    return await worked.sees(by, f"/api/papers/{worked.the('paper.head')}")


def test_every_factual_sentence_of_the_decision_rests_on_a_recorded_event(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        paper = await the_draft(worked)
        facts = [s for p in paper["paragraphs"] for s in p["sentences"] if s["kind"] == "fact"]
        assert len(facts) > 10
        case, track = worked.the("case"), worked.the("proceeding.head")
        for sentence in facts:
            assert {source["stream"] for source in sentence["sources"]} <= {case, track}, sentence["zh"]
            assert sentence["sources"], sentence["zh"]
        assert (paper["gaps"], paper["unsupported"]) == ([], [])
        said = "".join(s["zh"] for p in paper["paragraphs"] for s in p["sentences"])
        assert "推卸" in said
        assert "向作出决定的机关的上一级机关示例省人民政府（演示）提出申诉" in said
        assert worked.the("report") not in str(paper)

    in_worked(database, tmp_path, story, until=DRAFTED)


def test_a_paper_tells_nothing_of_another_respondent(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        said = str(await the_draft(worked))
        for other in ("clerk", "deputy"):
            name = (await worked.sees("reviewer", f"/api/proceedings/{worked.the(f'proceeding.{other}')}"))[
                "proceeding"
            ]
            assert name["person"] not in said
        assert not [one.called for one in cast().accounts if one.name in {"clerk", "deputy"} and one.called in said]

    in_worked(database, tmp_path, story, until=DRAFTED)


def test_an_unsupported_sentence_is_marked_and_must_be_answered_for(database: Database, tmp_path: Path) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        path, reviewer, approver = (
            f"/api/papers/{worked.the('paper.head')}",
            worked.people["reviewer"],
            worked.people["approver"],
        )
        held = own("登记册当日空白。", evidence=[worked.the("evidence.register")])
        answer = await reviewer.post(
            f"{path}/revise-paper", {"statements": [held, own("其人一贯如此。"), DEPARTING]}, version=1
        )
        assert answer.status_code == 200, answer.text
        paper = await the_draft(worked)
        sentences = [s for p in paper["paragraphs"] for s in p["sentences"]]
        (number,) = paper["unsupported"]
        assert sentences[number - 1]["zh"] == "其人一贯如此。"
        refused = await approver.post(f"{path}/approve-paper", {}, version=2)
        assert rules(refused) == ["paper-unsupported"]
        answered = await approver.post(f"{path}/approve-paper", {"accepted": [number]}, version=2)
        assert answered.status_code == 200, answered.text

    in_worked(database, tmp_path, story, until=DRAFTED)


def test_a_draft_that_the_record_left_behind_is_not_approved(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        track = f"/api/proceedings/{worked.the('proceeding.head')}"
        version = await worked.sees_version("reviewer", track)
        body = {
            "factor": "shifts-responsibility",
            "status": "refuted",
            "evidence": [worked.the("evidence.talk")],
            "reasons": {"text": "重新核实，不成立。"},
            "phase": "before-investigation",
        }
        found = await worked.people["reviewer"].post(f"{track}/find-factor", body, version=version)
        assert found.status_code == 200, found.text
        path = f"/api/papers/{worked.the('paper.head')}/approve-paper"
        assert rules(await worked.people["approver"].post(path, {}, version=1)) == ["paper-outdated"]

    in_worked(database, tmp_path, story, until=DRAFTED)


def test_the_approved_sheet_is_what_the_decision_goes_on_with_and_what_the_respondent_reads(
    database: Database, tmp_path: Path
) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        paper = await the_draft(worked)
        decision = (await worked.sees("head", f"/api/proceedings/{worked.the('proceeding.head')}"))["decision"]
        assert (decision["number"], decision["document"]) == (paper["number"], paper["document"])
        assert paper["number"] == f"示政责决〔{worked.today.year}〕1号"
        document = decision["document"]
        read = await worked.people["head"].get(
            f"/api/documents/{document['id']}", sha256=document["sha256"], purpose="own.decision"
        )
        assert (read.status_code, read.content[:5]) == (200, b"%PDF-")
        sheet = await worked.people["reviewer"].get(f"/api/papers/{worked.the('paper.head')}/sheet")
        assert sheet.content == read.content
        office = await worked.people["reviewer"].get(f"/api/papers/{worked.the('paper.head')}/sheet", form="docx")
        assert office.content[:2] == b"PK"
        refused = await worked.people["approver"].post(
            f"/api/papers/{worked.the('paper.head')}/withdraw-paper", {"reasons": {"text": "不用。"}}, version=2
        )
        assert rules(refused) == ["paper-in-use"]

    in_worked(database, tmp_path, story, until=END)


async def refound(worked: Worked, who: str = "reviewer") -> None:
    """The factor that the head's decision rests on is held again, on further evidence."""
    track = f"/api/proceedings/{worked.the('proceeding.head')}"
    body = {
        "factor": "shifts-responsibility",
        "status": "established",
        "evidence": [worked.the("evidence.talk"), worked.the("evidence.register")],
        "reasons": {"text": "重新核实后仍然成立，理由另述。"},
        "phase": "before-investigation",
    }
    found = await worked.people[who].post(f"{track}/find-factor", body, version=await worked.sees_version(who, track))
    assert found.status_code == 200, found.text


def decision_with(worked: Worked) -> dict[str, Any]:
    """The head's decision, on the sheet that was approved."""
    return {
        "number": worked.the("number.head"),
        "outcome": "measures",
        "measures": [
            {"measure": "admonition-talk"},
            {"measure": "circulated-criticism", "scope": {"text": "本系统范围内"}},
        ],
        "findings": [
            [worked.the("allegation"), "application-not-accepted"],
            [worked.the("allegation"), "no-proper-reason"],
        ],
        "reasons": {"text": "应当从重。"},
        "departure": {"text": "较基准从严。"},
        "document": {"id": worked.the("document.head"), "sha256": worked.the("digest.head")},
    }


def test_a_decision_paper_whose_basis_changed_is_shown_stale_and_not_decided_on(
    database: Database, tmp_path: Path
) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        assert "moved" not in await the_draft(worked)
        await refound(worked)
        paper = await the_draft(worked)
        sentences = [s["zh"] for p in paper["paragraphs"] for s in p["sentences"]]
        (number,) = paper["moved"]["lost"]
        assert "推卸" in sentences[number - 1]
        track = f"/api/proceedings/{worked.the('proceeding.head')}"
        version = await worked.sees_version("decider", track)
        answer = await worked.people["decider"].post(f"{track}/decide", decision_with(worked), version=version)
        (reason,) = answer.json()["reasons"]
        assert (reason["rule"], reason["about"]) == ("approved-paper-stale", [paper["number"]])
        assert reason["remedy_zh"]
        assert reason["remedy_en"]
        reasons = {"reasons": {"text": "案卷已有变化。"}}
        path = f"/api/papers/{worked.the('paper.head')}/withdraw-paper"
        assert (await worked.people["approver"].post(path, reasons, version=2)).status_code == 200
        again = await worked.people["reviewer"].post("/api/papers", draft(worked))
        assert again.status_code == 201, again.text
        approved = await worked.people["approver"].post(
            f"/api/papers/{again.json()['id']}/approve-paper", {}, version=1
        )
        assert approved.status_code == 200, approved.text
        fresh = await worked.sees("approver", f"/api/papers/{again.json()['id']}")
        body = decision_with(worked) | {"number": fresh["number"], "document": fresh["document"]}
        answer = await worked.people["decider"].post(f"{track}/decide", body, version=version)
        assert answer.status_code == 200, answer.text

    in_worked(database, tmp_path, story, until="approved-decision-head")


def test_a_decision_paper_that_lost_its_basis_after_the_decision_is_not_served(
    database: Database, tmp_path: Path
) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        case, track = f"/api/cases/{worked.the('case')}", f"/api/proceedings/{worked.the('proceeding.head')}"
        exclude = {
            "evidence": worked.the("evidence.talk"),
            "ground": "illegal-means",
            "reasons": {"text": "笔录以引诱的方式取得，不得作为依据。"},
        }
        manager, reviewer = worked.people["manager"], worked.people["reviewer"]
        version = await worked.sees_version("reviewer", case)
        excluded = await reviewer.post(f"{case}/exclude-evidence", exclude, version=version)
        assert excluded.status_code == 200, excluded.text
        told = [one["zh"] for one in (await worked.sees("manager", f"{case}/history"))["entries"]]
        assert any("排除证据第" in one and "项（谈话笔录）" in one for one in told), "evidence by its place and kind"
        paper = await the_draft(worked)
        assert paper["moved"]["lost"]
        serve = {
            "to": "unit",
            "mode": "direct",
            "served_on": worked.today.isoformat(),
            "proof": {"text": "送达回证（虚构）"},
        }
        answer = await manager.post(
            f"{track}/serve-decision", serve, version=await worked.sees_version("manager", track)
        )
        (reason,) = answer.json()["reasons"]
        assert (reason["rule"], reason["about"]) == ("served-paper-stale", [paper["number"]])
        assert reason["remedy_zh"]

    in_worked(database, tmp_path, story, until="decide-head")


def test_an_approved_paper_cannot_be_passed_over(database: Database, tmp_path: Path) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        track = f"/api/proceedings/{worked.the('proceeding.head')}"
        version = await worked.sees_version("decider", track)
        body = {
            "number": "别号〔2026〕9号",
            "outcome": "measures",
            "measures": [
                {"measure": "admonition-talk"},
                {"measure": "circulated-criticism", "scope": {"text": "本系统范围内"}},
            ],
            "findings": [
                [worked.the("allegation"), "application-not-accepted"],
                [worked.the("allegation"), "no-proper-reason"],
            ],
            "reasons": {"text": "应当从重。"},
            "departure": {"text": "较基准从严。"},
            "document": {"text": "另一份决定书"},
        }
        decider = worked.people["decider"]
        assert rules(await decider.post(f"{track}/decide", body, version=version)) == ["approved-paper-not-used"]
        body["document"] = {"id": worked.the("document.head"), "sha256": worked.the("digest.head")}
        assert rules(await decider.post(f"{track}/decide", body, version=version)) == ["number-not-the-papers"]

    in_worked(database, tmp_path, story, until="approved-decision-head")


def test_numbers_have_no_gap_and_no_double_even_at_the_same_time(database: Database, tmp_path: Path) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        papers = []
        for who in ("organ", "deputy", "head"):
            drafted = await worked.people["reviewer"].post("/api/papers", draft(worked, who))
            assert drafted.status_code == 201, drafted.text
            papers.append(drafted.json()["id"])
        approver = worked.people["approver"]
        answers = await asyncio.gather(
            *(approver.post(f"/api/papers/{paper}/approve-paper", {}, version=1) for paper in papers)
        )
        assert [answer.status_code for answer in answers] == [200] * 3, [answer.text for answer in answers]
        numbers = [(await worked.sees("reviewer", f"/api/papers/{paper}"))["number"] for paper in papers]
        assert sorted(numbers) == [f"示政责决〔{worked.today.year}〕{n}号" for n in (1, 2, 3)]

    in_worked(database, tmp_path, story, until="deliberate-head")


def test_the_same_paper_is_begun_once_and_after_a_withdrawal_there_is_the_next(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        reviewer, first = worked.people["reviewer"], worked.the("paper.head")
        assert rules(await reviewer.post("/api/papers", draft(worked))) == ["paper-begun"]
        reasons = {"reasons": {"text": "另行起草。"}}
        gone = await worked.people["approver"].post(f"/api/papers/{first}/withdraw-paper", reasons, version=1)
        assert gone.status_code == 200, gone.text
        second = await reviewer.post("/api/papers", draft(worked))
        assert second.status_code == 201
        assert second.json()["id"] != first
        listed = await worked.sees("approver", f"/api/proceedings/{worked.the('proceeding.head')}/papers")
        assert [(one["id"], one["stage"]) for one in listed["papers"]] == [
            (first, "withdrawn"),
            (second.json()["id"], "draft"),
        ]
        assert "decision" in [kind["template"] for kind in listed["kinds"]]

    in_worked(database, tmp_path, story, until=DRAFTED)


def test_a_draft_of_what_is_not_there_is_refused_with_the_remedy(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        reviewer = worked.people["reviewer"]
        unknown = await reviewer.post("/api/papers", draft(worked, template="no-such"))
        assert rules(unknown) == ["paper-template-unknown"]
        nowhere = await reviewer.post("/api/papers", draft(worked, "deputy", statements=[own("x") | {"slot": "no"}]))
        assert rules(nowhere) == ["paper-slot-unknown"]
        other = draft(worked) | {"about": "case", "matter": worked.the("case")}
        assert rules(await reviewer.post("/api/papers", other)) == ["paper-template-unknown"]
        as_case = draft(worked) | {"about": "case"}
        assert (await reviewer.post("/api/papers", as_case)).status_code == 404

    in_worked(database, tmp_path, story, until=DRAFTED)


async def entries(worked: Worked) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await worked.sees("auditor", "/api/audit/reads", limit=1000))["entries"]
    return found


def test_who_read_the_words_of_a_paper_is_on_record(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        before = max(one["position"] for one in await entries(worked))
        await the_draft(worked)
        mine = [one for one in await entries(worked) if one["purpose"] == "paper.read" and one["position"] > before]
        assert [one["actor"] for one in mine] == [str(worked.people["approver"].account)]

    in_worked(database, tmp_path, story, until=DRAFTED)


def test_a_matter_without_papers_lists_none(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        listed = await worked.sees("approver", f"/api/cases/{worked.the('case')}/papers")
        assert listed["papers"] == []
        assert UUID(worked.the("case"))

    in_worked(database, tmp_path, story, until="open-case")


def test_a_rank_that_the_registers_know_stands_in_the_draft(database: Database, tmp_path: Path) -> None:
    """With the code of the organ: from the import of registers to the sheet."""

    async def story(worked: Worked) -> None:
        track = (await worked.sees("reviewer", f"/api/proceedings/{worked.the('proceeding.head')}"))["proceeding"]
        post, person = PostId(UUID(track["post"])), PartyId(UUID(track["person"]))
        ranked = Holding(post=post, person=person, valid_from=worked.today, grade="副处级")
        await worked.service.registers.add(by=LOCAL_OPERATOR, holdings=[ranked])
        path = f"/api/papers/{worked.the('paper.head')}"
        assert "职级" not in str(await the_draft(worked))
        revised = await worked.people["reviewer"].post(f"{path}/revise-paper", {"statements": []}, version=1)
        assert revised.status_code == 200, revised.text
        sentences = [s for p in (await the_draft(worked))["paragraphs"] for s in p["sentences"]]
        (rank,) = (one for one in sentences if "职级" in one["zh"])
        assert (rank["zh"], rank["en"]) == ("职级：副处级。", "Rank: 副处级.")

    in_worked(database, tmp_path, story, until=DRAFTED)


def test_what_the_drafter_writes_for_the_head_stands_above_the_sheet(database: Database, tmp_path: Path) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        written = {"copy-number": "7", "secrecy": "秘密★1年", "urgency": "特急", "attachments": "示例清单。\n示例照片"}
        statements = [{"slot": slot, "text": {"text": words}} for slot, words in written.items()]
        reviewer = worked.people["reviewer"]
        drafted = await reviewer.post("/api/papers", draft(worked, statements=statements))
        assert drafted.status_code == 201, drafted.text
        path = f"/api/papers/{drafted.json()['id']}"
        paper = await worked.sees("reviewer", path)
        assert paper["head"] == {"copy_number": "000007", "secrecy": "秘密★1年", "urgency": "特急"}
        assert paper["attachments"] == ["示例清单", "示例照片"]
        office = await reviewer.get(f"{path}/sheet", form="docx")
        with zipfile.ZipFile(BytesIO(office.content)) as archive:
            said = archive.read("word/document.xml").decode()
        for words in ("000007", "秘密★1年", "特急", "示例照片"):
            assert words in said
        unknown = [{"slot": "signer", "text": {"text": "示例某甲"}}]
        refused = await reviewer.post("/api/papers", draft(worked, "organ", statements=unknown))
        assert refused.status_code == 409, "a decision goes to no higher authority"
        assert rules(refused) == ["paper-slot-unknown"]

    in_worked(database, tmp_path, story, until="deliberate-head")
