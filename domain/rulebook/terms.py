"""Sanctions that the law ranks and that run for a time: their order, merging, effects and lifting."""

import msgspec

from domain.rulebook.labels import Basis, Label
from domain.rulebook.provisions import Provision

MERGERS = ("heaviest", "between-one-and-sum", "adds-remainder", "cap")
LIFTINGS = ("automatic", "by-decision")


class Ranking(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The law's own order among its measures, lightest first. A text that only lists its forms has none.

    It also says what 'below the range' (减轻) is: one grade down, and below the lightest nothing is imposed.
    """

    measures: tuple[str, ...]
    label: Label
    cite: tuple[str, ...] = ()
    basis: Basis = Basis.DIRECT

    def __post_init__(self) -> None:
        if len(self.measures) < 2 or len(set(self.measures)) != len(self.measures):
            raise ValueError("a ranking lists two measures or more, each once")


class Merger(Provision, frozen=True, kw_only=True):
    """One rule on several sanctions.

    ``effect``: ``heaviest`` (of several kinds the gravest is carried out), ``between-one-and-sum`` (of several alike, of
    ``measures``, one for a period between one and the sum), ``adds-remainder`` (a new one takes on what is unserved of a
    running one), ``cap`` (no period is longer than ``months``).
    """

    effect: str
    measures: tuple[str, ...] = ()
    months: int | None = None

    def __post_init__(self) -> None:
        if self.effect not in MERGERS:
            raise ValueError(f"merger {self.code}: effect is one of {', '.join(MERGERS)}")
        if (self.effect == "cap") != (self.months is not None):
            raise ValueError(f"merger {self.code}: 'months' belongs to a cap, and a cap has it")
        if self.months is not None and not 1 <= self.months <= 600:
            raise ValueError(f"merger {self.code}: a cap is 1 to 600 months")
        if (self.effect == "between-one-and-sum") != bool(self.measures):
            raise ValueError(f"merger {self.code}: 'measures' names those whose periods merge, and only there")


class PeriodEffect(Provision, frozen=True, kw_only=True):
    """What a running sanction of these ``measures`` keeps from the person, or does to them."""

    measures: tuple[str, ...]


class Lifting(Provision, frozen=True, kw_only=True):
    """How a sanction ends with its period: ``automatic`` or ``by-decision``. It never restores what was lost."""

    effect: str

    def __post_init__(self) -> None:
        if self.effect not in LIFTINGS:
            raise ValueError(f"lifting {self.code}: effect is automatic or by-decision")
