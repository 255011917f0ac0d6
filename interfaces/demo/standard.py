"""The standard that the invented office works by: adopted before the first generated case, so that each is measured by it."""

from application.adapters.rulebook_files import packaged
from application.casework.desk import Casework
from domain.adoptions.adoption import adoption_id
from domain.adoptions.commands import ProposeAdoption, SignAdoption
from domain.adoptions.events import Adopted
from domain.identity import BodyId
from domain.rulebook.catalogue import content_id
from interfaces.demo.cast import organ_id
from interfaces.demo.plot import Plot
from interfaces.demo.staged_log import StagedLog
from interfaces.demo.surroundings import around_of, still_of
from interfaces.demo.telling import StoryClock, Teller, subjects
from interfaces.service import Service

STANDARD = "sample-demonstration"


async def adopt(service: Service, drawn: tuple[Plot, ...]) -> StagedLog:
    """Let the office adopt its standard on the day when the first story begins; a log that holds what it adopted.

    Stored where the office has adopted nothing yet. What it adopts later takes its place from that day on.
    """
    office, city = StagedLog(StoryClock()), BodyId(organ_id("city"))
    standard = next(policy for policy in packaged().policies if policy.policy == STANDARD)
    proposed = ProposeAdoption(
        body=city,
        what=Adopted.POLICY,
        instrument=standard.instrument,
        name=f"{standard.policy}/{standard.version}",
        content=content_id(standard),
        applies_from=drawn[0].begins,
    )
    stream = adoption_id(city, proposed.what, proposed.instrument)
    around = around_of(service, await still_of(service), office)
    teller = Teller(Casework(office, around, service.writing), subjects(), drawn[0].begins)
    await teller.does("legal", "adoption.propose-adoption", stream, proposed)
    await teller.does("approver", "adoption.sign-adoption", stream, SignAdoption(content=proposed.content))
    if not await service.events.read(stream):
        await office.store(service.events)
    return office
