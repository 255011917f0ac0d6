"""Evidence, findings and the report of the investigation (domain rows 10 to 12, invariants I-5, I-17)."""

from domain.cases.commands import EnterEvidence, ExcludeEvidence, MakeFinding, ReportInvestigation
from domain.cases.events import EvidenceKind, ExclusionGround, FindingStatus
from domain.cases.rules.officers import (
    actor_investigates,
    collected_by_assigned_officers,
    collected_by_enough_officers,
    collected_by_free_officers,
    enough_investigators_act,
    entered_by_an_officer_of_the_case,
    fetched_by_a_system_that_can,
    taken_over_from_another_body,
)
from domain.cases.rules.order import (
    INVESTIGATING,
    LIVE,
    check_is_running,
    check_was_not_reported,
    investigation_is_open,
)
from domain.cases.setting import CaseSetting
from domain.cases.state import Case, can_ground, findings_without_support
from domain.occasion import lockout_of
from domain.papers.use import APPROVED_PAPER
from domain.refusal import Reason

_SIGNED_KINDS = (EvidenceKind.RECORD_OF_TALK, EvidenceKind.WITNESS)


def evidence_is_new(case: Case, command: EnterEvidence, _: CaseSetting) -> Reason | None:
    """An item is entered once; another document is another item."""
    if case.item(command.evidence) is None:
        return None
    return Reason(rule="evidence-already-entered", about=(str(command.evidence),))


def collected_by_today(_: Case, command: EnterEvidence, setting: CaseSetting) -> Reason | None:
    """Evidence was collected today or earlier."""
    if command.collected_on <= setting.occasion.today:
        return None
    return Reason(rule="evidence-from-future", about=(command.collected_on.isoformat(),))


def collected_under_authority(case: Case, command: EnterEvidence, setting: CaseSetting) -> Reason | None:
    """Officers of the case collect evidence from the day the check was authorised."""
    begun, elsewhere = case.check_authorised_on, command.taken_over_from not in (None, case.body)
    if setting.fetched(command) or elsewhere or begun is None or begun <= command.collected_on:
        return None
    return Reason(rule="evidence-before-authority", about=(begun.isoformat(),))


def record_is_signed(_: Case, command: EnterEvidence, __: CaseSetting) -> Reason | None:
    """A record of a talk or of a witness is signed, or the refusal to sign is noted on it."""
    if command.kind not in _SIGNED_KINDS or command.signature is not None:
        return None
    return Reason(rule="record-not-signed", about=(command.kind.value,))


def witness_made_a_statement(_: Case, command: EnterEvidence, __: CaseSetting) -> Reason | None:
    """Only what somebody said has a witness: whoever is named as one may not act in the case any more."""
    if command.witness is None or command.kind in _SIGNED_KINDS:
        return None
    return Reason(rule="witness-of-no-statement", about=(command.kind.value,))


def evidence_is_known(case: Case, command: ExcludeEvidence, _: CaseSetting) -> Reason | None:
    """Only an item on the file can be excluded."""
    if case.item(command.evidence) is not None:
        return None
    return Reason(rule="evidence-unknown", about=(str(command.evidence),))


def ground_agrees_with_the_record(case: Case, command: ExcludeEvidence, setting: CaseSetting) -> Reason | None:
    """That too few collected an item, or an officer who had to stand aside, is seen from who collected it."""
    item = case.item(command.evidence)
    if item is None:
        return None
    officers = dict.fromkeys(item.officers)
    if command.ground is ExclusionGround.SINGLE_OFFICER:
        fetched = item.system_fetched and item.kind in setting.profile.settings.fetched_kinds.value
        enough = fetched or len(officers) >= setting.minimum_officers
        return Reason(rule="evidence-by-enough-officers") if enough else None
    if command.ground is not ExclusionGround.RECUSED_OFFICER:
        return None
    free = all(
        not case.stands_aside(each) and lockout_of(each, setting.locked_out, case.body) is None for each in officers
    )
    return Reason(rule="evidence-by-free-officers") if free else None


