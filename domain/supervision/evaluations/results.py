"""Marks of the public and of the panel, counted; and grades, as others take them."""

from enum import StrEnum
from typing import TypeAlias

import msgspec

from domain.identity import OrganId


class Satisfaction(StrEnum):
    """What one answer says to one question."""

    SATISFIED = "satisfied"
    BASICALLY = "basically-satisfied"
    DISSATISFIED = "dissatisfied"


Marked: TypeAlias = tuple[str, Satisfaction]
"""A question of the scheme and the mark given to it."""


class Counted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often each mark was given to one question."""

    question: str
    satisfied: int = 0
    basically: int = 0
    dissatisfied: int = 0

    def of(self, mark: Satisfaction) -> int:
        """How often *mark* was given."""
        return {
            Satisfaction.SATISFIED: self.satisfied,
            Satisfaction.BASICALLY: self.basically,
            Satisfaction.DISSATISFIED: self.dissatisfied,
        }[mark]


class Tally(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The answers about one organ, counted."""

    organ: OrganId
    answers: int
    questions: tuple[Counted, ...]


class EvaluatedOrgan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The grade of one organ, as an assessment takes it."""

    organ: OrganId
    grade: str
