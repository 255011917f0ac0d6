"""Who examines the appeals against a decision: they see the file of the case that they review."""

from application.access import Role, Subject
from application.casework.file import APPEAL, CaseFile
from application.ports import EventLog
from application.streams import load
from domain.proceedings.proceeding import Proceeding


async def handles_appeal(events: EventLog, subject: Subject | None, track: Proceeding) -> bool:
    """Whether an appeal against this decision is assigned to the subject."""
    if subject is None or not any(grant.role is Role.APPEAL_HANDLER for grant in subject.grants):
        return False
    appeals = [await load(events, APPEAL, noted.appeal) for noted in track.appeals]
    return any(subject.account in appeal.state.handlers for appeal in appeals)


async def handles_any(events: EventLog, subject: Subject | None, file: CaseFile) -> bool:
    """Whether an appeal in this case is assigned to the subject."""
    return any([await handles_appeal(events, subject, track.state) for track in file.proceedings])
