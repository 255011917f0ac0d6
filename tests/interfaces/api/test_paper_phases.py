"""Every paper has its place in the procedure, and what the present step waits for stands first, until it is drafted."""

from pathlib import Path

from application.adapters.template_files import packaged_templates
from interfaces.api import paper_phases
from interfaces.api.commands import COMMANDS
from projections.docket.row import Step
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_every_paper_is_in_one_phase_and_every_step_is_one() -> None:
    placed = [code for phase in paper_phases.phases() for code in phase.papers]
    assert sorted(placed) == sorted(packaged_templates())
    table = paper_phases._table()
    for step, papers in table.due.items():
        kind, _, verb = step.partition(".")
        assert verb in {one.value for one in Step}, step
        assert step in COMMANDS or verb in {"triage", "decide-on-filing"}, step
        assert {packaged_templates()[code].about.value for code in papers} == {kind}, step
    assert {code for papers in table.measures.values() for code in papers} <= set(placed)


def test_what_the_present_step_waits_for_stands_first_until_it_is_drafted(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        track, case = f"/proceedings/{worked.the('proceeding.deputy')}", f"/cases/{worked.the('case')}"

        async def due(path: str) -> set[str]:
            await worked.follow()
            kinds = (await worked.sees("reviewer", f"/api{path}/papers"))["kinds"]
            assert [one["template"] for one in kinds if one["phase"] is None] == []
            return {one["template"] for one in kinds if one["due"]}

        assert await due(case) == set(), "its tracks are under way"
        assert await due(track) == {"decision", "deliberation-record"}
        drafted = {"matter": worked.the("proceeding.deputy"), "about": "proceeding", "template": "deliberation-record"}
        made = await worked.people["reviewer"].post("/api/papers", drafted)
        assert made.status_code == 201, made.text
        assert await due(track) == {"decision"}, "what is there is due no more"
        for language, said in (("zh", "现在该起草的文书 本事项的下一步要用到"), ("en", "Due now The next step")):
            page = await (await signed_in(worked, "reviewer", language)).get(f"{track}/papers")
            assert said in page.words
            first = [one for one in page.all("a") if "primary" in (one.get("class") or "")]
            assert [one.get("href") for one in first] == [f"{track}/papers/draft?template=decision"]
            assert f"{track}/papers/draft?template=notice" in page.links, "the others are folded, by phase"

    in_worked(database, tmp_path, story, until="deliberate-head")
