"""What happened to a matter since somebody read it, in the words of its history."""

from uuid import UUID

from application.access import Subject
from application.casework.file import APPEAL, REPORT
from application.errors import ConcurrentChange, NotFound, ReadModelsBehind, StoreUnavailable
from application.streams import load
from domain.recorded import stored_name
from interfaces.api.names import naming_for, naming_without_case
from interfaces.meanwhile import ToldMeanwhile
from interfaces.problems import Changed
from interfaces.service import Service
from projections.history.naming import Naming
from projections.history.telling import sentence


async def in_words(service: Service, subject: Subject, kind: str, change: ConcurrentChange) -> ToldMeanwhile:
    """*change*, its events told under the names that *subject* may know; the persons among them are on record as read."""
    try:
        naming = await _naming(service, subject, kind, change.stream)
    except (ReadModelsBehind, StoreUnavailable):  # matters have no numbers yet: what happened is told all the same
        naming = await naming_without_case(service)
    changed = tuple(
        Changed(
            name=stored_name(one.event),
            recorded_at=one.recorded_at,
            zh=sentence(one.event, "zh", naming),
            en=sentence(one.event, "en", naming),
        )
        for one in change.meanwhile
    )
    return ToldMeanwhile(change, changed)


async def _naming(service: Service, subject: Subject, kind: str, stream: UUID) -> Naming:
    """That of the history of the same matter."""
    match kind:
        case "case":
            file = await service.reading.file(stream)
            persons = [track.state.person for track in file.proceedings if track.state.person is not None]
            return await naming_for(service, subject, stream, persons)
        case "proceeding":
            opened, file = await service.reading.proceeding(subject, stream)
            person = opened.state.person
            return await naming_for(service, subject, file.case.id, [person] if person is not None else [])
        case "appeal":
            filing = (await load(service.events, APPEAL, stream)).state.filing
            if filing is None:
                raise NotFound
            return await naming_for(service, subject, filing.case, ())
        case "report":
            report = (await load(service.events, REPORT, stream)).state
            named = (*report.duplicates, report.merged_into, report.case)
            return await naming_without_case(service, [one for one in named if one is not None])
        case _:
            return await naming_without_case(service)
