"""From the lead to the end of the preliminary check (domain rows 3 to 7)."""

from domain.cases.commands import (
    ClarifyReputation,
    DecideNotToFile,
    FrameAllegation,
    HandleLightly,
    OpenCase,
    ReportPreliminaryCheck,
    TransferCase,
)
from domain.cases.events import CheckResult
from domain.cases.rules.officers import (
    enough_checkers_act,
    named_officers_are_enough,
    named_officers_are_free,
    named_officers_do_not_review,
    reported_by_a_checker,
)
from domain.cases.rules.order import (
    ACTING,
    AFTER_CHECK,
    BEFORE_FILING,
    LIVE,
    check_is_running,
    check_was_not_reported,
    investigation_is_open,
)
from domain.cases.setting import CaseSetting
from domain.cases.state import Case
from domain.occasion import lockout_of
from domain.papers.use import APPROVED_PAPER
from domain.refusal import Reason


def not_opened_before(case: Case, _: OpenCase, __: CaseSetting) -> Reason | None:
    """A case is opened once."""
    return Reason(rule="case-already-opened") if case.opened is not None else None


def opened_for_own_body(_: Case, command: OpenCase, setting: CaseSetting) -> Reason | None:
    """Nobody opens a case for another body."""
    if setting.occasion.body in (None, command.body):
        return None
    return Reason(rule="opened-for-another-body", about=(str(command.body),))


def opener_is_not_locked_out(_: Case, __: OpenCase, setting: CaseSetting) -> Reason | None:
    """Whom the registers keep away does not open the case."""
    occasion = setting.occasion
    locked = lockout_of(occasion.actor, setting.locked_out, occasion.body)
    return Reason(rule="officer-locked-out", about=(str(occasion.actor),)) if locked else None


def allegation_is_new(case: Case, command: FrameAllegation, _: CaseSetting) -> Reason | None:
    """An allegation is framed once; another wording is another allegation."""
    if case.allegation(command.allegation) is None:
        return None
    return Reason(rule="allegation-already-framed", about=(str(command.allegation),))


def allegation_declares_facts(_: Case, command: FrameAllegation, __: CaseSetting) -> Reason | None:
    """An allegation says which facts are to be looked into."""
    return None if command.facts else Reason(rule="allegation-without-facts", about=(command.ground,))


def conduct_runs_forward(_: Case, command: FrameAllegation, setting: CaseSetting) -> Reason | None:
    """The conduct ended on or after the day it began, and not after today."""
    if command.conduct_from <= command.conduct_to <= setting.occasion.today:
        return None
    return Reason(
        rule="conduct-dates-impossible", about=(command.conduct_from.isoformat(), command.conduct_to.isoformat())
    )


def something_is_alleged(case: Case, _: ReportPreliminaryCheck, __: CaseSetting) -> Reason | None:
    """A check reports on allegations, so there is at least one."""
    return None if case.allegations else Reason(rule="no-allegation")


def every_allegation_is_answered(case: Case, command: ReportPreliminaryCheck, _: CaseSetting) -> Reason | None:
    """Each allegation gets one result: supported, refuted or unclear."""
    answered = [allegation for allegation, _ in command.results]
    framed = [a.allegation for a in case.allegations]
    wrong = [a for a in framed if answered.count(a) != 1] + [a for a in answered if a not in framed]
    if not wrong:
        return None
    return Reason(rule="check-results-incomplete", about=tuple(str(a) for a in dict.fromkeys(wrong)))


def accusation_was_refuted(case: Case, command: DecideNotToFile, _: CaseSetting) -> Reason | None:
    """An accusation is called false only when the check refuted every allegation."""
    if not command.false_accusation or all(result is CheckResult.REFUTED for _, result in case.check_results):
        return None
    return Reason(rule="accusation-not-refuted")


