"""Who acts, what must happen first, and what may be done afterwards."""

import msgspec

from domain.rulebook.closed import one_of
from domain.rulebook.provisions import Provision


class Competence(Provision, frozen=True, kw_only=True):
    """One rule on the acting body, applied on the day of decision.

    ``relation`` names the body by its relation to the respondent (own-organ, next-higher-organ, supervision-organ,
    personnel-authority, disclosure-authority); the register says which body that is. ``effect``: ``decides``,
    ``prepares``, ``proposes``, ``excluded``. ``same_as`` / ``differs_from`` compare two relations, as known. ``measures``
    limits the rule to these forms. ``question`` is put when the register does not know.
    """

    relation: str
    effect: str
    same_as: str | None = None
    differs_from: str | None = None
    measures: tuple[str, ...] = ()
    question: str | None = None
    needs_source: bool = False
    """The register must say how the relation is known; without a source it counts as unknown."""

    def __post_init__(self) -> None:
        one_of("competence", self.code, "effect", self.effect, ("decides", "prepares", "proposes", "excluded"))


class ProcedureStep(Provision, frozen=True, kw_only=True):
    """What the instrument itself demands before a decision; ``code`` is what ``procedure_done`` lists."""


class Remedy(Provision, frozen=True, kw_only=True):
    """One route of review. ``track`` decides body and clock, never the word. No period means: not stated in the text."""

    track: str
    to: str
    periods: dict[str, int] = msgspec.field(default_factory=dict)
    unit: str | None = None
    after: str | None = None
    question: str | None = None
    measures: tuple[str, ...] = ()
