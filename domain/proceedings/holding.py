"""What is held for or against the respondent: role, elements, factors, and answers to open points."""

from domain.acts import done_before
from domain.cases.events import FindingStatus
from domain.cases.state import lost_support
from domain.deciding import refuse_if_any
from domain.proceedings.commands import (
    AnswerQuestion,
    FindElement,
    FindFactor,
    FindRole,
    NoteRunningSanction,
    SettleFacts,
)
from domain.proceedings.events import (
    ElementFound,
    FactorFound,
    ProceedingEvent,
    QuestionAnswered,
    RoleFound,
    Subject,
)
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import case_is_filed, is_open, no_decision_stands, officer_may_act, respondent_is_filed
from domain.proceedings.state import Proceeding
from domain.refusal import Reason, Refused
from domain.rulebook.questions import DECIDER, Question
from domain.rulebook.vocabulary import FactKind

Finding = FindRole | FindElement | FindFactor | NoteRunningSanction


def evidence_is_in_file(_: Proceeding, command: Finding, setting: ProceedingSetting) -> Reason | None:
    """A finding rests on items of the case's own file."""
    missing = tuple(str(item) for item in command.evidence if setting.case.item(item) is None)
    return Reason(rule="evidence-unknown", about=missing) if missing else None


def evidence_is_usable(_: Proceeding, command: Finding, setting: ProceedingSetting) -> Reason | None:
    """An excluded item grounds nothing."""
    excluded = tuple(str(item) for item in command.evidence if item in setting.case.excluded)
    return Reason(rule="evidence-excluded", about=excluded) if excluded else None


def established_by_evidence(_: Proceeding, command: Finding, setting: ProceedingSetting) -> Reason | None:
    """What is not shown by evidence, taken by officers who were free to act, is not established."""
    if isinstance(command, FindElement | FindFactor) and command.status is not FindingStatus.ESTABLISHED:
        return None
    case = setting.case
    in_file = tuple(item for item in command.evidence if case.item(item) is not None and item not in case.excluded)
    if command.evidence and (not in_file or not lost_support(case, in_file, setting.profile)):
        return None
    return Reason(rule="finding-without-evidence", about=(_code(command),))


def role_is_of_a_person(proceeding: Proceeding, command: FindRole, setting: ProceedingSetting) -> Reason | None:
    """Only a person has a role, and one that the rulebook knows."""
    if proceeding.subject is not Subject.PERSON:
        return Reason(rule="role-of-an-organ", about=(command.role,))
    known = {role.code for rulebook in setting.rulebooks for role in rulebook.roles}
    return None if command.role in known or not known else Reason(rule="role-unknown", about=(command.role,))


def fact_is_known(_: Proceeding, command: FindElement | FindFactor, setting: ProceedingSetting) -> Reason | None:
    """A rulebook knows the fact; factors and other facts are held in their own way."""
    kinds = {fact.code: fact.kind for rulebook in reversed(setting.rulebooks) for fact in rulebook.facts}
    code = _code(command)
    if not kinds:
        return None
    kind = kinds.get(code)
    if kind is None or (kind is FactKind.FACTOR) != isinstance(command, FindFactor):
        return Reason(rule="fact-unknown", about=(code,))
    return None


def question_is_put(_: Proceeding, command: AnswerQuestion, setting: ProceedingSetting) -> Reason | None:
    """The question is one of the rulebook's, and the answer one of its choices."""
    if not setting.rulebooks:
        return None
    question = _question(command, setting)
    if question is None:
        return Reason(rule="question-unknown", about=(command.question,))
    if command.choice not in {choice.code for choice in question.choices}:
        return Reason(rule="choice-unknown", about=(command.question, command.choice))
    return None


def answered_by_its_office(_: Proceeding, command: AnswerQuestion, setting: ProceedingSetting) -> Reason | None:
    """A question is answered by the office whose answer the rulebook says it is, or by whoever decides the matter."""
    question = _question(command, setting)
    if question is None or {question.answered_by, DECIDER} & {*setting.offices}:
        return None
    return Reason(rule="answer-of-another-office", about=(question.answered_by,))


