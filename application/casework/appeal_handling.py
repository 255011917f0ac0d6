"""Who examines and decides the appeals against a decision, who may not because of an earlier part, and which lie beside each other."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

import msgspec

from application.access import Role, Subject, forums_served
from application.casework.file import APPEAL, CaseFile
from application.ports import EventLog
from application.streams import Loaded, load
from domain.appeals.filing import step_before
from domain.appeals.setting import Neighbour
from domain.appeals.standing import Part, parts
from domain.appeals.state import Appeal
from domain.identity import ActorId, AppealId, BodyId
from domain.procedure.profile import Profile
from domain.proceedings.proceeding import Proceeding


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """How an officer stands to an appeal, and what lies beside it.

    ``parts``: what the officer had a hand in, for which they do not examine it. ``others``: pending appeals of the same case,
    of this respondent or another; ``joined`` are those of them that are examined together with it, ``joinable`` the
    examinations that it could join, each with the appeals examined in it.
    """

    parts: tuple[Part, ...] = ()
    others: tuple[AppealId, ...] = ()
    joined: tuple[AppealId, ...] = ()
    joinable: tuple[tuple[AppealId, ...], ...] = ()


class Under(msgspec.Struct, frozen=True, kw_only=True):
    """How a subject stands to a case, or to one respondent's track, by the appeals in it.

    ``handles``: one is assigned to them. ``forums``: bodies for which they serve, that admitted one, and for which nothing
    that they did in the case keeps them from deciding it.
    """

    handles: bool = False
    forums: frozenset[BodyId] = frozenset()


NOT_UNDER_APPEAL = Under()


async def under_appeal(
    events: EventLog,
    profile: Callable[[str], Profile],
    subject: Subject | None,
    file: CaseFile,
    tracks: Iterable[Loaded[Proceeding]],
) -> Under:
    """How the subject stands to *tracks* of *file* by the appeals against their decisions.

    Before an appeal is admitted nobody of the body where it lies reads more of the case: it may be the wrong door.
    """
    if subject is None:
        return NOT_UNDER_APPEAL
    examines = any(grant.role is Role.APPEAL_HANDLER for grant in subject.grants)
    serves = forums_served(subject)
    if not examines and not serves:
        return NOT_UNDER_APPEAL
    handles, forums = False, set[BodyId]()
    for track in (each.state for each in tracks):
        for noted in track.appeals:
            appeal = (await load(events, APPEAL, noted.appeal)).state
            handles |= examines and subject.account in appeal.handlers
            forum = appeal.forum
            if forum not in serves or forum in forums or appeal.accepted_on is None:
                continue
            had = await parts_of(events, profile(track.profile), subject.account, file, track, appeal)
            if not {*had} - {Part.DECIDED_HERE}:
                forums.add(forum)
    return Under(handles=handles, forums=frozenset(forums))


async def pending_of(events: EventLog, file: CaseFile) -> dict[AppealId, Appeal]:
    """The pending appeals of the case, each read once."""
    noted = (one.appeal for each in file.proceedings for one in each.state.pending_appeals)
    return {one: (await load(events, APPEAL, one)).state for one in noted}


def neighbours_among(pending: Mapping[AppealId, Appeal], own: UUID) -> tuple[Neighbour, ...]:
    """Those of the *pending* appeals of a case that lie beside one of them."""
    return tuple(
        Neighbour(appeal=one, forum=state.forum, joined_to=state.joined_to, discussed=state.minutes is not None)
        for one, state in pending.items()
        if one != own
    )


async def neighbours_of(events: EventLog, file: CaseFile, own: UUID) -> tuple[Neighbour, ...]:
    """The other pending appeals of the case."""
    return neighbours_among(await pending_of(events, file), own)


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
