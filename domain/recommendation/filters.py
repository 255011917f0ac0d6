"""Which measures are unlawful here although the set names them, and what an open filter still leaves undetermined."""

import msgspec

from domain.recommendation.findings import truth_in_all
from domain.recommendation.model import put_in
from domain.recommendation.outcome import BlockedForm
from domain.recommendation.parts import Note, Truth
from domain.recommendation.situation import Situation
from domain.recommendation.worlds import TRUE, Formula, formula
from domain.rulebook.conditions import facts_of
from domain.rulebook.provisions import Filter
from domain.rulebook.schema import Rulebook
from domain.rulebook.vocabulary import Measure


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One filter on one measure, with the known facts put in, and what it does under the answers at hand."""

    rule: Filter
    effect: str
    home: Rulebook
    measure: str
    condition: Formula
    state: Truth


def measures_of(situation: Situation) -> dict[str, Measure]:
    """Every measure that the rulebook, or a reference of the day, knows by code."""
    known = {measure.code: measure for book in situation.general for measure in book.measures}
    return known | {measure.code: measure for measure in situation.book.measures}


def bars(situation: Situation, measures: tuple[str, ...]) -> tuple[Bar, ...]:
    """Every filter that touches *measures*: the instrument's own and the general ones of the day of decision."""
    sheet = situation.sheet
    known = measures_of(situation)
    found = []
    for home in (situation.book, *situation.general):
        for rule in home.filters:
            if not rule.applies(sheet.subject, sheet.decision_on) or not (home is situation.book or rule.general):
                continue
            condition = put_in(formula(rule.when), situation) if rule.when else TRUE
            effect = rule.works(situation.choice)
            for code in measures:
                touched = code in rule.measures or (rule.formal and code in known and known[code].formal)
                if touched:
                    state = truth_in_all(condition)
                    found.append(
                        Bar(rule=rule, effect=effect, home=home, measure=code, condition=condition, state=state)
                    )
    return tuple(found)


def blocked(situation: Situation, found: tuple[Bar, ...], permitted: tuple[str, ...]) -> tuple[BlockedForm, ...]:
    """The bars that hold, each with its reason and what remains."""
    known = measures_of(situation)
    return tuple(
        BlockedForm(
            measure=bar.measure,
            label=known[bar.measure].label,
            filter=bar.rule.code,
            reason=bar.rule.label,
            authorities=situation.authorities(bar.rule.cite, bar.home, bar.rule.basis),
            because=situation.because(facts_of(bar.rule.when)),
            alternatives=permitted,
            proposed=bar.measure in situation.sheet.proposed,
        )
        for bar in found
        if bar.effect == "block" and bar.state is Truth.YES
    )


def conditions_on(situation: Situation, found: tuple[Bar, ...]) -> tuple[Note, ...]:
    """What the filters require of a measure rather than forbid; the code is ``filter:measure``."""
    return tuple(
        Note(
            code=f"{bar.rule.code}:{bar.measure}",
            label=bar.rule.label,
            authorities=situation.authorities(bar.rule.cite, bar.home, bar.rule.basis),
            because=situation.because(facts_of(bar.rule.when)),
        )
        for bar in found
        if bar.effect in ("require", "ask") and bar.state is Truth.YES
    )
