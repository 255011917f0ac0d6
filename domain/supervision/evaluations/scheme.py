"""The kinds of social evaluation as data: the questions that can be asked, the grades, what a rectification can breach."""

import msgspec

from domain.rulebook.labels import Label
from domain.supervision.evaluations.terms import Recipient
from domain.supervision.rectification import Offence, Situation


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question, of a head of content that the text names."""

    code: str
    label: Label


class Grade(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One grade, the best one first."""

    code: str
    label: Label


class EvaluationKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind.

    ``grades`` are three: of full, of basic satisfaction, of neither. ``report_to`` are those to whom the results must be
    reported; ``next_rule`` is the deadline rule under which the next evaluation falls due.
    """

    code: str
    label: Label
    instrument: str
    next_rule: str
    questions: tuple[Question, ...]
    grades: tuple[Grade, Grade, Grade]
    report_to: tuple[Recipient, ...]
    breaches: dict[Situation, Offence] = {}

    def knows_question(self, code: str) -> bool:
        """Whether *code* is one of the questions."""
        return any(one.code == code for one in self.questions)

    def knows_grade(self, code: str) -> bool:
        """Whether *code* is one of the grades."""
        return any(one.code == code for one in self.grades)


class EvaluationScheme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All kinds."""

    kinds: tuple[EvaluationKind, ...]

    def kind(self, code: str) -> EvaluationKind | None:
        """The kind called *code*."""
        return next((kind for kind in self.kinds if kind.code == code), None)
