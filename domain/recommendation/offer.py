"""What one outcome leaves to choose from: the gravest of what several acts call for, and what lies one grade below."""

import msgspec

from domain.recommendation.model import Model
from domain.recommendation.outcome import Result


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """``measures`` stay; ``outweighed`` fall away since another act calls for a heavier one at least.

    ``below`` is one grade under the lightest of ``measures``; ``exempt`` says that there is none under it. Both only where
    the outcome leads below the set.
    """

    measures: tuple[str, ...] = ()
    outweighed: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    exempt: bool = False


def offered(model: Model, result: Result) -> Offer:
    """What *result* leaves. Without an order given by the law nothing outweighs and nothing lies below."""
    sets = [model.set_rules[code].measures for code in result.sets]
    whole = tuple(dict.fromkeys(measure for measures in sets for measure in measures))
    if not whole or not set(whole) <= set(model.ranking):
        return Offer(measures=whole)
    grades = {measure: model.ranking.index(measure) for measure in whole}
    least = min(grades.values())
    if model.heaviest:
        least = max(min(grades[measure] for measure in measures) for measures in sets if measures)
    kept = tuple(measure for measure in whole if grades[measure] >= least)
    leads_below = result.mitigate is not msgspec.UNSET
    return Offer(
        measures=kept,
        outweighed=tuple(measure for measure in whole if grades[measure] < least),
        below=(model.ranking[least - 1],) if leads_below and least else (),
        exempt=leads_below and not least,
    )
