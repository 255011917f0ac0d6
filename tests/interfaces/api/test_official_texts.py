"""An official text is added once, kept in the database, and opens beside every citation; a changed clause says so."""

from pathlib import Path
from uuid import uuid4

from interfaces.problems import KINDS
from tests.support.browsing import signed_in
from tests.support.office import CITY, Office, in_office
from tests.support.postgres import Database
from tests.support.toy_rulebook import TEXT, toy
from tests.support.worked_matter import Worked, in_worked

TEXTS, WORDS = "/api/rulebooks/texts", "/api/rulebooks/words"
TITLE = "清远市政府信息公开工作过错责任追究办法（试行）"


async def added(office: Office, text: bytes, who: str = "legal") -> tuple[int, dict]:
    headers = office.people[who]._headers() | {"Idempotency-Key": str(uuid4()), "Content-Type": "text/plain"}
    answer = await office.client.post(TEXTS, content=text, headers=headers)
    return answer.status_code, answer.json()


async def in_use(office: Office, file: str) -> None:
    adoptions = "/api/rulebooks/adoptions"
    proposed = await office.people["legal"].post(adoptions, {"body": str(CITY), "file": file})
    entry = (await office.sees("legal", adoptions))["entries"][-1]
    await office.people["approver"].post(f"{adoptions}/{entry['id']}/sign", version=proposed.json()["version"])


def test_a_text_is_matched_with_the_rulebook_in_use_whatever_that_becomes(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        status, refused = await added(office, TEXT.encode())
        assert (status, refused["code"]) == (422, "text-belongs-nowhere")
        await in_use(office, toy())
        await office.sees("public", WORDS, id="toy", status=404)
        status, told = await added(office, TEXT.encode("gb18030"))
        assert (status, told["left_out"]) == (201, [])
        assert told["added"][0]["clauses"]["same"] == 5
        again = await added(office, TEXT.encode())
        assert (again[1]["added"][0]["text"]) == told["added"][0]["text"], "the same text is one"
        shown = {each["address"]: each for each in (await office.sees("public", WORDS, id="toy"))["words"]}
        assert (shown["3/1"]["state"], shown["3/1"]["words"]) == ("same", "处理方式为提醒。")
        assert [each["instrument"] for each in (await office.sees("public", TEXTS))["texts"]] == ["toy"]
        amended = TEXT.replace("处理方式为提醒", "处理方式为警示")
        assert (await added(office, amended.encode()))[1]["added"][0]["clauses"]["changed"] == 1
        shown = {each["address"]: each for each in (await office.sees("public", WORDS, id="toy"))["words"]}
        assert (shown["3/1"]["state"], shown["3/1"]["words"]) == ("changed", "处理方式为警示。"), "the newest is read"
        digest = next(iter(line for line in toy().splitlines() if "digest" in line))
        await in_use(office, toy().replace(digest, "").replace("\n\n[[measures]]", "\n[[measures]]"))
        shown = {each["address"]: each for each in (await office.sees("public", WORDS, id="toy"))["words"]}
        assert shown["1/1"]["state"] == "unproved"

    in_office(database, tmp_path, story)


def test_what_is_no_text_is_refused_in_both_languages_and_only_some_may_add(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        for content, code in ((b"\xff\xff", "text-not-readable"), (b"nothing", "text-without-articles")):
            status, told = await added(office, content)
            assert (status, told["code"]) == (422, code)
            assert told["zh"] == KINDS[code].zh
            assert told["remedy_en"] == KINDS[code].remedy_en
        assert (await added(office, TEXT.encode(), "approver"))[0] == 403
        assert (await office.sees("public", TEXTS))["texts"] == []

    in_office(database, tmp_path, story)


def test_the_words_stand_beside_the_recommendation_and_on_the_page_of_the_case(
    database: Database, tmp_path: Path
) -> None:
    text = f"{TITLE}\n\n第一条 示例的目的。\n\n第五条 示例的正文。\n"

    async def story(worked: Worked) -> None:
        path = f"/api/proceedings/{worked.the('proceeding.organ')}/recommendation"
        assert (await worked.sees("decider", path))["words"] == {}
        status, told = await added(worked, text.encode())
        assert status == 201, told
        words = (await worked.sees("decider", path))["words"]
        found = words["qingyuan-fault-liability@2011-05-01#5/1"]
        assert (found["state"], found["words"]) == ("changed", "示例的正文。")
        page = await (await signed_in(worked, "decider")).get(f"/proceedings/{worked.the('proceeding.organ')}")
        assert "示例的正文。" in page.words
        assert "与规则所据原文不同" in page.words

    in_worked(database, tmp_path, story, until="deliberate-head")
