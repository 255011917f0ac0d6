"""Two officers, free to act, who do not review their own work (invariants I-4, I-6, I-7)."""

from domain.cases.commands import (
    AssignInvestigators,
    AuthorisePreliminaryCheck,
    EnterEvidence,
    MakeFinding,
    ReportInvestigation,
    ReportPreliminaryCheck,
)
from domain.cases.setting import CaseSetting
from domain.cases.state import Case
from domain.identity import ActorId
from domain.occasion import lockout_of
from domain.refusal import Reason


def _named(command: AuthorisePreliminaryCheck | AssignInvestigators) -> tuple[ActorId, ...]:
    return command.checkers if isinstance(command, AuthorisePreliminaryCheck) else command.investigators


def named_officers_are_enough(
    _: Case, command: AuthorisePreliminaryCheck | AssignInvestigators, setting: CaseSetting
) -> Reason | None:
    """Two or more different officers check or investigate."""
    if len(set(_named(command))) >= setting.minimum_officers:
        return None
    return Reason(rule="too-few-officers", about=(str(setting.minimum_officers),))


def named_officers_are_free(
    case: Case, command: AuthorisePreliminaryCheck | AssignInvestigators, setting: CaseSetting
) -> Reason | None:
    """Nobody is assigned who stands aside or whom the registers keep away."""
    bound = tuple(
        str(officer)
        for officer in _named(command)
        if case.stands_aside(officer) or lockout_of(officer, setting.locked_out, setting.occasion.body)
    )
    return Reason(rule="assigned-officer-not-free", about=bound) if bound else None


def named_officers_do_not_review(
    _: Case, command: AuthorisePreliminaryCheck | AssignInvestigators, setting: CaseSetting
) -> Reason | None:
    """Whoever reviewed the file or handled an appeal does not investigate the same case."""
    reviewers = {reviewer for s in setting.respondents for reviewer in s.reviewers}
    both = tuple(str(officer) for officer in _named(command) if officer in reviewers)
    return Reason(rule="investigator-has-reviewed", about=both) if both else None


def reported_by_a_checker(case: Case, _: ReportPreliminaryCheck, setting: CaseSetting) -> Reason | None:
    """The check group reports its own check."""
    return None if setting.occasion.actor in case.checkers else Reason(rule="not-a-checker")


def enough_checkers_act(case: Case, _: ReportPreliminaryCheck, setting: CaseSetting) -> Reason | None:
    """A check is reported by a group of which enough are free to act."""
    if not case.checkers or len(set(case.acting_checkers)) >= setting.minimum_officers:
        return None
    return Reason(rule="too-few-officers", about=(str(setting.minimum_officers),))


def actor_investigates(case: Case, _: MakeFinding | ReportInvestigation, setting: CaseSetting) -> Reason | None:
    """Findings and the report come from the investigators assigned."""
    if not case.was_filed or setting.occasion.actor in case.investigators:
        return None
    return Reason(rule="not-an-investigator")


def enough_investigators_act(case: Case, _: MakeFinding | ReportInvestigation, setting: CaseSetting) -> Reason | None:
    """At least two assigned investigators are free to act."""
    if not case.was_filed or len(set(case.acting_investigators)) >= setting.minimum_officers:
        return None
    return Reason(rule="too-few-officers", about=(str(setting.minimum_officers),))


def collected_by_enough_officers(_: Case, command: EnterEvidence, setting: CaseSetting) -> Reason | None:
    """Two or more officers take evidence together; what a system fetched is exempt, and shown as such."""
    if setting.fetched(command) or len(set(command.officers)) >= setting.minimum_officers:
        return None
    return Reason(rule="evidence-by-too-few-officers", about=(str(setting.minimum_officers),))


def fetched_by_a_system_that_can(_: Case, command: EnterEvidence, setting: CaseSetting) -> Reason | None:
    """A system fetches what is kept as a record; it talks to nobody, looks at nothing and gives no opinion."""
    if not command.system_fetched or setting.fetched(command):
        return None
    return Reason(rule="evidence-not-fetchable", about=(command.kind.value,))


def taken_over_from_another_body(case: Case, command: EnterEvidence, _: CaseSetting) -> Reason | None:
    """What the body that keeps the case collected itself was taken over from nobody."""
    if command.taken_over_from is None or command.taken_over_from != case.body:
        return None
    return Reason(rule="evidence-from-own-body", about=(str(command.taken_over_from),))


def collected_by_assigned_officers(case: Case, command: EnterEvidence, _: CaseSetting) -> Reason | None:
    """Evidence is taken by those assigned; what another body collected carries that body's officers."""
    if command.taken_over_from not in (None, case.body):
        return None
    strangers = tuple(str(officer) for officer in command.officers if officer not in case.former)
    return Reason(rule="evidence-by-unassigned-officer", about=strangers) if strangers else None


def collected_by_free_officers(case: Case, command: EnterEvidence, setting: CaseSetting) -> Reason | None:
    """No evidence from an officer who stands aside or whom the registers keep away."""
    bound = tuple(
        str(officer)
        for officer in command.officers
        if case.stands_aside(officer) or lockout_of(officer, setting.locked_out, setting.occasion.body)
    )
    return Reason(rule="evidence-by-officer-not-free", about=bound) if bound else None


def entered_by_an_officer_of_the_case(case: Case, command: EnterEvidence, setting: CaseSetting) -> Reason | None:
    """Checkers enter evidence before the filing, investigators after it; a system's fetch is entered by whoever runs it."""
    assigned = case.investigators if case.was_filed else case.checkers
    if setting.fetched(command) or not assigned or setting.occasion.actor in assigned:
        return None
    return Reason(rule="not-an-investigator")
