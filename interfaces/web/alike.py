"""How like cases were decided, beside what was decided or is suggested here: for their own page and for the re-run."""

from domain.proceedings.state import Decision
from domain.recommendation.outcome import Recommendation
from projections.like_cases.likeness import ENOUGH, LikeCases


class Alike(LikeCases, frozen=True, kw_only=True):
    """``intended`` are the measures decided here, or suggested while nothing is; ``unusual``: no like case had them. ``most``
    is the highest count of the distribution, ``least`` how many like cases say what is usual.
    """

    decided: bool
    intended: tuple[str, ...] | None
    unusual: bool
    most: int
    least: int


def alike(found: LikeCases, decision: Decision | None, today: Recommendation | None) -> Alike:
    """*found* beside the *decision*, else beside what is suggested *today*."""
    suggested = today.suggestion if today is not None else None
    intended: tuple[str, ...] | None = None
    if decision is not None:
        intended = tuple(sorted(one.measure for one in decision.measures))
    elif suggested is not None and suggested.none_because is None:
        intended = tuple(sorted(suggested.measures))
    apart = intended is not None and all(one.measures != intended for one in found.distribution)
    return Alike(
        **{name: getattr(found, name) for name in LikeCases.__struct_fields__},
        decided=decision is not None,
        intended=intended,
        unusual=found.enough and apart,
        most=max((one.count for one in found.distribution), default=0),
        least=ENOUGH,
    )
