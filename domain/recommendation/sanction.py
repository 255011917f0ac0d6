"""Sanctions that the law ranks: one grade below the range, and the periods they run for."""

from datetime import date

from domain.recommendation.parts import Authority, Note, Part
from domain.rulebook.labels import Label


class StepDown(Part, frozen=True, kw_only=True):
    """Below the range (减轻), never a move within it: one grade under the lightest measure of the set, in the law's own order.

    ``state`` is ``available``, ``required`` or ``open``. ``exempt``: under the lightest grade nothing is imposed.
    """

    state: str
    measures: tuple[str, ...]
    exempt: bool
    authorities: tuple[Authority, ...]


class FixedSanction(Part, frozen=True, kw_only=True):
    """The sanction fixed for one act, before they are carried out as one."""

    reference: str
    measure: str
    label: Label
    months: int | None


class Term(Part, frozen=True, kw_only=True):
    """A sanction with its period from the day of decision: months at least and at most, and the last days they give.

    ``capped``: the law's longest period cut it. ``remainder_until`` is the last day of a running sanction that it takes on.
    No months: it has no period.
    """

    measure: str
    label: Label
    least_months: int | None
    most_months: int | None
    least_until: date | None
    most_until: date | None
    capped: bool
    remainder_until: date | None
    effects: tuple[Note, ...]
    authorities: tuple[Authority, ...]


class Terms(Part, frozen=True, kw_only=True):
    """Periods by law: for each permitted sanction, and for those fixed act by act the one that is carried out."""

    fixed: tuple[FixedSanction, ...]
    executed: Term | None
    each: tuple[Term, ...]
    lifting: tuple[Note, ...]
