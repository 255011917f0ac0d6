"""What stands against a command in a social evaluation. Each rule's sources and wording are data of the profile."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from domain.deciding import Found
from domain.identity import OrganId
from domain.refusal import Reason
from domain.supervision.amounts import number
from domain.supervision.evaluations import commands as ask
from domain.supervision.evaluations.standing import by_standard, kind_of, scores
from domain.supervision.evaluations.state import Evaluation
from domain.supervision.rectification import JudgeRectification, NoteRectification, PublishRectification
from domain.supervision.setting import SupervisionSetting

DAYS: Mapping[type, str] = {
    ask.PlanEvaluation: "planned_on",
    ask.SetScheme: "set_on",
    ask.NotePanelAnswer: "given_on",
    ask.GradeOrgan: "graded_on",
    ask.GiveFeedback: "given_on",
    ask.ReportResults: "reported_on",
    ask.CirculateResults: "circulated_on",
    NoteRectification: "reported_on",
    PublishRectification: "published_on",
    JudgeRectification: "judged_on",
}
"""The field with the legal day that a command records."""


def not_in_the_future(_: Evaluation, command: Any, setting: SupervisionSetting) -> Reason | None:
    """What is recorded has happened."""
    day: date = getattr(command, DAYS[type(command)])
    return Reason(rule="evaluation-in-the-future", about=(day.isoformat(),)) if day > setting.occasion.today else None


def planned_once(state: Evaluation, _: ask.PlanEvaluation, __: SupervisionSetting) -> Reason | None:
    """An evaluation is planned once."""
    return Reason(rule="evaluation-already-planned") if state.planned is not None else None


def kind_is_known(_: Evaluation, command: ask.PlanEvaluation, setting: SupervisionSetting) -> Reason | None:
    """The kind is one of the scheme."""
    if setting.schemes.evaluations.kind(command.kind) is not None:
        return None
    return Reason(rule="evaluation-kind-unknown", about=(command.kind,))


def planned_for_own_body(_: Evaluation, command: ask.PlanEvaluation, setting: SupervisionSetting) -> Reason | None:
    """Nobody plans for another body."""
    if setting.occasion.body == command.body:
        return None
    return Reason(rule="evaluation-for-another-body", about=(str(command.body),))


def organs_are_named(_: Evaluation, command: ask.PlanEvaluation, __: SupervisionSetting) -> Reason | None:
    """At least one organ is evaluated, each once, and nobody organises their own evaluation."""
    several = command.organs
    if several and len(set(several)) == len(several) and OrganId(command.body) not in several:
        return None
    return Reason(rule="evaluation-organs-wrong")


def was_planned(state: Evaluation, _: object, __: SupervisionSetting) -> Reason | None:
    """There is an evaluation to work on."""
    return Reason(rule="evaluation-not-planned") if state.planned is None else None


def is_open(state: Evaluation, _: object, __: SupervisionSetting) -> Reason | None:
    """What is archived stays as it is."""
    return Reason(rule="evaluation-closed") if state.closed_on is not None else None


def scheme_set_once(state: Evaluation, _: ask.SetScheme, __: SupervisionSetting) -> Reason | None:
    """The scheme is set once: nobody changes the standard after the answers are in."""
    return Reason(rule="evaluation-scheme-already-set") if state.scheme is not None else None


def questions_are_of_the_kind(state: Evaluation, command: ask.SetScheme, setting: SupervisionSetting) -> Reason | None:
    """At least one question is asked, each once, all of the kind."""
    kind, several = kind_of(state, setting), command.questions
    known = kind is None or all(kind.knows_question(code) for code in several)
    if several and known and len(set(several)) == len(several):
        return None
    return Reason(rule="evaluation-questions-wrong")


def standard_is_stated(_: Evaluation, command: ask.SetScheme, __: SupervisionSetting) -> Reason | None:
    """No text says where a grade begins, so the scheme does: in numbers from 0 to 100, in their order."""
    standard = command.standard
    read = [
        number(text)
        for text in (standard.public_share, standard.basic_counts, standard.satisfied_from, standard.basic_from)
    ]
    if any(one is None or one > 100 for one in read):
        return Reason(rule="evaluation-standard-wrong")
    best, middle = read[2], read[3]
    right = best is not None and middle is not None and middle < best
    return None if right else Reason(rule="evaluation-standard-wrong")


def answering_days_are_ordered(_: Evaluation, command: ask.SetScheme, __: SupervisionSetting) -> Reason | None:
    """The public can answer after the scheme is set, and the first day comes before the last."""
    if command.set_on <= command.opens_on <= command.closes_on:
        return None
    return Reason(rule="evaluation-days-wrong")


def seats_differ(_: Evaluation, command: ask.SetScheme, __: SupervisionSetting) -> Reason | None:
    """Each seat of the panel has a number of its own."""
    seats = [seat for seat, _ in command.seats]
    return Reason(rule="evaluation-seats-wrong") if len(set(seats)) != len(seats) else None


def scheme_was_set(state: Evaluation, _: object, __: SupervisionSetting) -> Reason | None:
    """Nobody evaluates without a scheme."""
    return Reason(rule="evaluation-scheme-not-set") if state.scheme is None else None


def answering_is_over(state: Evaluation, _: object, setting: SupervisionSetting) -> Reason | None:
    """Answers are counted when the last day is over, so that nobody sees how it goes."""
    scheme = state.scheme
    if scheme is None or setting.occasion.today > scheme.closes_on:
        return None
    return Reason(rule="evaluation-still-open", about=(scheme.closes_on.isoformat(),))


def was_counted(state: Evaluation, _: object, __: SupervisionSetting) -> Reason | None:
    """A grade is set when the public's answers are counted."""
    return Reason(rule="evaluation-not-counted") if state.counted is None else None