def there_is_something_to_clarify(case: Case, _: ClarifyReputation, __: CaseSetting) -> Reason | None:
    """Clarification follows a refuted accusation."""
    refuted = bool(case.check_results) and all(result is CheckResult.REFUTED for _, result in case.check_results)
    return None if refuted or case.false_accusation else Reason(rule="nothing-to-clarify")


def some_allegation_is_supported(case: Case, _: HandleLightly, __: CaseSetting) -> Reason | None:
    """Even light handling needs facts that the check supports."""
    if any(result is CheckResult.SUPPORTED for _, result in case.check_results):
        return None
    return Reason(rule="light-handling-without-facts")


def circumstances_are_said_to_be_light(_: Case, command: HandleLightly, __: CaseSetting) -> Reason | None:
    """Only light circumstances are handled without filing: whoever does so says why they are light.

    Whether they are is for a person to judge; no text says where light ends.
    """
    return Reason(rule="light-circumstances-not-stated") if command.circumstances is None else None


def handled_by_authority(_: Case, __: HandleLightly, setting: CaseSetting) -> Reason | None:
    """Light handling is for the body with authority over the person, where the register knows it."""
    known = setting.authorities
    if not known or setting.occasion.body is None or setting.occasion.body in known:
        return None
    return Reason(rule="light-handling-without-authority", about=tuple(str(body) for body in known))


def person_is_not_respondent(case: Case, command: HandleLightly, _: CaseSetting) -> Reason | None:
    """A respondent's matter is decided in the proceeding, not lightly beside it."""
    if not any(r.person == command.person for r in case.respondents):
        return None
    return Reason(rule="light-handling-of-respondent", about=(str(command.person),))


def person_not_handled_before(case: Case, command: HandleLightly, _: CaseSetting) -> Reason | None:
    """A person is handled lightly once for the same facts."""
    if not case.was_handled_lightly(command.person):
        return None
    return Reason(rule="person-already-handled", about=(str(command.person),))


def goes_to_another_body(case: Case, command: TransferCase, setting: CaseSetting) -> Reason | None:
    """A transfer goes to another body than the one that keeps the case."""
    if command.to not in (case.body, setting.occasion.body):
        return None
    return Reason(rule="transfer-to-itself", about=(str(command.to),))


def nobody_was_decided_on(_: Case, __: TransferCase, setting: CaseSetting) -> Reason | None:
    """Once a respondent was decided on, the case stays; single respondents are referred in their proceedings."""
    decided = tuple(str(s.proceeding) for s in setting.respondents if s.decided)
    return Reason(rule="transfer-after-decision", about=decided) if decided else None


OPENING = (not_opened_before, opened_for_own_body, opener_is_not_locked_out)
ADDING_A_REPORT = LIVE
FRAMING = (
    *LIVE,
    check_was_not_reported,
    investigation_is_open,
    allegation_is_new,
    allegation_declares_facts,
    conduct_runs_forward,
)
AUTHORISING = (
    *BEFORE_FILING,
    check_was_not_reported,
    named_officers_are_enough,
    named_officers_are_free,
    named_officers_do_not_review,
    *APPROVED_PAPER,
)
REPORTING_THE_CHECK = (
    *BEFORE_FILING,
    check_is_running,
    check_was_not_reported,
    reported_by_a_checker,
    enough_checkers_act,
    something_is_alleged,
    every_allegation_is_answered,
    *APPROVED_PAPER,
)
NOT_FILING = (*AFTER_CHECK, accusation_was_refuted, *APPROVED_PAPER)
CLARIFYING = (*ACTING, there_is_something_to_clarify, *APPROVED_PAPER)
HANDLING_LIGHTLY = (
    *AFTER_CHECK,
    some_allegation_is_supported,
    circumstances_are_said_to_be_light,
    handled_by_authority,
    person_is_not_respondent,
    person_not_handled_before,
)
TRANSFERRING = (*LIVE, goes_to_another_body, nobody_was_decided_on, *APPROVED_PAPER)
