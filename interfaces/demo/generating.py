"""Loads the generated cases: each is told in memory by the API's own commands and then stored in one go."""

import asyncio
from collections.abc import Callable, Mapping

from application.actors import LOCAL_OPERATOR
from application.adapters.parties import Details, PartyKind
from application.casework.around import Around
from application.casework.desk import Casework
from domain.identity import ActorId, BodyId, OrganId, PartyId, PostId
from domain.registers.records import Holding, PostKind, PostTerm
from domain.registers.snapshot import Snapshot
from interfaces.demo.cast import SINCE, SOURCE, demo_id, organ_id
from interfaces.demo.chapters import Chapters
from interfaces.demo.plot import Plot
from interfaces.demo.staged_log import StagedLog
from interfaces.demo.telling import StoryClock, Teller, subjects
from interfaces.service import Service

AT_ONCE = 16
"""Stories stored at the same time; the log takes what arrives together in one go."""


class Still:
    """The registers and the staff as they stand when the stories begin: nothing in them moves meanwhile."""

    def __init__(
        self,
        snapshot: Snapshot,
        persons: Mapping[ActorId, PartyId],
        bodies: Mapping[ActorId, frozenset[BodyId]],
    ) -> None:
        self._snapshot, self._persons, self._bodies = snapshot, persons, bodies

    async def snapshot(self) -> Snapshot:
        """The registers."""
        return self._snapshot

    async def persons(self) -> Mapping[ActorId, PartyId]:
        """The staff."""
        return self._persons

    async def bodies(self) -> Mapping[ActorId, frozenset[BodyId]]:
        """Where they work."""
        return self._bodies


PAPER = "演示材料：内容为虚构。"


async def generate(service: Service, drawn: tuple[Plot, ...], progress: Callable[[int, int], object]) -> int:
    """Load the generated cases; how many there are."""
    await _hire(service, drawn)
    people, room = subjects(), asyncio.Semaphore(AT_ONCE)
    staff = service.around.staff
    still = Still(await service.registers.snapshot(), await staff.persons(), await staff.bodies())
    told = 0

    async def one(plot: Plot) -> int:
        async with room:
            log = StagedLog(StoryClock())
            around = Around(
                clock=StoryClock(),
                profiles=service.around.profiles,
                calendar=service.around.calendar,
                law=service.around.law,
                registers=still,
                staff=still,
                events=log,
                modes=service.around.modes,
                deadlines=service.around.deadlines,
                schemes=service.around.schemes,
                priors=service.around.priors,
            )
            paper = await service.documents.put(
                demo_id("case", str(plot.number)), PAPER.encode(), media_type="text/plain", by=LOCAL_OPERATOR
            )
            await Chapters(plot, Teller(Casework(log, around, service.writing), people, plot.begins, paper)).tell()
            return await log.store(service.events)

    for done in asyncio.as_completed([asyncio.create_task(one(plot)) for plot in drawn]):
        await done
        told += 1
        progress(told, len(drawn))
    return told


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
