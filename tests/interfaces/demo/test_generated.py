"""The generated cases: the same on every machine, in the field's proportions, told by the API's own commands."""

import asyncio
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from application.access import Allowed
from application.casework.papers import documents_in
from domain.adoptions.adoption import adoption_id
from domain.adoptions.events import Adopted
from domain.document import DocumentRef
from domain.identity import BodyId, CaseId, ProceedingId
from domain.proceedings.events import DecisionMade
from domain.recorded import Recorded
from interfaces.demo.cast import cast, demo_id, engage, organ_id
from interfaces.demo.generating import generate, untold
from interfaces.demo.plot import Plot, plots
from interfaces.demo.standard import adopt
from interfaces.demo.telling import subjects
from interfaces.projecting import rebuild
from interfaces.service import Service, open_service
from tests.support.hashing import CHEAP
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
    persons = [plot.treatment.measure for plot in plots(UNTIL) if not plot.against_organ]
    share = {measure: count / len(persons) for measure, count in Counter(persons).items()}
    assert share["admonition-talk"] > share["circulated-criticism"] > share["written-self-examination"]
    assert abs(share["admonition-talk"] - 0.66) < 0.12
    assert all(plot.treatment.measure != "transfer-from-post" for plot in plots(UNTIL) if plot.against_organ)


def one_of_each_stage() -> tuple[Plot, ...]:
    found = {plot.stage: plot for plot in plots(UNTIL)}
    assert len(found) == 7
    return tuple(sorted(found.values(), key=lambda plot: plot.number))


async def first_of(service: Service, plot: Plot) -> int:
    """Where the log has the report of a generated case."""
    (filed, *_) = await service.events.read(demo_id("generated", str(plot.number), "report"))
    return filed.position


def parts_of(plot: Plot) -> list[UUID]:
    return [demo_id("generated", str(plot.number), part) for part in ("report", "case", "proceeding")]


async def unreadable(service: Service, documents: set[DocumentRef]) -> set[DocumentRef]:
    """Those of *documents* that the lead manager of the city may not open."""
    manager, found = subjects()["manager"], set()
    for one in documents:
        kept = await service.documents.kept(one.id)
        access = None if kept is None else await service.papers.access(manager, one.id, kept.subject)
        if not isinstance(access, Allowed):
            found.add(one)
    return found


def test_each_stage_is_told_by_lawful_commands(database: Database, tmp_path: Path) -> None:
    chosen = one_of_each_stage()
    said: list[tuple[int, int]] = []

    async def run() -> dict[str, str]:
        await rebuild(database.app, ("prior-liability",), report=lambda *_: None)
        async with open_service(database.app, tmp_path / "root.key") as service:
            await engage(service, None)
            await generate(service, chosen, lambda done, of: said.append((done, of)))
            begun = {plot.number: await first_of(service, plot) for plot in chosen}
            assert sorted(begun, key=begun.__getitem__) == [plot.number for plot in chosen], "numbered by their days"
            stages = {}
            for plot in chosen:
                case = CaseId(demo_id("generated", str(plot.number), "case"))
                events = [one.event for one in await service.events.read_several(parts_of(plot))]
                documents = {one for event in events for _, one in documents_in(event)}
                assert documents
                assert await unreadable(service, documents) == set(), plot.stage
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


def test_the_demonstration_goes_on_where_a_walk_or_a_run_that_was_stopped_left_it(
    database: Database, tmp_path: Path
) -> None:
    chosen = tuple(plot for plot in plots(UNTIL) if plot.stage == "reported")[:3]

    async def run() -> None:
        await rebuild(database.app, ("prior-liability",), report=lambda *_: None)
        async with open_service(database.app, tmp_path / "root.key", hashing=CHEAP) as service:
            assert await engage(service, None)  # as the walk does
            assert await untold(service, chosen) == chosen
            await generate(service, chosen[:1], lambda *_: None)
            assert await untold(service, chosen) == chosen[1:]
            await generate(service, chosen[1:], lambda *_: None)
            assert await untold(service, chosen) == ()
            for password in ("horse-battery-staple", "correct-horse-battery"):
                for _ in range(2):
                    assert not await engage(service, password)
                    for account in cast().accounts[:2]:
                        assert (await service.sessions.sign_in(account.name, password)).secret
            called = await service.called.names()
            assert [called[account.id] for account in cast().accounts] == [one.called for one in cast().accounts]
            assert all("示例" in one.called for one in cast().accounts), (
                "whoever reads them sees that they are invented"
            )

    asyncio.run(run())


def one_of_each_treatment() -> tuple[Plot, ...]:
    drawn = [plot for plot in plots(UNTIL) if plot.stage in {"decided", "closed"}]
    kinds = {(plot.against_organ, plot.ground.ground, plot.treatment): plot for plot in drawn}
    assert {plot.treatment.departs for plot in kinds.values()} == {True, False}
    return tuple(sorted(kinds.values(), key=lambda plot: plot.number))


def test_each_decision_follows_the_standard_of_the_office_or_departs_from_it_with_reasons(
    database: Database, tmp_path: Path
) -> None:
    chosen = one_of_each_treatment()

    async def run() -> dict[int, DecisionMade]:
        await rebuild(database.app, ("prior-liability",), report=lambda *_: None)
        async with open_service(database.app, tmp_path / "root.key") as service:
            await engage(service, None)
            await adopt(service, chosen)  # before: nothing is adopted twice
            await generate(service, chosen, lambda *_: None)
            adopted = [name_of(one) for one in await service.events.read(adoption_of_the_city())]
            assert adopted == ["AdoptionProposed", "AdoptionSigned"]
            made = {}
            for plot in chosen:
                track = ProceedingId(demo_id("generated", str(plot.number), "proceeding"))
                events = [one.event for one in await service.events.read(track)]
                made[plot.number] = next(event for event in events if isinstance(event, DecisionMade))
            return made

    made = asyncio.run(run())
    for plot in chosen:
        decided, treatment = made[plot.number], plot.treatment
        took = tuple(taken.measure for taken in decided.measures)
        assert decided.seen.policy is not None
        assert (decided.departure is not None) == treatment.departs, treatment
        assert treatment.measure == "referral" or (decided.seen.suggested == took) != treatment.departs


def test_most_decisions_of_the_demonstration_follow_the_standard() -> None:
    decided = [plot for plot in plots(UNTIL) if plot.stage in {"decided", "closed"}]
    departing = sum(plot.treatment.departs for plot in decided)
    assert 0.04 < departing / len(decided) < 0.2


def name_of(recorded: Recorded[Any]) -> str:
    return type(recorded.event).__name__


def adoption_of_the_city() -> UUID:
    return adoption_id(BodyId(organ_id("city")), Adopted.POLICY, "qingyuan-fault-liability")
