"""Standing aside: who may ask, who decides (invariant I-6)."""

from domain.cases.commands import DecideRecusal, RaiseRecusal
from domain.cases.events import RecusalSource
from domain.cases.rules.order import ACTING, not_before_the_last_act, was_opened
from domain.cases.setting import CaseSetting
from domain.cases.state import Case
from domain.refusal import Reason


def recusal_is_new(case: Case, command: RaiseRecusal, _: CaseSetting) -> Reason | None:
    """Each request has its own id."""
    if case.recusal(command.recusal) is None:
        return None
    return Reason(rule="recusal-already-raised", about=(str(command.recusal),))


def officer_is_not_recused(case: Case, command: RaiseRecusal, _: CaseSetting) -> Reason | None:
    """Who already stands aside for good need not be asked again."""
    if command.officer not in case.recused:
        return None
    return Reason(rule="officer-already-recused", about=(str(command.officer),))


def source_fits(_: Case, command: RaiseRecusal, setting: CaseSetting) -> Reason | None:
    """A request of one's own motion comes from the officer, every other from somebody else."""
    own = setting.occasion.actor == command.officer
    if own == (command.source is RecusalSource.SELF):
        return None
    return Reason(rule="recusal-source-does-not-fit", about=(command.source.value,))


def recusal_was_raised(case: Case, command: DecideRecusal, _: CaseSetting) -> Reason | None:
    """Only what was raised is decided."""
    if case.recusal(command.recusal) is not None:
        return None
    return Reason(rule="recusal-unknown", about=(str(command.recusal),))


def recusal_is_undecided(case: Case, command: DecideRecusal, _: CaseSetting) -> Reason | None:
    """A recusal is decided once; a new ground is a new request."""
    if case.recusal_outcome(command.recusal) is None:
        return None
    return Reason(rule="recusal-already-decided", about=(str(command.recusal),))


def head_decides_on_officers(case: Case, command: DecideRecusal, setting: CaseSetting) -> Reason | None:
    """The head decides on officers, or the next higher level does; whether somebody is the head, the register says."""
    raised = case.recusal(command.recusal)
    if raised is None or not setting.heads or raised.officer in setting.heads:
        return None
    if setting.occasion.actor in setting.heads or _from_above(case, command, setting):
        return None
    return Reason(rule="recusal-not-decided-by-head", about=(str(raised.officer),))


def next_higher_decides_on_head(case: Case, command: DecideRecusal, setting: CaseSetting) -> Reason | None:
    """Whether the head stands aside is decided one level up."""
    raised = case.recusal(command.recusal)
    if raised is None or raised.officer not in setting.heads or _from_above(case, command, setting):
        return None
    return Reason(rule="recusal-of-head-decided-below", about=(str(raised.officer),))


def claim_to_be_above_holds(case: Case, command: DecideRecusal, setting: CaseSetting) -> Reason | None:
    """Only another body, and where the register knows it the next higher one, decides as the next higher level."""
    if not command.by_next_higher or _from_above(case, command, setting):
        return None
    return Reason(rule="recusal-not-decided-above")


def body_decides_on_its_own(case: Case, command: DecideRecusal, setting: CaseSetting) -> Reason | None:
    """The body that keeps the case decides who stands aside; one that decides on a respondent, of those who work for it and not there."""
    raised, body = case.recusal(command.recusal), setting.occasion.body
    if raised is None or body in (None, case.body):
        return None
    if command.by_next_higher or raised.officer in setting.heads:  # whether that is so has rules of its own
        return None
    works_for = dict(setting.asked_to_stand_aside).get(raised.officer, frozenset())
    if body in works_for and case.body not in works_for:
        return None
    return Reason(rule="recusal-decided-for-another-body", about=(str(raised.officer),))


def _from_above(case: Case, command: DecideRecusal, setting: CaseSetting) -> bool:
    body = setting.occasion.body
    if not command.by_next_higher or body is None or body == case.body:
        return False
    return setting.next_higher in (None, body)


RAISING = (was_opened, not_before_the_last_act, recusal_is_new, officer_is_not_recused, source_fits)
DECIDING = (
    *ACTING,
    recusal_was_raised,
    recusal_is_undecided,
    body_decides_on_its_own,
    head_decides_on_officers,
    next_higher_decides_on_head,
    claim_to_be_above_holds,
)
