"""Where a social evaluation stands on a day: scores, the grade that the stated standard gives, breaches of rectification."""

from collections.abc import Iterable
from fractions import Fraction

import msgspec

from domain.identity import OrganId
from domain.supervision.amounts import number
from domain.supervision.breach import Breach
from domain.supervision.evaluations.events import PanelAnswered
from domain.supervision.evaluations.results import Satisfaction, Tally
from domain.supervision.evaluations.scheme import EvaluationKind
from domain.supervision.evaluations.state import Evaluation
from domain.supervision.evaluations.terms import Standard
from domain.supervision.rectification import breaches as of_rectification
from domain.supervision.setting import SupervisionSetting

FULL = Fraction(100)
DIGITS = 4
"""Decimals of a score as it is written; the rest is cut off, so that nothing is rounded up to a grade."""


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """Out of 100. ``public`` and ``panel`` are None where nobody answered; ``whole`` is then the other one."""

    public: Fraction | None
    panel: Fraction | None
    whole: Fraction


def kind_of(state: Evaluation, setting: SupervisionSetting) -> EvaluationKind | None:
    """Its kind, as the scheme has it."""
    return None if state.planned is None else setting.schemes.evaluations.kind(state.planned.kind)


def scores(state: Evaluation, organ: OrganId) -> Scores | None:
    """The scores of *organ* under the stated standard; None while nobody answered about it."""
    one, scheme = state.organ(organ), state.scheme
    if one is None or scheme is None:
        return None
    standard = scheme.standard
    tallies = () if state.counted is None else state.counted.tallies
    tally = next((each for each in tallies if each.organ == organ), None)
    public = None if tally is None else _of_tally(tally, standard)
    panel = _of_panel(one.panel, standard)
    if public is None or panel is None:
        whole = public if panel is None else panel
        return None if whole is None else Scores(public=public, panel=panel, whole=whole)
    share = _fraction(standard.public_share) / FULL
    return Scores(public=public, panel=panel, whole=share * public + (1 - share) * panel)


def by_standard(score: Fraction, standard: Standard, kind: EvaluationKind) -> str:
    """The grade that the stated standard gives."""
    best, middle, last = kind.grades
    if score >= _fraction(standard.satisfied_from):
        return best.code
    return middle.code if score >= _fraction(standard.basic_from) else last.code


def written(score: Fraction) -> str:
    """*score* with four decimals at most, cut off."""
    cut = int(score * 10**DIGITS)
    whole, rest = divmod(cut, 10**DIGITS)
    return f"{whole}.{rest:0{DIGITS}}".rstrip("0").rstrip(".")


def breaches(state: Evaluation, setting: SupervisionSetting) -> tuple[Breach, ...]:
    """Every breach that the record shows today: rectification late, ineffective, or kept from the public."""
    kind = kind_of(state, setting)
    if kind is None:
        return ()
    found = (one.rectification for one in state.of if one.rectification is not None)
    today = setting.occasion.today
    return tuple(breach for each in found for breach in of_rectification(each, kind.breaches, today))


def _of_tally(tally: Tally, standard: Standard) -> Fraction | None:
    counted = [(one, one.satisfied + one.basically + one.dissatisfied) for one in tally.questions]
    basic = _fraction(standard.basic_counts)
    return _mean((FULL * one.satisfied + basic * one.basically) / many for one, many in counted if many)


def _of_panel(answers: Iterable[PanelAnswered], standard: Standard) -> Fraction | None:
    worth = {
        Satisfaction.SATISFIED: FULL,
        Satisfaction.BASICALLY: _fraction(standard.basic_counts),
        Satisfaction.DISSATISFIED: Fraction(0),
    }
    return _mean(worth[mark] for answer in answers for _, mark in answer.marks)


def _mean(several: Iterable[Fraction]) -> Fraction | None:
    found = list(several)
    return sum(found, Fraction(0)) / len(found) if found else None


def _fraction(text: str) -> Fraction:
    return Fraction(number(text) or 0)
