"""Rules on intended, resolved and decided handling: complete, lawful, and never heavier without a newly proved fact."""

from datetime import date

from domain.cases.events import FindingStatus
from domain.cases.state import lost_support
from domain.identity import AllegationId
from domain.procedure.execution import Need
from domain.procedure.profile import Profile
from domain.proceedings.adverse import newly_proved, statutory_orders
from domain.proceedings.case_file import evidence_for, is_established
from domain.proceedings.commands import Decide, IssueNotice
from domain.proceedings.competence import registers_count
from domain.proceedings.events import MeasureTaken, Outcome
from domain.proceedings.facts import fact_sheet
from domain.proceedings.handling import Handling, added, handling
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.state import BoundBy, Proceeding
from domain.recommendation.against import against
from domain.recommendation.facts import FactStatus
from domain.recommendation.parts import Truth
from domain.refusal import Reason

Handled = IssueNotice | Decide


def intended(command: Handled) -> Handling:
    """What the notice announces or the decision imposes."""
    return handling(command.outcome, command.measures)


def measures_are_named_once(_: Proceeding, command: Handled, __: ProceedingSetting) -> Reason | None:
    """Each measure stands once."""
    codes = intended(command).measures
    twice = tuple(sorted({code for code in codes if codes.count(code) > 1}))
    return Reason(rule="measure-twice", about=twice) if twice else None


def incomplete(measures: tuple[MeasureTaken, ...], profile: Profile) -> tuple[Reason, ...]:
    """What *measures* lack as imposed: a circulated criticism says how far it goes, an order to correct until when."""
    return (
        *(
            Reason(rule="scope-missing", about=(taken.measure,))
            for taken in measures
            if taken.scope is None and profile.needs(taken.measure, Need.SCOPE)
        ),
        *(
            Reason(rule="due-date-missing", about=(taken.measure,))
            for taken in measures
            if taken.due_on is None and profile.needs(taken.measure, Need.DUE_DATE)
        ),
    )


def due_before(measures: tuple[MeasureTaken, ...], day: date) -> Reason | None:
    """Which of *measures* leave no time: their due date lies before *day*, that of the act."""
    late = tuple(taken.measure for taken in measures if taken.due_on is not None and taken.due_on < day)
    return Reason(rule="due-date-passed", about=late) if late else None


def due_after_today(_: Proceeding, command: Handled, setting: ProceedingSetting) -> Reason | None:
    """A due date leaves time: it is not before the day of the act."""
    return due_before(command.measures, setting.occasion.today)


def rests_on_findings(_: Proceeding, command: Handled, __: ProceedingSetting) -> Reason | None:
    """Whoever holds that a breach occurred says on which facts; withdrawing needs none."""
    if command.findings or command.outcome in {Outcome.WITHDRAWN, Outcome.TRANSFERRED}:
        return None
    return Reason(rule="findings-missing")


def findings_are_established(_: Proceeding, command: Handled, setting: ProceedingSetting) -> Reason | None:
    """Unclear facts are not established, and what is not established grounds nothing."""
    unproved = tuple(
        _name(a, f) for a, f in command.findings if not is_established(setting.case, a, f, setting.profile)
    )
    return Reason(rule="finding-not-established", about=unproved) if unproved else None


def nothing_rests_on_excluded(proceeding: Proceeding, command: Handled, setting: ProceedingSetting) -> Reason | None:
    """An item that was excluded after a finding takes the finding with it until it is made anew on what remains.

    What was held of the respondent on nothing but the evidence of officers who had to stand aside falls as well.
    """
    excluded = frozenset(setting.case.excluded)
    cited = tuple(_name(a, f) for a, f in command.findings if excluded & {*evidence_for(setting.case, a, f)})
    held = tuple(
        code
        for code, items in proceeding.resting_on()
        if excluded & {*items} or lost_support(setting.case, items, setting.profile)
    )
    return Reason(rule="finding-on-excluded-evidence", about=(*cited, *held)) if cited or held else None


def not_heavier_than_bound(proceeding: Proceeding, command: Handled, setting: ProceedingSetting) -> tuple[Reason, ...]:
    """A defence or a review never makes it worse; only a newly proved fact, notified anew and held again, can.

    Every bound is asked: a new fact that was notified and then not held lifts none of them.
    """
    proved = tuple(one for one in command.findings if is_established(setting.case, *one, setting.profile))
    orders = statutory_orders(setting.rulebooks)
    heavier: dict[BoundBy, tuple[str, ...]] = {}
    for bound in proceeding.bounds:
        beyond = added(intended(command), bound.handling, orders)
        if beyond and not newly_proved(proceeding, proved, bound, setting.rulebooks):
            heavier[bound.because] = tuple(dict.fromkeys((*heavier.get(bound.because, ()), *beyond)))
    return tuple(
        Reason(rule="heavier-after-defence", about=about)
        if because is BoundBy.DEFENCE
        else Reason(rule="heavier-after-review", about=about)
        for because, about in heavier.items()
    )


