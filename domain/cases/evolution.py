"""How each event changes a case. Never judges: what is recorded happened."""

from datetime import date
from typing import TypeVar

from msgspec.structs import replace

from domain.acts import Apart, kept
from domain.cases.events import (
    AllegationFramed,
    CaseArchived,
    CaseClosed,
    CaseEvent,
    CaseFiled,
    CaseNotFiled,
    CaseOpened,
    CaseTransferred,
    EvidenceEntered,
    EvidenceExcluded,
    FilingExtended,
    FindingMade,
    HandledLightly,
    InvestigationReopened,
    InvestigationReported,
    InvestigatorsAssigned,
    PartyAmended,
    PreliminaryCheckAuthorised,
    PreliminaryCheckReported,
    ProcedureDefectNoted,
    RecusalDecided,
    RecusalRaised,
    ReportAdded,
    ReputationClarified,
    RespondentNamed,
    TimeExtended,
)
from domain.cases.state import Case, Stage

T = TypeVar("T")


APART: Apart = {
    PreliminaryCheckAuthorised: (),
    PreliminaryCheckReported: (),
    CaseNotFiled: (),
    ReputationClarified: ("letter", "concerning"),
    CaseTransferred: (),
    TimeExtended: (),
    FilingExtended: ("proceeding",),
    InvestigatorsAssigned: (),
    EvidenceExcluded: ("evidence",),
    InvestigationReported: (),
    InvestigationReopened: (),
    PartyAmended: ("amendment",),
    CaseClosed: (),
    CaseArchived: (),
}
"""The acts that are kept, beside those that the case holds whole. Each is the latest, or the latest about one thing."""


def evolve(case: Case, event: CaseEvent) -> Case:
    """*case* after *event*."""
    return replace(_after(case, event), acts=kept(case.acts, event, APART))


def _after(case: Case, event: CaseEvent) -> Case:
    match event:
        case CaseOpened():
            opened = replace(case, stage=Stage.OPENED, opened=event, reports=event.reports)
            return _on(opened, event.opened_on)
        case ReportAdded():
            return replace(case, reports=(*case.reports, event.report))
        case AllegationFramed():
            return replace(case, allegations=(*case.allegations, event))
        case PreliminaryCheckAuthorised():
            checking = replace(
                case,
                stage=Stage.CHECKING,
                checkers=event.checkers,
                former=_joined(case.former, event.checkers),
                check_authorised_on=case.check_authorised_on or event.authorised_on,
            )
            return _on(checking, event.authorised_on)
        case PreliminaryCheckReported():
            return _on(replace(case, stage=Stage.CHECKED, check_results=event.results), event.reported_on)
        case CaseNotFiled():
            ended = replace(case, stage=Stage.NOT_FILED, false_accusation=event.false_accusation)
            return _on(ended, event.decided_on)
        case ReputationClarified():
            return _on(replace(case, clarified=True), event.clarified_on)
        case HandledLightly():
            return _on(replace(case, handled_lightly=(*case.handled_lightly, event)), event.handled_on)
        case CaseTransferred():
            return _on(replace(case, stage=Stage.TRANSFERRED, transferred_to=event.to), event.transferred_on)
        case CaseFiled():
            return _on(replace(case, stage=Stage.INVESTIGATING, filed=event, decide_by=event.decide_by), event.filed_on)
        case TimeExtended():
            return _on(replace(case, decide_by=event.until), event.extended_on)
        case RespondentNamed():
            late = (event.proceeding,) if case.was_filed else ()
            return replace(case, respondents=(*case.respondents, event), unfiled=(*case.unfiled, *late))
        case FilingExtended():
            left = tuple(one for one in case.unfiled if one != event.proceeding)
            return _on(replace(case, unfiled=left), event.extended_on)
        case InvestigatorsAssigned():
            assigned = replace(
                case, investigators=event.investigators, former=_joined(case.former, event.investigators)
            )
            return _on(assigned, event.assigned_on)
        case RecusalRaised():
            return _on(replace(case, recusals_raised=(*case.recusals_raised, event)), event.raised_on)
        case RecusalDecided():
            return _on(replace(case, recusals_decided=(*case.recusals_decided, event)), event.decided_on)
        case EvidenceEntered():
            return _on(replace(case, evidence=(*case.evidence, event)), event.collected_on)
        case EvidenceExcluded():
            return _on(replace(case, excluded=_joined(case.excluded, (event.evidence,))), event.excluded_on)
        case FindingMade():
            about = (event.allegation, event.fact)
            others = tuple(f for f in case.findings if (f.allegation, f.fact) != about)
            return _on(replace(case, findings=(*others, event)), event.found_on)
        case InvestigationReported():
            return _on(replace(case, stage=Stage.REPORTED, reported=event.report), event.reported_on)
        case InvestigationReopened():
            return _on(replace(case, stage=Stage.INVESTIGATING), event.reopened_on)
        case ProcedureDefectNoted():
            return _on(replace(case, defects=(*case.defects, event)), event.noted_on)
        case PartyAmended():
            return _on(case, event.amended_on)
        case CaseClosed():
            return _on(replace(case, stage=Stage.CLOSED), event.closed_on)
        case CaseArchived():
            return _on(replace(case, stage=Stage.ARCHIVED), event.archived_on)


def _on(case: Case, day: date) -> Case:
    return replace(case, last_on=max(case.last_on, day))


def _joined(earlier: tuple[T, ...], new: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*earlier, *new)))
