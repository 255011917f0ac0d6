"""What stands against a command in an assessment. Each rule's sources and wording are data of the procedure profile."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

from domain.deciding import Found
from domain.identity import OrganId
from domain.refusal import Reason
from domain.supervision.amounts import number
from domain.supervision.assessments import commands as ask
from domain.supervision.assessments.events import Manner
from domain.supervision.assessments.standing import kind_of, missing, results
from domain.supervision.assessments.state import Assessed, Assessment
from domain.supervision.breach import provision_on
from domain.supervision.rectification import JudgeRectification, NoteRectification
from domain.supervision.setting import SupervisionSetting

OfOne: TypeAlias = (
    ask.TakeSelfAssessment
    | ask.ScoreOrgan
    | ask.NotifyOrgan
    | ask.TakeConsequence
    | ask.NoteSituation
    | NoteRectification
    | JudgeRectification
)
"""Commands about one organ."""

DAYS: Mapping[type, str] = {
    ask.PlanAssessment: "planned_on",
    ask.IssueScheme: "issued_on",
    ask.TakeSelfAssessment: "handed_in_on",
    ask.CheckOrgans: "checked_on",
    ask.ScoreOrgan: "scored_on",
    ask.ConsiderEvaluation: "considered_on",
    ask.ApproveResults: "approved_on",
    ask.NotifyOrgan: "notified_on",
    ask.CopyResults: "copied_on",
    ask.PublishResults: "published_on",
    ask.TakeConsequence: "taken_on",
    ask.NoteSituation: "since",
    NoteRectification: "reported_on",
    JudgeRectification: "judged_on",
}
"""The field with the legal day that a command records."""


def not_in_the_future(_: Assessment, command: Any, setting: SupervisionSetting) -> Reason | None:
    """What is recorded has happened."""
    day: date = getattr(command, DAYS[type(command)])
    return Reason(rule="assessment-in-the-future", about=(day.isoformat(),)) if day > setting.occasion.today else None


def planned_once(state: Assessment, _: ask.PlanAssessment, __: SupervisionSetting) -> Reason | None:
    """An assessment is planned once."""
    return Reason(rule="assessment-already-planned") if state.planned is not None else None


def kind_is_known(_: Assessment, command: ask.PlanAssessment, setting: SupervisionSetting) -> Reason | None:
    """The kind is one of the scheme: it says which grades there are."""
    if setting.schemes.assessments.kind(command.kind) is not None:
        return None
    return Reason(rule="assessment-kind-unknown", about=(command.kind,))


def planned_for_own_body(_: Assessment, command: ask.PlanAssessment, setting: SupervisionSetting) -> Reason | None:
    """Nobody plans for another body."""
    if setting.occasion.body == command.body:
        return None
    return Reason(rule="assessment-for-another-body", about=(str(command.body),))


def organs_are_named(_: Assessment, command: ask.PlanAssessment, __: SupervisionSetting) -> Reason | None:
    """At least one organ is assessed, each once, and nobody assesses itself."""
    several = command.organs
    if several and len(set(several)) == len(several) and OrganId(command.body) not in several:
        return None
    return Reason(rule="assessment-organs-wrong")


def period_is_ordered(_: Assessment, command: ask.PlanAssessment, __: SupervisionSetting) -> Reason | None:
    """The period begins before it ends."""
    return Reason(rule="assessment-period-wrong") if command.period_to < command.period_from else None


def was_planned(state: Assessment, _: object, __: SupervisionSetting) -> Reason | None:
    """There is an assessment to work on."""
    return Reason(rule="assessment-not-planned") if state.planned is None else None


def is_open(state: Assessment, _: object, __: SupervisionSetting) -> Reason | None:
    """What is closed stays as it is."""
    return Reason(rule="assessment-closed") if state.closed_on is not None else None


def organ_is_assessed(state: Assessment, command: OfOne, __: SupervisionSetting) -> Reason | None:
    """The organ is one of those that the plan names."""
    if state.organ(command.organ) is not None:
        return None
    return Reason(rule="assessment-of-other-organ", about=(str(command.organ),))


def organs_are_assessed(state: Assessment, command: ask.CheckOrgans, __: SupervisionSetting) -> tuple[Reason, ...]:
    """A check is of organs that the plan names, at least one."""
    if not command.organs:
        return (Reason(rule="assessment-organs-wrong"),)
    strange = tuple(organ for organ in command.organs if state.organ(organ) is None)
    return tuple(Reason(rule="assessment-of-other-organ", about=(str(organ),)) for organ in strange)


def issued_once(state: Assessment, _: ask.IssueScheme, __: SupervisionSetting) -> Reason | None:
    """The rules of the game are set once."""
    return Reason(rule="assessment-scheme-already-issued") if state.issued is not None else None


def items_cover_the_content(state: Assessment, command: ask.IssueScheme, setting: SupervisionSetting) -> Found:
    """Every content group of the text has a line, each line a code and points of its own, and all give the full points."""
    kind = kind_of(state, setting)
    if kind is None:
        return None
    groups, codes = {one.code for one in kind.groups}, [one.code for one in command.items]
    lacking = tuple(sorted(groups - {one.group for one in command.items}))
    found = [Reason(rule="assessment-content-not-covered", about=(group,)) for group in lacking]
    amounts = [number(one.points) for one in command.items]
    strange = any(one.group not in groups for one in command.items) or len(set(codes)) != len(codes)
    if strange or any(amount is None or amount == 0 for amount in amounts):
        found.append(Reason(rule="assessment-items-wrong"))
    elif sum(amount for amount in amounts if amount is not None) != number(kind.full):
        found.append(Reason(rule="assessment-points-do-not-add-up", about=(kind.full,)))
    return tuple(found)


def rules_were_issued(state: Assessment, command: object, _: SupervisionSetting) -> Reason | None:
    """Scheme and scoring rules come first: nobody is measured by rules that they had not seen."""
    if isinstance(command, ask.CheckOrgans) and command.manner is Manner.ORDINARY:
        return None
    if state.issued is None:
        return Reason(rule="assessment-scheme-not-issued")
    day: date = getattr(command, DAYS[type(command)])
    if day < state.issued.issued_on:
        return Reason(rule="assessment-before-the-scheme", about=(state.issued.issued_on.isoformat(),))
    return None


def own_score_is_a_number(_: Assessment, command: ask.TakeSelfAssessment, __: SupervisionSetting) -> Reason | None:
    """A score is a number that is not negative."""
    if command.total is None or number(command.total) is not None:
        return None
    return Reason(rule="assessment-points-unreadable", about=(command.total,))


def every_line_is_scored(state: Assessment, command: ask.ScoreOrgan, _: SupervisionSetting) -> tuple[Reason, ...]:
    """Each line of the rules is given points once, none below nothing or above its full points."""
    if state.issued is None:
        return ()
    full = {item.code: number(item.points) for item in state.issued.items}
    given = [one.of for one in command.points]
    found = [Reason(rule="assessment-line-unknown", about=(code,)) for code in given if code not in full]
    lacking = [code for code in full if given.count(code) != 1]
    found += [Reason(rule="assessment-line-not-scored", about=(code,)) for code in lacking]
    for one in command.points:
        points, most = number(one.value), full.get(one.of)
        if points is None:
            found.append(Reason(rule="assessment-points-unreadable", about=(one.value,)))
        elif most is not None and points > most:
            found.append(Reason(rule="assessment-points-over-full", about=(one.of, str(most))))
    return tuple(found)


def not_yet_approved(state: Assessment, _: object, __: SupervisionSetting) -> Reason | None:
    """What the government approved is no longer changed."""
    return Reason(rule="assessment-already-approved") if state.approved is not None else None


def evaluation_is_at_hand(_: Assessment, command: ask.ConsiderEvaluation, setting: SupervisionSetting) -> Reason | None:
    """The evaluation that is named exists, is the body's own and has its grades."""
    if command.evaluation is None or setting.evaluated:
        return None
    return Reason(rule="assessment-evaluation-unknown", about=(str(command.evaluation),))