def within_the_law(proceeding: Proceeding, command: Handled, setting: ProceedingSetting) -> tuple[Reason, ...]:
    """What the rulebook says against these measures for this respondent, on today's facts.

    Exemption may be announced before it is approved. Where a person established otherwise than from the registers who is
    competent, neither their silence nor an older entry is an objection; that a body is excluded by law always is.
    """
    advice, competent, body = setting.advice, proceeding.competent, setting.occasion.body
    if advice is None:
        return (Reason(rule="recommendation-missing"),)
    return against(
        advice.recommendation,
        intended(command).measures,
        command.outcome.value,
        body=None if body is None or competent is None else str(body),
        by_register=competent is not None
        and (competent.body != body or registers_count(competent, setting.competence)),
        override=isinstance(command, IssueNotice) or command.override is not None,
    )


def advice_is_current(proceeding: Proceeding, _: Handled, setting: ProceedingSetting) -> Reason | None:
    """The recommendation was made on exactly today's facts of this proceeding, for the day of its decision."""
    advice = setting.advice
    if advice is None:
        return None
    sheet = fact_sheet(
        setting.proceeding,
        proceeding,
        setting.case,
        profile=setting.profile,
        matter=advice.sheet.matter,
        today=setting.occasion.today,
        priors=advice.sheet.priors,
        priors_checked_on=advice.sheet.priors_checked_on,
        competence=advice.sheet.competence,
        proposed=advice.sheet.proposed,
        running=advice.sheet.running,
    )
    return None if sheet == advice.sheet else Reason(rule="recommendation-outdated")


def running_sanctions_were_searched(
    proceeding: Proceeding, command: Handled, setting: ProceedingSetting
) -> Reason | None:
    """A sanction with a period adds to one that still runs: none is notified or imposed before that was looked for."""
    advice = setting.advice
    if advice is None or advice.running_searched or proceeding.running is not None:
        return None
    timed = {one.code for book in setting.rulebooks for one in book.measures if one.term_months is not None}
    asked = tuple(taken for taken in intended(command).measures if taken in timed)
    return Reason(rule="running-sanction-not-searched", about=asked) if asked else None


def a_trigger_is_cited(_: Proceeding, command: Handled, setting: ProceedingSetting) -> Reason | None:
    """Among the facts cited is one that makes a proved situation of liability."""
    if setting.advice is None or not command.findings:
        return None
    proved = (one for one in setting.advice.recommendation.triggers if one.state is Truth.YES)
    known = (because for trigger in proved for because in trigger.because)
    grounding = {because.fact for because in known if because.status is FactStatus.ESTABLISHED}
    cited = {fact for _, fact in command.findings}
    return None if cited & grounding or not grounding else Reason(rule="trigger-not-cited")


def withdrawn_without_breach(_: Proceeding, command: Handled, setting: ProceedingSetting) -> Reason | None:
    """Liability that is proved is pursued: a case is not withdrawn while anything can lawfully be imposed."""
    if command.outcome is not Outcome.WITHDRAWN or setting.advice is None:
        return None
    recommendation = setting.advice.recommendation
    liable = bool(recommendation.outcomes) and all(result.liable for result in recommendation.outcomes)
    return Reason(rule="withdrawn-though-liable") if liable and recommendation.forms.permitted else None


def not_disciplined_twice(proceeding: Proceeding, command: Handled, setting: ProceedingSetting) -> Reason | None:
    """The same conduct is not disciplined twice by two authorities; other forms are not barred by the text.

    That a sanction was imposed already is a circumstance of the respondent, found on record like any other.
    """
    sanctioned = setting.profile.fact_of("same-conduct-disciplined")
    if not any(
        held.code == sanctioned
        and held.status is FindingStatus.ESTABLISHED
        and not lost_support(setting.case, held.evidence, setting.profile)
        for held in proceeding.elements
    ):
        return None
    formal = {measure.code for rulebook in setting.rulebooks for measure in rulebook.measures if measure.formal}
    twice = tuple(code for code in intended(command).measures if code in formal)
    return Reason(rule="same-conduct-disciplined", about=twice) if twice else None


def _name(allegation: AllegationId, fact: str) -> str:
    return f"{allegation}/{fact}"


HANDLING = (
    measures_are_named_once,
    due_after_today,
    rests_on_findings,
    findings_are_established,
    nothing_rests_on_excluded,
    not_heavier_than_bound,
    not_disciplined_twice,
    advice_is_current,
    running_sanctions_were_searched,
    a_trigger_is_cited,
    withdrawn_without_breach,
    within_the_law,
)
