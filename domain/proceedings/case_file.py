"""What the decisions on a proceeding read from the case."""

from domain.cases.events import FindingStatus
from domain.cases.state import Case, Stage, established
from domain.document import DocumentRef
from domain.identity import ActorId, AllegationId, EvidenceId
from domain.procedure.profile import Profile


def investigated(case: Case) -> frozenset[ActorId]:
    """All who checked, investigated or took evidence at any time."""
    return frozenset((*case.former, *(officer for item in case.evidence for officer in item.officers)))


def standing_report(case: Case) -> DocumentRef | None:
    """The investigation report; None before it, and again once the investigation was reopened."""
    return case.reported if case.stage in {Stage.REPORTED, Stage.CLOSED, Stage.ARCHIVED} else None


def is_established(case: Case, allegation: AllegationId, fact: str, profile: Profile) -> bool:
    """Whether a decision may rest on that fact: established, and still supported."""
    return any((found.allegation, found.fact) == (allegation, fact) for found in established(case, profile))


def evidence_for(case: Case, allegation: AllegationId, fact: str) -> tuple[EvidenceId, ...]:
    """What the latest finding on that fact rests on."""
    found = case.finding(allegation, fact)
    return found.evidence if found is not None and found.status is FindingStatus.ESTABLISHED else ()
