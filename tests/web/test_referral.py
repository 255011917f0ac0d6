"""A gate that opens in a case leads on: API and workbench show what the instrument referred to says, in both languages."""

from pathlib import Path

from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

TITLES = {"zh": "行政机关公务员处分条例", "en": "Regulation on discipline of civil servants"}


def test_a_disciplinary_breach_is_derived_under_the_sanction_laws(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        own = f"/api/proceedings/{office.the('proceeding.head')}"
        before = await office.sees("investigator-1", f"{own}/recommendation")
        assert "referred" not in before["recommendation"]
        facts = ["needs-discipline", "dereliction"]
        found = {
            "facts": facts,
            "status": "established",
            "evidence": [office.the("evidence.talk")],
            "reasons": {"text": "应当另行给予处分。"},
        }
        await office.does("investigator-1", f"{own}/settle-facts", found)
        await office.does(
            "investigator-1", f"{own}/settle-facts", {**found, "facts": ["contract-staff"], "status": "refuted"}
        )
        after = (await office.sees("investigator-1", f"{own}/recommendation"))["recommendation"]
        assert after["forms"] == before["recommendation"]["forms"]
        led = {each["instrument"]: each for each in after["referred"]}
        assert led["public-officials-sanctions"]["state"] == "not-in-force"
        inner = led["civil-servant-discipline"]["recommendation"]
        triggers = {each["code"]: each["state"] for each in inner["triggers"]}
        assert triggers["dereliction-of-duty"] == "yes"
        assert inner["open_facts"][0]["fact"] not in facts
        for language, title in TITLES.items():
            at = await signed_in(office, "investigator-1", language)
            page = await at.get(f"/proceedings/{office.the('proceeding.head')}")
            assert title in page.words
            assert [each.get("data-panel") for each in page.all("section") if each.get("data-panel")].count(
                "track"
            ) == 2

    in_worked(database, tmp_path, story, until="investigation-report")