def each_was_checked_and_scored(state: Assessment, _: ask.ApproveResults, __: SupervisionSetting) -> tuple[Reason, ...]:
    """No grade without a check by the group and a score."""

    def checked(one: Assessed) -> bool:
        """Whether the group itself checked it."""
        return any(check.manner is not Manner.ORDINARY for check in one.checks)

    found = [Reason(rule="assessment-not-checked", about=(str(one.organ),)) for one in state.of if not checked(one)]
    found += [Reason(rule="assessment-not-scored", about=(str(one.organ),)) for one in state.of if one.scored is None]
    return tuple(found)


def evaluation_was_considered(state: Assessment, _: ask.ApproveResults, __: SupervisionSetting) -> Reason | None:
    """The social evaluation is a basis of the grade: the group considered it, or found that there was none."""
    return Reason(rule="assessment-evaluation-not-considered") if state.considered is None else None


def approved_by_another(state: Assessment, command: ask.ApproveResults, _: SupervisionSetting) -> Reason | None:
    """The office that assesses does not approve its own results: the government does."""
    assessed = state.organ(command.approved_by) is not None
    if state.body is None or (command.approved_by != state.body and not assessed):
        return None
    return Reason(rule="assessment-approved-by-itself")


def grades_follow(state: Assessment, command: ask.ApproveResults, setting: SupervisionSetting) -> Reason | None:
    """The text that gives the grades was in force on the day of the approval."""
    scored = sum(one.scored is not None for one in state.of)
    if len(results(state, command.approved_on, setting)) == scored:
        return None
    return Reason(rule="assessment-without-grades", about=(command.approved_on.isoformat(),))


