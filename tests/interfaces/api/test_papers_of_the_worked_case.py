"""Every paper of the worked case opens as .docx and as PDF, and says in both what it has to."""

import subprocess
from pathlib import Path

import msgspec

from application.adapters.template_files import packaged_templates
from interfaces.demo.script import transferred_case
from tests.application.adapters.press.measuring import pages
from tests.application.adapters.press.standard import departures
from tests.support.postgres import Database
from tests.support.printing import office_program, typefaces
from tests.support.worked_matter import END, Worked, in_worked

APPROVED = {
    "talk-record": "询问（谈话）笔录",
    "notice": "拟责令作出书面检查，并予以通报批评",
    "decision": "推卸、转嫁责任",
    "circular": "全市行政机关范围内",
    "self-examination-order": "十个工作日内提交",
    "order-to-correct": "废止经其批准的内部口径",
    "service-proof": "受送达人",
    "admonition-record": "接受处理",
    "appeal-decision": "变更原决定，保留诫勉谈话",
}
"""Kind of paper, and words that it must hold."""

LETTERS = {"case-transfer-letter": "移送你机关处理"}
"""Approved in the short matter that the demonstration walks after it."""

DRAFTED = {"transfer-letter": "现予移送"}
"""A kind for which neither has a step: drafted on the record, what it lacks marked."""


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """One paper as it was downloaded."""

    template: str
    pdf: Path
    docx: Path


async def download(worked: Worked, folder: Path) -> list[Printed]:
    """Every paper of the worked case and of the matter after it, as both files."""
    head, handler = worked.people["reviewer"], worked.people["province-handler-1"]
    for template in DRAFTED:
        body = {"matter": worked.the("proceeding.organ"), "about": "proceeding", "template": template}
        drafted = await head.post("/api/papers", body)
        assert drafted.status_code == 201, drafted.text
    for step in transferred_case():
        await worked.take(step)
    found = []
    matters = [f"/api/cases/{worked.the(case)}" for case in ("case", "case.second")]
    matters += [f"/api/proceedings/{worked.the(f'proceeding.{who}')}" for who in ("organ", "deputy", "head")]
    for matter in (*matters, f"/api/appeals/{worked.the('appeal')}"):
        reader = handler if "appeals" in matter else head
        for paper in (await reader.get(f"{matter}/papers")).json()["papers"]:
            files = {}
            for form in ("pdf", "docx"):
                sheet = await reader.get(f"/api/papers/{paper['id']}/sheet", form=form)
                assert sheet.status_code == 200, sheet.text
                files[form] = folder / f"{paper['template']}.{form}"
                files[form].write_bytes(sheet.content)
            assert (paper["stage"] == "approved") is (paper["template"] not in DRAFTED)
            found.append(Printed(template=paper["template"], **files))
    return found


def test_every_paper_opens_with_its_words_to_be_selected_and_the_measures_of_the_layout(
    database: Database, tmp_path: Path
) -> None:
    typefaces()
    program, folder = office_program(), tmp_path / "papers"
    folder.mkdir()

    async def story(worked: Worked) -> list[Printed]:
        return await download(worked, folder)

    printed = in_worked(database, tmp_path, story, until=END)
    expected = APPROVED | LETTERS | DRAFTED
    assert {one.template for one in printed} == set(expected)
    opened = folder / "opened"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        opened,
        *[one.docx for one in printed],
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=200)
    templates = packaged_templates()
    for one in printed:
        for sheet in (one.pdf, opened / f"{one.template}.pdf"):
            told = subprocess.run(["pdftotext", sheet, "-"], check=True, capture_output=True, text=True).stdout
            assert expected[one.template] in "".join(told.split()), (one.template, sheet.parent.name, told)
            faults = departures(pages(sheet), templates[one.template].form, draft=one.template in DRAFTED)
            assert faults == [], (one.template, sheet.parent.name)


NO_STEP = {
    "clarification-letter",
    "recusal-decision",
    "order-to-correct",
    "self-examination-order",
    "transfer-proposal",
    "rectification-opinion",
    "defence-opinion",
}
"""Kinds that need something of the record which the worked case, as far as the head's track goes, does not have."""


def test_every_kind_of_paper_is_filled_from_the_record_of_the_worked_case(database: Database, tmp_path: Path) -> None:
    """Nothing is missing but what the drafter has to write; of the kinds without a step, what the record lacks is marked."""
    typefaces()  # without them the worked case leaves its drafts as they are, and a draft bars another

    async def story(worked: Worked) -> None:
        matters = {
            "case": (worked.the("case"), worked.people["reviewer"]),
            "proceeding": (worked.the("proceeding.head"), worked.people["reviewer"]),
            "appeal": (worked.the("appeal"), worked.people["province-handler-1"]),
        }
        lacking = set()
        for about, (matter, person) in matters.items():
            kinds = (await person.get(f"/api/{about}s/{matter}/papers")).json()["kinds"]
            for kind in kinds:
                body = {"matter": matter, "about": about, "template": kind["template"]}
                drafted = await person.post("/api/papers", body)
                assert drafted.status_code == 201, (kind["template"], drafted.text)
                paper = (await person.get(f"/api/papers/{drafted.json()['id']}")).json()
                sentences = [one for paragraph in paper["paragraphs"] for one in paragraph["sentences"]]
                gaps = [sentences[number - 1]["zh"] for number in paper["gaps"] if number]
                own = [one["zh"] for one in sentences if one.get("slot") is not None]
                if sorted(gaps) != sorted(own):
                    lacking.add(kind["template"])
                for one in sentences:
                    assert one["kind"] != "fact" or one.get("sources") or one.get("gap"), (kind["template"], one["zh"])
        assert lacking == NO_STEP

    in_worked(database, tmp_path, story, until=END)
