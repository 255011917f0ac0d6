"""The stream of an appeal follows from what it challenges, so that there is one for each decision, track and step."""

from uuid import UUID, uuid5

from domain.identity import AppealId, ProceedingId

_APPEALS = UUID("5d0e6ad4-53b9-5c50-9d5a-6f3c5f7a9a10")


def appeal_id(proceeding: ProceedingId, decision: str, track: str, step: str) -> AppealId:
    """Id of the appeal against the decision of that number, on that track, at that step."""
    return AppealId(uuid5(_APPEALS, "\n".join((str(proceeding), decision, track, step))))