def was_approved(state: Assessment, command: Any, _: SupervisionSetting) -> Reason | None:
    """Nothing is told or done before the approval."""
    if state.approved is None:
        return Reason(rule="assessment-not-approved")
    day: date = getattr(command, DAYS[type(command)])
    if day < state.approved.approved_on:
        return Reason(rule="assessment-before-approval", about=(state.approved.approved_on.isoformat(),))
    return None


def told_once(state: Assessment, command: ask.NotifyOrgan, _: SupervisionSetting) -> Reason | None:
    """One notice tells the result."""
    one = state.organ(command.organ)
    if one is None or one.notified is None:
        return None
    return Reason(rule="assessment-already-notified", about=(str(command.organ),))


def copied_once(state: Assessment, _: ask.CopyResults, __: SupervisionSetting) -> Reason | None:
    """The results go upward once."""
    return Reason(rule="assessment-already-copied") if state.copied is not None else None


def published_once(state: Assessment, _: ask.PublishResults, __: SupervisionSetting) -> Reason | None:
    """The results are published once."""
    return Reason(rule="assessment-already-published") if state.published is not None else None


def grade_carries_it(state: Assessment, command: ask.TakeConsequence, setting: SupervisionSetting) -> Reason | None:
    """A consequence is one that the text joins to the grade; nothing else follows from a score."""
    kind, one = kind_of(state, setting), state.organ(command.organ)
    if kind is None or one is None or command.measure in kind.consequences_of(one.grade):
        return None
    return Reason(rule="assessment-grade-does-not-carry-it", about=(command.measure, one.grade or ""))


def taken_once(state: Assessment, command: ask.TakeConsequence, _: SupervisionSetting) -> Reason | None:
    """Each consequence is taken once."""
    one = state.organ(command.organ)
    if one is None or command.measure not in {taken.measure for taken in one.consequences}:
        return None
    return Reason(rule="assessment-consequence-already-taken", about=(command.measure,))


def order_names_its_day(state: Assessment, command: ask.TakeConsequence, setting: SupervisionSetting) -> Reason | None:
    """An order to rectify, and nothing else, names a day, after its own."""
    kind = kind_of(state, setting)
    if kind is None:
        return None
    orders = command.measure == kind.rectify
    right = command.due_on is not None and command.due_on > command.taken_on if orders else command.due_on is None
    return None if right else Reason(rule="assessment-order-without-day")


def rectification_was_ordered(
    state: Assessment, command: NoteRectification | JudgeRectification, _: SupervisionSetting
) -> Reason | None:
    """Only what was ordered is reported or judged, and not before the order."""
    one = state.organ(command.organ)
    day: date = getattr(command, DAYS[type(command)])
    order = None if one is None else one.rectification
    if one is None or (order is not None and day >= order.ordered_on):
        return None
    return Reason(rule="assessment-rectification-not-ordered", about=(str(command.organ),))


