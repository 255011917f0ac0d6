"""The kinds of assessment as data: content groups, which band gives the grade, what follows from a grade."""

import msgspec

from domain.rulebook.labels import Label
from domain.supervision.rectification import Offence, Situation


class ContentGroup(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group of content that the text has assessed."""

    code: str
    label: Label


class AssessmentKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind.

    ``band`` names the scores and grades in the rulebook of ``instrument``; ``full`` the points that all lines give
    together; ``next_rule`` the deadline rule under which the next one falls due. ``consequences``: grade -> measures or
    requirements of that rulebook, all of them due; ``rectify`` is the one that orders rectification.
    """

    code: str
    label: Label
    instrument: str
    band: str
    full: str
    next_rule: str
    groups: tuple[ContentGroup, ...]
    rectify: str
    consequences: dict[str, tuple[str, ...]] = {}
    breaches: dict[Situation, Offence] = {}

    def consequences_of(self, grade: str | None) -> tuple[str, ...]:
        """What follows from *grade*."""
        return () if grade is None else self.consequences.get(grade, ())


class AssessmentScheme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All kinds."""

    kinds: tuple[AssessmentKind, ...]

    def kind(self, code: str) -> AssessmentKind | None:
        """The kind called *code*."""
        return next((kind for kind in self.kinds if kind.code == code), None)
