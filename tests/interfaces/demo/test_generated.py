"""The generated cases: the same on every machine, in the field's proportions, told by the API's own commands."""

import asyncio
from collections import Counter
from datetime import date
from pathlib import Path

from domain.identity import CaseId
from interfaces.demo.cast import demo_id, engage
from interfaces.demo.generating import generate
from interfaces.demo.plot import Plot, plots
from interfaces.projecting import rebuild
from interfaces.service import open_service
from tests.support.postgres import Database

UNTIL = date(2026, 11, 20)


def test_the_plots_are_the_same_every_time() -> None:
    assert plots(UNTIL) == plots(UNTIL)


def test_the_plots_end_before_the_day_and_begin_on_working_days_of_three_years() -> None:
    drawn = plots(UNTIL)
    assert len(drawn) == 240
    assert all(date(2023, 11, 1) < plot.begins < UNTIL for plot in drawn)
    assert all(plot.begins.weekday() < 5 for plot in drawn)
    assert len({plot.organ for plot in drawn}) > 3


def test_measures_come_in_the_proportions_of_the_mix() -> None:
    persons = [plot for plot in plots(UNTIL) if not plot.against_organ]
    share = {measure: count / len(persons) for measure, count in Counter(plot.measure for plot in persons).items()}
    assert share["admonition-talk"] > share["circulated-criticism"] > share["written-self-examination"]
    assert abs(share["admonition-talk"] - 0.66) < 0.12
    assert all(plot.measure != "transfer-from-post" for plot in plots(UNTIL) if plot.against_organ)


def one_of_each_stage() -> tuple[Plot, ...]:
    found = {plot.stage: plot for plot in plots(UNTIL)}
    assert len(found) == 7
    return tuple(found.values())


def test_each_stage_is_told_by_lawful_commands(database: Database, tmp_path: Path) -> None:
    chosen = one_of_each_stage()
    said: list[tuple[int, int]] = []

    async def run() -> dict[str, str]:
        await rebuild(database.app, ("prior-liability",), report=lambda *_: None)
        async with open_service(database.app, tmp_path / "root.key") as service:
            await engage(service, None)
            await generate(service, chosen, lambda done, of: said.append((done, of)))
            stages = {}
            for plot in chosen:
                case = CaseId(demo_id("generated", str(plot.number), "case"))
                names = [type(one.event).__name__ for one in await service.events.read(case)]
                stages[plot.stage] = names[-1] if names else ""
            return stages

    assert asyncio.run(run()) == {
        "reported": "",
        "declined": "",
        "checking": "PreliminaryCheckAuthorised",
        "investigating": "EvidenceEntered",
        "noticed": "InvestigationReported",
        "decided": "InvestigationReported",
        "closed": "CaseClosed",
    }
    assert said[-1] == (7, 7)