def _question(command: AnswerQuestion, setting: ProceedingSetting) -> Question | None:
    put = (question for rulebook in setting.rulebooks for question in rulebook.questions)
    return next((one for one in put if one.code == command.question), None)


def _code(command: Finding) -> str:
    match command:
        case FindRole():
            return command.role
        case FindElement():
            return command.fact
        case FindFactor():
            return command.factor
        case NoteRunningSanction():
            return command.measure or "running-sanction"


BY_EVIDENCE = (
    is_open,
    no_decision_stands,
    case_is_filed,
    respondent_is_filed,
    officer_may_act,
    established_by_evidence,
    evidence_is_in_file,
    evidence_is_usable,
)
FINDING_A_ROLE = (*BY_EVIDENCE, role_is_of_a_person)
FINDING_A_FACT = (*BY_EVIDENCE, fact_is_known)
ANSWERING_A_QUESTION = (is_open, no_decision_stands, officer_may_act, question_is_put, answered_by_its_office)


def find_role(proceeding: Proceeding, command: FindRole, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """In which role the respondent answers."""
    refuse_if_any(FINDING_A_ROLE, proceeding, command, setting)
    if done_before(proceeding.acts, command, RoleFound):
        return ()
    return (
        RoleFound(
            role=command.role,
            evidence=command.evidence,
            found_on=setting.occasion.today,
            reasons=command.reasons,
            found_by=setting.occasion.actor,
        ),
    )


def find_element(
    proceeding: Proceeding, command: FindElement, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """An element of liability or a personal circumstance is held."""
    refuse_if_any(FINDING_A_FACT, proceeding, command, setting)
    if done_before(proceeding.acts, command, ElementFound):
        return ()
    return (
        ElementFound(
            fact=command.fact,
            status=command.status,
            evidence=command.evidence,
            found_on=setting.occasion.today,
            reasons=command.reasons,
            found_by=setting.occasion.actor,
        ),
    )


def find_factor(proceeding: Proceeding, command: FindFactor, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """A factor is held."""
    refuse_if_any(FINDING_A_FACT, proceeding, command, setting)
    if done_before(proceeding.acts, command, FactorFound):
        return ()
    return (
        FactorFound(
            factor=command.factor,
            status=command.status,
            evidence=command.evidence,
            found_on=setting.occasion.today,
            reasons=command.reasons,
            phase=command.phase,
            basis=command.basis,
            found_by=setting.occasion.actor,
        ),
    )


def settle_facts(
    proceeding: Proceeding, command: SettleFacts, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """The same is held of several facts: all of them, or none and every rule that stands against any."""
    kinds = {fact.code: fact.kind for rulebook in reversed(setting.rulebooks) for fact in rulebook.facts}
    events: list[ProceedingEvent] = []
    reasons: dict[Reason, None] = {}
    if not command.facts:
        raise Refused([Reason(rule="fact-unknown")], under=setting.profile.code)
    for fact in dict.fromkeys(command.facts):
        try:
            if kinds.get(fact) is FactKind.FACTOR:
                factor = FindFactor(
                    factor=fact, status=command.status, evidence=command.evidence, reasons=command.reasons
                )
                events += find_factor(proceeding, factor, setting)
            else:
                element = FindElement(
                    fact=fact, status=command.status, evidence=command.evidence, reasons=command.reasons
                )
                events += find_element(proceeding, element, setting)
        except Refused as refused:
            reasons |= dict.fromkeys(refused.reasons)
    if reasons:
        raise Refused(reasons, under=setting.profile.code)
    return tuple(events)


def answer_question(
    proceeding: Proceeding, command: AnswerQuestion, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """A point left to discretion is answered on the record."""
    refuse_if_any(ANSWERING_A_QUESTION, proceeding, command, setting)
    if done_before(proceeding.acts, command, QuestionAnswered):
        return ()
    return (
        QuestionAnswered(
            question=command.question,
            choice=command.choice,
            answered_on=setting.occasion.today,
            reasons=command.reasons,
        ),
    )