def allegation_was_framed(case: Case, command: MakeFinding, _: CaseSetting) -> Reason | None:
    """Findings are made on allegations that were framed."""
    if case.allegation(command.allegation) is not None:
        return None
    return Reason(rule="allegation-unknown", about=(str(command.allegation),))


def fact_was_declared(case: Case, command: MakeFinding, _: CaseSetting) -> Reason | None:
    """Findings are made on facts the allegation declares."""
    framed = case.allegation(command.allegation)
    if framed is None or command.fact in framed.facts:
        return None
    return Reason(rule="fact-not-declared", about=(command.fact,))


def finding_says_something(_: Case, command: MakeFinding, __: CaseSetting) -> Reason | None:
    """A fact is found established, refuted or unprovable; what is open needs no finding."""
    return Reason(rule="finding-open", about=(command.fact,)) if command.status is FindingStatus.OPEN else None


def cited_evidence_is_known(case: Case, command: MakeFinding, _: CaseSetting) -> Reason | None:
    """A finding cites items that are on the file."""
    unknown = tuple(str(e) for e in command.evidence if case.item(e) is None)
    return Reason(rule="evidence-unknown", about=unknown) if unknown else None


def cited_evidence_is_not_excluded(case: Case, command: MakeFinding, _: CaseSetting) -> Reason | None:
    """What was excluded grounds no finding, whichever way it goes."""
    excluded = tuple(str(e) for e in command.evidence if e in case.excluded)
    return Reason(rule="finding-on-excluded-evidence", about=excluded) if excluded else None


def established_by_evidence(case: Case, command: MakeFinding, setting: CaseSetting) -> Reason | None:
    """A fact is established by at least one item taken lawfully by officers who were free to act."""
    if command.status is not FindingStatus.ESTABLISHED:
        return None
    if any(can_ground(case, e, setting.profile) for e in command.evidence):
        return None
    return Reason(rule="finding-without-evidence", about=(command.fact,))


def fact_occurred_by_today(_: Case, command: MakeFinding, setting: CaseSetting) -> Reason | None:
    """What is found occurred today or earlier."""
    if command.occurred_on is None or command.occurred_on <= setting.occasion.today:
        return None
    return Reason(rule="fact-in-future", about=(command.occurred_on.isoformat(),))


def every_fact_was_looked_into(case: Case, _: ReportInvestigation, __: CaseSetting) -> Reason | None:
    """The report covers every declared fact; what cannot be known is found unprovable, and counts as not established."""
    still_open = tuple(f"{allegation}/{fact}" for allegation, fact in case.facts_open)
    return Reason(rule="fact-not-looked-into", about=still_open) if still_open and case.was_filed else None


def findings_are_supported(case: Case, _: ReportInvestigation, setting: CaseSetting) -> Reason | None:
    """No established finding rests only on evidence that was excluded or tainted since."""
    lost = tuple(f"{f.allegation}/{f.fact}" for f in findings_without_support(case, setting.profile))
    return Reason(rule="finding-without-support", about=lost) if lost else None


ENTERING = (
    *LIVE,
    check_is_running,
    check_was_not_reported,
    investigation_is_open,
    evidence_is_new,
    entered_by_an_officer_of_the_case,
    fetched_by_a_system_that_can,
    taken_over_from_another_body,
    collected_by_enough_officers,
    collected_by_assigned_officers,
    collected_by_free_officers,
    collected_by_today,
    collected_under_authority,
    record_is_signed,
    witness_made_a_statement,
)
EXCLUDING = (*LIVE, evidence_is_known, ground_agrees_with_the_record)
FINDING = (
    *INVESTIGATING,
    actor_investigates,
    enough_investigators_act,
    allegation_was_framed,
    fact_was_declared,
    finding_says_something,
    cited_evidence_is_known,
    cited_evidence_is_not_excluded,
    established_by_evidence,
    fact_occurred_by_today,
)
REPORTING = (
    *INVESTIGATING,
    actor_investigates,
    enough_investigators_act,
    every_fact_was_looked_into,
    findings_are_supported,
    *APPROVED_PAPER,
)
