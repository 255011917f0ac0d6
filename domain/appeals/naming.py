"""The stream of an appeal follows from what it challenges: one for each decision, track and step, and each filing anew."""

from uuid import UUID, uuid5

from domain.appeals.commands import FileAppeal
from domain.identity import AppealId, ProceedingId
from domain.procedure.profile import Profile
from domain.proceedings.remedies import leaves_the_way_open
from domain.proceedings.state import Proceeding

_APPEALS = UUID("5d0e6ad4-53b9-5c50-9d5a-6f3c5f7a9a10")


def appeal_id(proceeding: ProceedingId, decision: str, track: str, step: str, ordinal: int = 1) -> AppealId:
    """Id of the appeal against the decision of that number, on that track, at that step; from 1 up where it is filed anew."""
    anew = () if ordinal == 1 else (str(ordinal),)
    return AppealId(uuid5(_APPEALS, "\n".join((str(proceeding), decision, track, step, *anew))))


def way_is_free(track: Proceeding, command: FileAppeal, profile: Profile) -> bool:
    """Whether no earlier appeal on that step, against the decision that stands, bars another."""
    return all(leaves_the_way_open(one, profile) for one in track.appeals_on(command.track, command.step))


def next_appeal(proceeding: ProceedingId, track: Proceeding, command: FileAppeal, profile: Profile) -> AppealId:
    """The stream to which a filing belongs: a new one, or the last when that stands in the way of another."""
    earlier, anew = track.appeals_on(command.track, command.step), way_is_free(track, command, profile)
    number = track.decision.number if track.decision else ""
    return appeal_id(proceeding, number, command.track, command.step, len(earlier) + anew)
