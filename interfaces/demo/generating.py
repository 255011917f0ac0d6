"""Loads the generated cases: each is told in memory by the API's own commands and then stored in one go."""

import asyncio
from collections.abc import Callable

from application.actors import LOCAL_OPERATOR
from application.adapters.parties import Details, PartyKind
from application.casework.desk import Casework
from domain.identity import OrganId, PartyId, PostId
from domain.registers.records import Holding, PostKind, PostTerm
from interfaces.demo.cast import SINCE, SOURCE, demo_id, organ_id
from interfaces.demo.chapters import Chapters, told_id
from interfaces.demo.plot import Plot
from interfaces.demo.staged_log import StagedLog
from interfaces.demo.standard import adopt
from interfaces.demo.surroundings import around_of, still_of
from interfaces.demo.telling import StoryClock, Teller, subjects
from interfaces.service import Service

AT_ONCE = 16
"""Stories stored at the same time; the log takes what arrives together in one go."""

PAPER = "演示材料：内容为虚构。"


async def generate(service: Service, drawn: tuple[Plot, ...], progress: Callable[[int, int], object]) -> int:
    """Load the generated cases; how many there are."""
    await _hire(service, drawn)
    people, room, office = subjects(), asyncio.Semaphore(AT_ONCE), await adopt(service, drawn)
    still = await still_of(service)
    told = 0

    async def one(plot: Plot, before: asyncio.Event, begun: asyncio.Event) -> int:
        """A story is told beside others, and begins in the log after the one before it: numbers run with the days of receipt."""
        async with room:
            log = StagedLog(StoryClock())
            around = around_of(service, still, office)
            filed, paper = [
                await service.documents.put(
                    told_id(plot, of), PAPER.encode(), media_type="text/plain", by=LOCAL_OPERATOR
                )
                for of in ("report", "case")
            ]
            teller = Teller(Casework(log, around, service.writing), people, plot.begins, paper)
            await Chapters(plot, teller, filed).tell()
            try:
                await before.wait()
                await log.store(service.events, most=1)
            finally:
                begun.set()  # whoever waits is not left waiting by a defect
            return await log.store(service.events)

    turns = [asyncio.Event() for _ in range(len(drawn) + 1)]
    turns[0].set()
    tasks = [asyncio.create_task(one(plot, *turns[place : place + 2])) for place, plot in enumerate(drawn)]
    for done in asyncio.as_completed(tasks):
        await done
        told += 1
        progress(told, len(drawn))
    return told


async def untold(service: Service, drawn: tuple[Plot, ...]) -> tuple[Plot, ...]:
    """Those of the generated cases that nobody loaded yet."""
    reports = {told_id(plot, "report"): plot for plot in drawn}
    told = {recorded.stream for recorded in await service.events.read_several(reports)}
    return tuple(plot for report, plot in reports.items() if report not in told)


async def _hire(service: Service, drawn: tuple[Plot, ...]) -> None:
    """One invented clerk for each case, in a post of the organ, whose appointments the city decides."""
    posts, holdings = [], []
    for plot in drawn:
        post, person = clerk_of(plot)
        posts.append(
            PostTerm(
                post=post,
                organ=OrganId(organ_id(plot.organ)),
                valid_from=SINCE,
                title=f"工作人员{plot.number}",
                kind=PostKind.OTHER,
                personnel_authority=organ_id("city"),
                authority_source=SOURCE,
            )
        )
        holdings.append(Holding(post=post, person=person, valid_from=SINCE))
    room = asyncio.Semaphore(4)

    async def enter(plot: Plot) -> None:
        async with room:
            details = Details(name=f"示例人员{plot.number:03}（虚构）")
            await service.parties.register(details, kind=PartyKind.OFFICIAL, by=LOCAL_OPERATOR, party=clerk_of(plot)[1])

    await asyncio.gather(*(enter(plot) for plot in drawn))
    await service.registers.add(by=LOCAL_OPERATOR, posts=posts, holdings=holdings)


def clerk_of(plot: Plot) -> tuple[PostId, PartyId]:
    """The post and the person of a generated case."""
    name = str(plot.number)
    return PostId(demo_id("generated-post", name)), PartyId(demo_id("generated-person", name))
