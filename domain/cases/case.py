"""Deciding on a case: what follows from a command, or every rule that stands against it."""

from msgspec.structs import replace

from domain.acts import done_before, says
from domain.calendar.deadline import deadline
from domain.cases.commands import (
    AddReport,
    AmendParty,
    ArchiveCase,
    AssignInvestigators,
    AuthorisePreliminaryCheck,
    CaseCommand,
    ClarifyReputation,
    CloseCase,
    DecideNotToFile,
    DecideRecusal,
    EnterEvidence,
    ExcludeEvidence,
    ExtendFiling,
    ExtendTime,
    FileCase,
    FrameAllegation,
    HandleLightly,
    MakeFinding,
    NameRespondent,
    NoteProcedureDefect,
    OpenCase,
    RaiseRecusal,
    ReopenInvestigation,
    ReportInvestigation,
    ReportPreliminaryCheck,
    TransferCase,
)
from domain.cases.events import (
    AllegationFramed,
    CaseArchived,
    CaseClosed,
    CaseEvent,
    CaseFiled,
    CaseNotFiled,
    CaseOpened,
    CaseTransferred,
    Defect,
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
from domain.cases.evolution import evolve
from domain.cases.rules import ending, filing, investigation, lead, parties, recusal
from domain.cases.setting import CaseSetting, Standing
from domain.cases.state import Case, Stage
from domain.cases.time_to_decide import last_days
from domain.deciding import refuse_if_any

__all__ = ["Case", "CaseSetting", "Stage", "Standing", "decide", "evolve"]


def decide(case: Case, command: CaseCommand, setting: CaseSetting) -> tuple[CaseEvent, ...]:
    """What follows from *command*; nothing when it had been done before.

    Raises:
        Refused: with every rule that stands against the command.
    """
    today = setting.occasion.today
    match command:
        case OpenCase():
            opened = CaseOpened(
                body=command.body,
                opened_on=today,
                instrument=command.instrument,
                summary=command.summary,
                reports=command.reports,
                organ=command.organ,
                transferred_from=command.transferred_from,
            )
            if case.opened is not None and replace(opened, opened_on=case.opened.opened_on) == case.opened:
                return ()
            refuse_if_any(lead.OPENING, case, command, setting)
            return (opened,)
        case AddReport():
            if command.report in case.reports:
                return ()
            refuse_if_any(lead.ADDING_A_REPORT, case, command, setting)
            return (ReportAdded(report=command.report),)
        case FrameAllegation():
            framed = AllegationFramed(
                allegation=command.allegation,
                ground=command.ground,
                organ=command.organ,
                conduct_from=command.conduct_from,
                conduct_to=command.conduct_to,
                description=command.description,
                duty=command.duty,
                facts=command.facts,
            )
            if framed in case.allegations:
                return ()
            refuse_if_any(lead.FRAMING, case, command, setting)
            return (framed,)
        case AuthorisePreliminaryCheck():
            if (
                case.stage is Stage.CHECKING
                and case.acting_checkers == command.checkers
                and done_before(case.acts, command, PreliminaryCheckAuthorised)
            ):
                return ()
            refuse_if_any(lead.AUTHORISING, case, command, setting)
            return (PreliminaryCheckAuthorised(checkers=command.checkers, authorised_on=today, plan=command.plan),)
        case ReportPreliminaryCheck():
            if case.stage is Stage.CHECKED and done_before(case.acts, command, PreliminaryCheckReported):
                return ()
            refuse_if_any(lead.REPORTING_THE_CHECK, case, command, setting)
            return (PreliminaryCheckReported(results=command.results, reported_on=today, report=command.report),)
        case DecideNotToFile():
            if case.stage is Stage.NOT_FILED and done_before(case.acts, command, CaseNotFiled):
                return ()
            refuse_if_any(lead.NOT_FILING, case, command, setting)
            return (CaseNotFiled(decided_on=today, reasons=command.reasons, false_accusation=command.false_accusation),)
        case ClarifyReputation():
            if done_before(case.acts, command, ReputationClarified):
                return ()
            refuse_if_any(lead.CLARIFYING, case, command, setting)
            return (
                ReputationClarified(
                    clarified_on=today, scope=command.scope, letter=command.letter, concerning=command.concerning
                ),
            )
        case HandleLightly():
            if any(says(handled, command) for handled in case.handled_lightly):
                return ()
            refuse_if_any(lead.HANDLING_LIGHTLY, case, command, setting)
            return (
                HandledLightly(
                    person=command.person,
                    form=command.form,
                    handled_on=today,
                    record=command.record,
                    heard=command.heard,
                    circumstances=command.circumstances,
                ),
            )
        case TransferCase():
            if case.stage is Stage.TRANSFERRED and done_before(case.acts, command, CaseTransferred):
                return ()
            refuse_if_any(lead.TRANSFERRING, case, command, setting)
            return (CaseTransferred(to=command.to, transferred_on=today, letter=command.letter),)
        case FileCase():
            if says(case.filed, command):
                return ()
            refuse_if_any(filing.FILING, case, command, setting)
            return (_filed(command, setting),)
        case ExtendTime():
            if done_before(case.acts, command, TimeExtended):
                return ()
            refuse_if_any(filing.EXTENDING, case, command, setting)
            extended = TimeExtended(until=command.until, ground=command.ground, extended_on=today)
            days = last_days(evolve(case, extended), setting.undecided, setting.calendar)
            return (replace(extended, until_under=days),)
        case NameRespondent():
            named = RespondentNamed(proceeding=command.proceeding, organ=command.organ, person=command.person)
            if named in case.respondents:
                return ()
            refuse_if_any(filing.NAMING, case, command, setting)
            return (named,)
        case ExtendFiling():
            if command.proceeding not in case.unfiled and done_before(case.acts, command, FilingExtended):
                return ()
            own = setting.standing(command.proceeding)
            under = setting if own is None or own.profile is None else replace(setting, profile=own.profile)
            refuse_if_any(filing.EXTENDING_FILING, case, command, under)
            return (
                FilingExtended(
                    proceeding=command.proceeding,
                    extended_on=today,
                    approval=command.approval,
                    notice=command.notice,
                ),
            )
        case AssignInvestigators():
            if (
                case.stage is Stage.INVESTIGATING
                and case.acting_investigators == command.investigators
                and done_before(case.acts, command, InvestigatorsAssigned)
            ):
                return ()
            refuse_if_any(filing.ASSIGNING, case, command, setting)
            return (InvestigatorsAssigned(investigators=command.investigators, assigned_on=today, note=command.note),)
        case RaiseRecusal():
            raised = RecusalRaised(
                recusal=command.recusal,
                officer=command.officer,
                ground=command.ground,
                source=command.source,
                raised_on=today,
                reasons=command.reasons,
            )
            earlier = case.recusal(command.recusal)
            if earlier is not None and replace(raised, raised_on=earlier.raised_on) == earlier:
                return ()
            refuse_if_any(recusal.RAISING, case, command, setting)
            return (raised,)
        case DecideRecusal():
            if says(case.recusal_outcome(command.recusal), command):
                return ()
            refuse_if_any(recusal.DECIDING, case, command, setting)
            return _recusal_decided(case, command, setting)
        case EnterEvidence():
            entered = EvidenceEntered(
                evidence=command.evidence,
                kind=command.kind,
                document=command.document,
                collected_on=command.collected_on,
                officers=command.officers,
                system_fetched=command.system_fetched,
                shows=command.shows,
                signature=command.signature,
                taken_over_from=command.taken_over_from,
                witness=command.witness,
            )
            if entered in case.evidence:
                return ()
            refuse_if_any(investigation.ENTERING, case, command, setting)
            return (entered,)
        case ExcludeEvidence():
            if done_before(case.acts, command, EvidenceExcluded):
                return ()
            refuse_if_any(investigation.EXCLUDING, case, command, setting)
            return (
                EvidenceExcluded(
                    evidence=command.evidence, ground=command.ground, excluded_on=today, reasons=command.reasons
                ),
            )
        case MakeFinding():
            refuse_if_any(investigation.FINDING, case, command, setting)
            found = FindingMade(
                allegation=command.allegation,
                fact=command.fact,
                status=command.status,
                evidence=command.evidence,
                found_on=today,
                reasons=command.reasons,
                occurred_on=command.occurred_on,
            )
            held = case.finding(command.allegation, command.fact)
            return () if held is not None and replace(found, found_on=held.found_on) == held else (found,)
        case ReportInvestigation():
            if case.stage is Stage.REPORTED and done_before(case.acts, command, InvestigationReported):
                return ()
            refuse_if_any(investigation.REPORTING, case, command, setting)
            return (
                InvestigationReported(report=command.report, unit_opinions=command.unit_opinions, reported_on=today),
            )
        case ReopenInvestigation():
            if case.stage is Stage.INVESTIGATING and done_before(case.acts, command, InvestigationReopened):
                return ()
            refuse_if_any(ending.REOPENING, case, command, setting)
            return (InvestigationReopened(reopened_on=today, because=command.because, items=command.items),)
        case NoteProcedureDefect():
            noted = ProcedureDefectNoted(
                defect=command.defect,
                concerning=command.concerning,
                noted_on=today,
                description=command.description,
            )
            if any(replace(noted, noted_on=d.noted_on) == d for d in case.defects):
                return ()
            refuse_if_any(ending.NOTING_A_DEFECT, case, command, setting)
            return (noted,)
        case AmendParty():
            if done_before(case.acts, command, PartyAmended):
                return ()
            refuse_if_any(parties.AMENDING, case, command, setting)
            return (
                PartyAmended(
                    amendment=command.amendment,
                    party=command.party,
                    particulars=command.particulars,
                    amended_on=today,
                    reasons=command.reasons,
                ),
            )
        case CloseCase():
            if case.stage is Stage.CLOSED and done_before(case.acts, command, CaseClosed):
                return ()
            refuse_if_any(ending.CLOSING, case, command, setting)
            return (CaseClosed(closed_on=today, report=command.report),)
        case ArchiveCase():
            if case.stage is Stage.ARCHIVED and done_before(case.acts, command, CaseArchived):
                return ()
            refuse_if_any(ending.ARCHIVING, case, command, setting)
            return (CaseArchived(archived_on=today, index=command.index, retention=command.retention),)


def _filed(command: FileCase, setting: CaseSetting) -> CaseFiled:
    """The filing starts the clock of the decision: to the first end that some respondent's profile gives, and the last."""
    today, own = setting.occasion.today, [profile.settings for profile in setting.undecided]
    days = {
        profile.code: deadline(profile.settings.decision_period.period, today, setting.calendar).due
        for profile in setting.undecided
    }
    return CaseFiled(
        filed_on=today,
        approval=command.approval,
        decide_by=min(days.values()),
        decide_by_under=tuple(sorted(days.items())),
        decide_by_at_most=max(deadline(each.decision_cap.period, today, setting.calendar).due for each in own),
        notice=command.notice,
    )


def _recusal_decided(case: Case, command: DecideRecusal, setting: CaseSetting) -> tuple[CaseEvent, ...]:
    """A recusal granted after a decision in which the officer took part is also a defect of that procedure."""
    today = setting.occasion.today
    decided = RecusalDecided(
        recusal=command.recusal,
        granted=command.granted,
        decided_on=today,
        by_next_higher=command.by_next_higher,
        reasons=command.reasons,
    )
    raised = case.recusal(command.recusal)
    if raised is None or not command.granted:
        return (decided,)
    after_decision = [s for s in setting.respondents if s.decided]
    took_part = raised.officer in case.former or any(
        raised.officer in (*s.reviewers, *s.deciders) for s in after_decision
    )
    if not after_decision or not took_part:
        return (decided,)
    return (
        decided,
        ProcedureDefectNoted(
            defect=Defect.RECUSAL_MISSED,
            concerning=raised.officer,
            noted_on=today,
            description=command.reasons,
        ),
    )
