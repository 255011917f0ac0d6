"""As much of one case as its decisions need."""

from datetime import date
from enum import StrEnum

import msgspec

from domain.cases.events import (
    AllegationFramed,
    CaseEvent,
    CaseFiled,
    CaseOpened,
    CheckResult,
    EvidenceEntered,
    FindingMade,
    FindingStatus,
    HandledLightly,
    ProcedureDefectNoted,
    RecusalDecided,
    RecusalRaised,
    RespondentNamed,
)
from domain.document import DocumentRef
from domain.identity import ActorId, AllegationId, BodyId, EvidenceId, PartyId, ProceedingId, RecusalId, ReportId
from domain.procedure.profile import Profile


class Stage(StrEnum):
    """Where the case stands."""

    UNOPENED = "unopened"
    OPENED = "opened"
    CHECKING = "checking"
    CHECKED = "checked"
    NOT_FILED = "not-filed"
    TRANSFERRED = "transferred"
    INVESTIGATING = "investigating"
    REPORTED = "reported"
    CLOSED = "closed"
    ARCHIVED = "archived"


ENDED = (Stage.NOT_FILED, Stage.TRANSFERRED, Stage.CLOSED, Stage.ARCHIVED)
"""Stages in which nothing more is investigated unless the case is reopened."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One case: facts and evidence, shared by all respondents.

    ``former`` are all who ever checked or investigated, in the order of their first assignment. ``findings`` holds the
    latest finding on each fact. ``unfiled`` are the proceedings of respondents named after the filing, for whom it is
    not approved yet. ``last_on`` is the latest legal day on which something was done. ``acts`` are the latest
    words of each kind, by which a command that asks for the same again is known.
    """

    stage: Stage = Stage.UNOPENED
    opened: CaseOpened | None = None
    reports: tuple[ReportId, ...] = ()
    allegations: tuple[AllegationFramed, ...] = ()
    checkers: tuple[ActorId, ...] = ()
    check_authorised_on: date | None = None
    check_results: tuple[tuple[AllegationId, CheckResult], ...] = ()
    false_accusation: bool = False
    clarified: bool = False
    handled_lightly: tuple[HandledLightly, ...] = ()
    transferred_to: BodyId | None = None
    filed: CaseFiled | None = None
    decide_by: date | None = None
    respondents: tuple[RespondentNamed, ...] = ()
    unfiled: tuple[ProceedingId, ...] = ()
    investigators: tuple[ActorId, ...] = ()
    former: tuple[ActorId, ...] = ()
    recusals_raised: tuple[RecusalRaised, ...] = ()
    recusals_decided: tuple[RecusalDecided, ...] = ()
    evidence: tuple[EvidenceEntered, ...] = ()
    excluded: tuple[EvidenceId, ...] = ()
    findings: tuple[FindingMade, ...] = ()
    reported: DocumentRef | None = None
    defects: tuple[ProcedureDefectNoted, ...] = ()
    acts: tuple[CaseEvent, ...] = ()
    last_on: date = date.min

    @property
    def body(self) -> BodyId | None:
        """The body that keeps the case."""
        return None if self.opened is None else self.opened.body

    @property
    def was_filed(self) -> bool:
        """Whether the case was ever filed (立案)."""
        return self.filed is not None

    @property
    def recused(self) -> tuple[ActorId, ...]:
        """Officers who stand aside for good, because it was decided so. A noted defect says only that it ought to be decided."""
        granted = {decided.recusal for decided in self.recusals_decided if decided.granted}
        return tuple(dict.fromkeys(raised.officer for raised in self.recusals_raised if raised.recusal in granted))

    @property
    def recusals_pending(self) -> tuple[RecusalRaised, ...]:
        """Recusals raised and not yet decided."""
        decided = {d.recusal for d in self.recusals_decided}
        return tuple(r for r in self.recusals_raised if r.recusal not in decided)

    def recusal(self, recusal: RecusalId) -> RecusalRaised | None:
        """The recusal of that id, or None."""
        return next((r for r in self.recusals_raised if r.recusal == recusal), None)

    def recusal_outcome(self, recusal: RecusalId) -> RecusalDecided | None:
        """How it was decided, or None while it is pending."""
        return next((d for d in self.recusals_decided if d.recusal == recusal), None)

    def stands_aside(self, officer: ActorId) -> bool:
        """Whether *officer* may not act: recused, or the recusal is not yet decided."""
        return officer in self.recused or any(r.officer == officer for r in self.recusals_pending)

    @property
    def acting_checkers(self) -> tuple[ActorId, ...]:
        """Checkers who do not stand aside."""
        return tuple(c for c in self.checkers if not self.stands_aside(c))

    @property
    def acting_investigators(self) -> tuple[ActorId, ...]:
        """Assigned investigators who do not stand aside."""
        return tuple(i for i in self.investigators if not self.stands_aside(i))

    def allegation(self, allegation: AllegationId) -> AllegationFramed | None:
        """The allegation of that id, or None."""
        return next((a for a in self.allegations if a.allegation == allegation), None)

    def item(self, evidence: EvidenceId) -> EvidenceEntered | None:
        """The item of evidence of that id, or None."""
        return next((e for e in self.evidence if e.evidence == evidence), None)

    def finding(self, allegation: AllegationId, fact: str) -> FindingMade | None:
        """The latest finding on that fact, or None: not yet looked into."""
        return next((f for f in self.findings if (f.allegation, f.fact) == (allegation, fact)), None)

    @property
    def facts_open(self) -> tuple[tuple[AllegationId, str], ...]:
        """Declared facts on which no finding was made."""
        return tuple(
            (a.allegation, fact)
            for a in self.allegations
            for fact in a.facts
            if self.finding(a.allegation, fact) is None
        )

    def was_handled_lightly(self, person: PartyId | None) -> bool:
        """Whether *person* was dealt with without filing."""
        return any(h.person == person for h in self.handled_lightly)


def tainted(case: Case, item: EvidenceEntered, profile: Profile) -> bool:
    """Whether too few of the officers who took *item* were free to act, here or at the body that it was taken over from.

    What a system fetched needs none, as far as it is of a kind that a system can fetch.
    """
    if item.system_fetched and item.kind in profile.settings.fetched_kinds.value:
        return False
    sound = {officer for officer in item.officers if officer not in case.recused}
    return len(sound) < profile.settings.minimum_officers.value


def can_ground(case: Case, evidence: EvidenceId, profile: Profile) -> bool:
    """Whether a finding may rest on the item: known, not excluded, not tainted."""
    item = case.item(evidence)
    return item is not None and evidence not in case.excluded and not tainted(case, item, profile)


def lost_support(case: Case, evidence: tuple[EvidenceId, ...], profile: Profile) -> bool:
    """Whether nothing is left of *evidence* on which anything could rest."""
    return not any(can_ground(case, item, profile) for item in evidence)


def findings_without_support(case: Case, profile: Profile) -> tuple[FindingMade, ...]:
    """Established findings all of whose evidence was excluded or tainted since: they hold no longer."""
    return tuple(
        f for f in case.findings if f.status is FindingStatus.ESTABLISHED and lost_support(case, f.evidence, profile)
    )


def established(case: Case, profile: Profile) -> tuple[FindingMade, ...]:
    """Findings a decision may rest on: established, and still supported. Everything else is not established."""
    lost = findings_without_support(case, profile)
    return tuple(f for f in case.findings if f.status is FindingStatus.ESTABLISHED and f not in lost)