def organ_is_evaluated(state: Evaluation, command: Any, _: SupervisionSetting) -> Reason | None:
    """The organ is one of those that the plan names."""
    if state.organ(command.organ) is not None:
        return None
    return Reason(rule="evaluation-of-other-organ", about=(str(command.organ),))


def seat_is_of_the_panel(state: Evaluation, command: ask.NotePanelAnswer, _: SupervisionSetting) -> Reason | None:
    """Only the panel of the scheme gives marks."""
    if state.scheme is None or command.seat in {seat for seat, _ in state.scheme.seats}:
        return None
    return Reason(rule="evaluation-seat-unknown", about=(command.seat,))


def each_question_is_marked(state: Evaluation, command: ask.NotePanelAnswer, _: SupervisionSetting) -> Reason | None:
    """A member of the panel marks every question once."""
    if state.scheme is None or sorted(code for code, _ in command.marks) == sorted(state.scheme.questions):
        return None
    return Reason(rule="evaluation-marks-incomplete")


def not_graded(state: Evaluation, command: Any, _: SupervisionSetting) -> Reason | None:
    """What a grade rests on stays; a grade is set once."""
    one = state.organ(command.organ)
    if one is None or one.graded is None:
        return None
    return Reason(rule="evaluation-already-graded", about=(str(command.organ),))


def grade_is_known(state: Evaluation, command: ask.GradeOrgan, setting: SupervisionSetting) -> Reason | None:
    """The grade is one of the three."""
    kind = kind_of(state, setting)
    if kind is None or kind.knows_grade(command.grade):
        return None
    return Reason(rule="evaluation-grade-unknown", about=(command.grade,))


def somebody_answered(state: Evaluation, command: ask.GradeOrgan, _: SupervisionSetting) -> Reason | None:
    """A grade rests on answers of the public or of the panel."""
    known = state.scheme is not None and state.organ(command.organ) is not None
    if not known or scores(state, command.organ) is not None:
        return None
    return Reason(rule="evaluation-without-answers", about=(str(command.organ),))


def departing_has_reasons(state: Evaluation, command: ask.GradeOrgan, setting: SupervisionSetting) -> Reason | None:
    """Another grade than the stated standard gives is possible, with reasons."""
    kind, found = kind_of(state, setting), scores(state, command.organ)
    if kind is None or found is None or state.scheme is None or command.reasons is not None:
        return None
    given = by_standard(found.whole, state.scheme.standard, kind)
    return None if given == command.grade else Reason(rule="evaluation-departs-without-reasons", about=(given,))


def was_graded(state: Evaluation, command: ask.GiveFeedback, _: SupervisionSetting) -> Reason | None:
    """Feedback tells the grade."""
    one = state.organ(command.organ)
    if one is None or (one.graded is not None and one.graded.graded_on <= command.given_on):
        return None
    return Reason(rule="evaluation-not-graded", about=(str(command.organ),))


def told_once(state: Evaluation, command: ask.GiveFeedback, _: SupervisionSetting) -> Reason | None:
    """One letter tells the result."""
    one = state.organ(command.organ)
    if one is None or one.feedback is None:
        return None
    return Reason(rule="evaluation-already-told", about=(str(command.organ),))


