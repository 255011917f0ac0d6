"""Who examines the appeals against a decision, who may not because of an earlier part, and which appeals lie beside each other."""

import msgspec

from application.access import Role, Subject
from application.casework.file import APPEAL, CaseFile
from application.ports import EventLog
from application.streams import load
from domain.appeals.filing import step_before
from domain.appeals.standing import Part, parts
from domain.appeals.state import Appeal
from domain.identity import ActorId, AppealId
from domain.procedure.profile import Profile
from domain.proceedings.proceeding import Proceeding


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """How an officer stands to an appeal, and what lies beside it.

    ``parts``: what the officer had a hand in, for which they do not examine it. ``others``: pending appeals of the same case,
    of this respondent or another, that may be heard together with it; ``joined`` are those of them that are.
    """

    parts: tuple[Part, ...] = ()
    others: tuple[AppealId, ...] = ()
    joined: tuple[AppealId, ...] = ()


async def handles_appeal(events: EventLog, subject: Subject | None, track: Proceeding) -> bool:
    """Whether an appeal against this decision is assigned to the subject."""
    if subject is None or not any(grant.role is Role.APPEAL_HANDLER for grant in subject.grants):
        return False
    appeals = [await load(events, APPEAL, noted.appeal) for noted in track.appeals]
    return any(subject.account in appeal.state.handlers for appeal in appeals)


async def handles_any(events: EventLog, subject: Subject | None, file: CaseFile) -> bool:
    """Whether an appeal in this case is assigned to the subject."""
    return any([await handles_appeal(events, subject, track.state) for track in file.proceedings])


async def step_before_of(
    events: EventLog, profile: Profile, proceeding: Proceeding, appeal: Appeal, code: str, step: str
) -> Appeal | None:
    """The appeal of the step before, against the decision that *appeal* challenges or that a new one would."""
    track = profile.track(code)
    found = track.step(step) if track else None
    if track is None or found is None:
        return None
    noted = step_before(track, found, proceeding, appeal.filing.decision if appeal.filing else None)
    return None if noted is None else (await load(events, APPEAL, noted.appeal)).state


async def parts_of(
    events: EventLog, profile: Profile, officer: ActorId, file: CaseFile, track: Proceeding, appeal: Appeal
) -> tuple[Part, ...]:
    """What *officer* had a hand in, in the case of an appeal or in its step before; empty for whoever may examine it."""
    if appeal.filing is None:
        return ()
    filing, tracks = appeal.filing, [one.state for one in file.proceedings]
    before = await step_before_of(events, profile, track, appeal, filing.track, filing.step)
    had = parts(
        file.case.state,
        reviewers={one for each in tracks for one in each.reviewers},
        deciders={one for each in tracks for one in each.deciders},
        earlier_handlers=before.ever_handled if before is not None else (),
        reviews_its_own=appeal.forum == filing.decided_by,
    )
    return tuple(part for part, officers in had.items() if officer in officers)