def report_or_lapse(state: Assessment, command: JudgeRectification, _: SupervisionSetting) -> Reason | None:
    """A rectification is judged on what was reported, or when its day is over without a report."""
    one = state.organ(command.organ)
    order = None if one is None else one.rectification
    if order is None or order.reported or command.judged_on > order.due_on:
        return None
    return Reason(rule="assessment-rectification-not-reported", about=(order.due_on.isoformat(),))


def situation_is_in_a_text(_: Assessment, command: ask.NoteSituation, setting: SupervisionSetting) -> Reason | None:
    """What is said to underlie a result is a provision that was in force then: the score is none."""
    if provision_on(command.instrument, command.provision, command.since, setting.catalogue) is not None:
        return None
    return Reason(rule="assessment-situation-unknown", about=(command.instrument, command.provision))


def everything_was_told(state: Assessment, _: ask.CloseAssessment, __: SupervisionSetting) -> tuple[Reason, ...]:
    """Each organ was told, the office above has a copy, the public knows."""
    found = [
        Reason(rule="assessment-not-notified", about=(str(one.organ),)) for one in state.of if one.notified is None
    ]
    if state.copied is None:
        found.append(Reason(rule="assessment-not-copied"))
    if state.published is None:
        found.append(Reason(rule="assessment-not-published"))
    return tuple(found)


def consequences_were_taken(
    state: Assessment, command: ask.CloseAssessment, setting: SupervisionSetting
) -> tuple[Reason, ...]:
    """What the text joins to a grade was done, or it is said why not."""
    if command.without is not None:
        return ()
    open_still = missing(state, setting)
    return tuple(Reason(rule="assessment-consequence-missing", about=(str(who), what)) for who, what in open_still)


def rectifications_are_over(state: Assessment, _: ask.CloseAssessment, __: SupervisionSetting) -> tuple[Reason, ...]:
    """Each rectification was found effective, or what was wrong with it became a lead."""
    keys = [lead.key for lead in state.leads]
    unsettled = (one.rectification for one in state.of if one.rectification and not one.rectification.settled)
    return tuple(
        Reason(rule="assessment-rectification-open", about=(str(one.organ),))
        for one in unsettled
        if not one.became_a_lead(keys)
    )


_LIVE = (was_planned, is_open)
_SCORING = (*_LIVE, not_in_the_future, not_yet_approved)
_AFTER = (*_LIVE, not_in_the_future, was_approved)
_RECTIFYING = (*_LIVE, not_in_the_future, organ_is_assessed, rectification_was_ordered)

AGAINST: Mapping[type, tuple[Callable[[Assessment, Any, SupervisionSetting], Found], ...]] = {
    ask.PlanAssessment: (
        planned_once,
        kind_is_known,
        planned_for_own_body,
        organs_are_named,
        period_is_ordered,
        not_in_the_future,
    ),
    ask.IssueScheme: (*_SCORING, issued_once, items_cover_the_content),
    ask.TakeSelfAssessment: (*_SCORING, organ_is_assessed, rules_were_issued, own_score_is_a_number),
    ask.CheckOrgans: (*_SCORING, organs_are_assessed, rules_were_issued),
    ask.ScoreOrgan: (*_SCORING, organ_is_assessed, rules_were_issued, every_line_is_scored),
    ask.ConsiderEvaluation: (*_SCORING, rules_were_issued, evaluation_is_at_hand),
    ask.ApproveResults: (
        *_SCORING,
        rules_were_issued,
        each_was_checked_and_scored,
        evaluation_was_considered,
        approved_by_another,
        grades_follow,
    ),
    ask.NotifyOrgan: (*_AFTER, organ_is_assessed, told_once),
    ask.CopyResults: (*_AFTER, copied_once),
    ask.PublishResults: (*_AFTER, published_once),
    ask.TakeConsequence: (*_AFTER, organ_is_assessed, grade_carries_it, taken_once, order_names_its_day),
    NoteRectification: _RECTIFYING,
    JudgeRectification: (*_RECTIFYING, report_or_lapse),
    ask.NoteSituation: (*_LIVE, not_in_the_future, organ_is_assessed, situation_is_in_a_text),
    ask.CloseAssessment: (*_LIVE, everything_was_told, consequences_were_taken, rectifications_are_over),
}
"""What is asked of each command."""