def demands_name_their_day(_: Evaluation, command: ask.GiveFeedback, __: SupervisionSetting) -> Reason | None:
    """What has to be rectified has a day, and a day has something to rectify; no text sets one."""
    if command.demands is None and command.rectify_by is None:
        return None
    if command.demands is not None and command.rectify_by is not None and command.rectify_by > command.given_on:
        return None
    return Reason(rule="evaluation-demands-without-day")


def all_were_graded(state: Evaluation, _: object, __: SupervisionSetting) -> tuple[Reason, ...]:
    """Results go out when all of them are there."""
    return tuple(
        Reason(rule="evaluation-not-graded", about=(str(one.organ),)) for one in state.of if one.graded is None
    )


def rectification_was_demanded(state: Evaluation, command: Any, _: SupervisionSetting) -> Reason | None:
    """Only what was demanded is reported, published or judged, and not before."""
    one = state.organ(command.organ)
    day: date = getattr(command, DAYS[type(command)])
    if one is None or (one.rectification is not None and day >= one.rectification.ordered_on):
        return None
    return Reason(rule="evaluation-rectification-not-demanded", about=(str(command.organ),))


def report_or_lapse(state: Evaluation, command: JudgeRectification, _: SupervisionSetting) -> Reason | None:
    """A rectification is judged on what was reported, or when its day is over without a report."""
    one = state.organ(command.organ)
    order = None if one is None else one.rectification
    if order is None or order.reported or command.judged_on > order.due_on:
        return None
    return Reason(rule="evaluation-rectification-not-reported", about=(order.due_on.isoformat(),))


def everybody_was_told(state: Evaluation, _: ask.CloseEvaluation, setting: SupervisionSetting) -> tuple[Reason, ...]:
    """Each organ has its feedback, those above have the report, the results were circulated."""
    kind, told = kind_of(state, setting), {one.to for one in state.reported}
    found = [Reason(rule="evaluation-not-told", about=(str(one.organ),)) for one in state.of if one.feedback is None]
    lacking = () if kind is None else tuple(one for one in kind.report_to if one not in told)
    found += [Reason(rule="evaluation-not-reported-upward", about=(one.value,)) for one in lacking]
    if not state.circulated:
        found.append(Reason(rule="evaluation-not-circulated"))
    return tuple(found)


def rectifications_are_over(state: Evaluation, _: ask.CloseEvaluation, __: SupervisionSetting) -> tuple[Reason, ...]:
    """Each rectification was found effective, or what was wrong with it became a lead."""
    keys = [lead.key for lead in state.leads]
    unsettled = (one.rectification for one in state.of if one.rectification and not one.rectification.settled)
    return tuple(
        Reason(rule="evaluation-rectification-open", about=(str(one.organ),))
        for one in unsettled
        if not one.became_a_lead(keys)
    )


_LIVE = (was_planned, is_open)
_SET = (*_LIVE, scheme_was_set)
_RECTIFYING = (*_LIVE, not_in_the_future, organ_is_evaluated, rectification_was_demanded)

AGAINST: Mapping[type, tuple[Callable[[Evaluation, Any, SupervisionSetting], Found], ...]] = {
    ask.PlanEvaluation: (planned_once, kind_is_known, planned_for_own_body, organs_are_named, not_in_the_future),
    ask.SetScheme: (
        *_LIVE,
        not_in_the_future,
        scheme_set_once,
        questions_are_of_the_kind,
        standard_is_stated,
        answering_days_are_ordered,
        seats_differ,
    ),
    ask.CountAnswers: (*_SET, answering_is_over),
    ask.NotePanelAnswer: (
        *_SET,
        not_in_the_future,
        organ_is_evaluated,
        seat_is_of_the_panel,
        each_question_is_marked,
        not_graded,
    ),
    ask.GradeOrgan: (
        *_SET,
        not_in_the_future,
        organ_is_evaluated,
        was_counted,
        not_graded,
        grade_is_known,
        somebody_answered,
        departing_has_reasons,
    ),
    ask.GiveFeedback: (*_LIVE, not_in_the_future, organ_is_evaluated, was_graded, told_once, demands_name_their_day),
    ask.ReportResults: (*_LIVE, not_in_the_future, all_were_graded),
    ask.CirculateResults: (*_LIVE, not_in_the_future, all_were_graded),
    NoteRectification: _RECTIFYING,
    PublishRectification: _RECTIFYING,
    JudgeRectification: (*_RECTIFYING, report_or_lapse),
    ask.CloseEvaluation: (*_LIVE, everybody_was_told, rectifications_are_over),
}
"""What is asked of each command."""
