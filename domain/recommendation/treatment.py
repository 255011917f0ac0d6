"""How a respondent would be treated under other law on the same facts: seen from what is recommended now."""

from enum import StrEnum

import msgspec

from domain.recommendation.changes import Change, changes
from domain.recommendation.outcome import Recommendation, Status
from domain.recommendation.parts import Truth
from domain.recommendation.severity import MITIGATION, Handling, Ordering, agreed, compare
from domain.rulebook.policy import Policy
from domain.rulebook.schema import Rulebook


class Treatment(StrEnum):
    """What would become of the respondent. ``otherwise``: the same measures, but another question, fact or step decides."""

    SAME = "same"
    LIGHTER = "lighter"
    HEAVIER = "heavier"
    CROSSED = "crossed"
    INCOMPARABLE = "incomparable"
    NEWLY_LIABLE = "newly-liable"
    NO_LONGER_LIABLE = "no-longer-liable"
    NEWLY_A_BASIS = "newly-a-basis"
    NO_LONGER_A_BASIS = "no-longer-a-basis"
    OTHERWISE = "otherwise"


class Treated(msgspec.Struct, frozen=True, kw_only=True):
    """The treatment, and every aspect of the recommendation that differs."""

    how: Treatment
    changes: tuple[Change, ...]


def treated(
    before: Recommendation, after: Recommendation, books: tuple[Rulebook, Rulebook], policy: Policy | None = None
) -> Treated:
    """*after* seen from *before*. ``books`` are the rulebooks of the two, for the order of measures where both laws give one.

    Without one the scale of *policy* ranks, and without a policy measures are compared by inclusion. Where facts are
    open, a respondent who may be liable counts as liable.
    """
    differing = changes(before, after)
    law = agreed(_order(before, books[0]), _order(after, books[1]))
    scales = policy.scales if policy is not None else ()
    scale = next((each.measures for each in scales if each.subject == before.subject), ())
    how = _how(before, after, law or scale)
    if how is Treatment.SAME and differing:
        how = Treatment.OTHERWISE
    return Treated(how=how, changes=differing)


def _how(before: Recommendation, after: Recommendation, ranking: tuple[str, ...]) -> Treatment:
    blocked = before.status is Status.BLOCKED, after.status is Status.BLOCKED
    if blocked[0] != blocked[1]:
        return Treatment.NEWLY_A_BASIS if blocked[0] else Treatment.NO_LONGER_A_BASIS
    if all(blocked):
        return Treatment.SAME
    one, other = _handling(before), _handling(after)
    if one.liable != other.liable:
        return Treatment.NEWLY_LIABLE if other.liable else Treatment.NO_LONGER_LIABLE
    ordering = compare(one, other, ranking)
    return Treatment.SAME if ordering is Ordering.SAME else Treatment(ordering.value)


def _handling(found: Recommendation) -> Handling:
    gates = [gate for gate in found.gates if gate.state is Truth.YES]
    below = "none" if found.step_down is msgspec.UNSET else found.step_down.state
    return Handling(
        liable=found.status is not Status.NOT_LIABLE,
        measures=frozenset(found.forms.permitted),
        combine=found.forms.combine,
        minimum=found.forms.minimum,
        heavier=found.weighting.heavier is Truth.YES,
        lighter=found.weighting.lighter is Truth.YES,
        exempt=found.weighting.exempt if found.weighting.exempt != "open" else "none",
        mitigate=below if below in MITIGATION else "none",
        tracks=frozenset(f"{gate.effect}:{part}" for gate in gates for part in (*gate.measures, *gate.targets)),
    )


def _order(found: Recommendation, book: Rulebook) -> tuple[str, ...] | None:
    """The law's order of the measures that apply; None where some set has none."""
    if book.ranking is not None:
        return book.ranking.measures
    sets = [rule for rule in book.sets if rule.code in found.forms.sets and rule.measures]
    orders = {rule.measures for rule in sets}
    return next(iter(orders)) if len(orders) == 1 and all(rule.ordered for rule in sets) else None
