"""The kinds of consultation as data: whose period, which provisions."""

from enum import StrEnum

import msgspec

from domain.rulebook.labels import Label


class Party(StrEnum):
    """Whose breach it is."""

    RELEASING = "releasing"
    CONSULTED = "consulted"


class Situation(StrEnum):
    """What the record of a consultation can show to be wrong."""

    RELEASED_UNASKED = "released-unasked"
    RELEASED_EARLY = "released-early"
    RELEASED_AGAINST_OBJECTION = "released-against-objection"
    RELEASED_WITHOUT_AUTHORITY = "released-without-authority"
    SILENT = "silent"
    HARM_AFTER_SILENCE = "harm-after-silence"


class Offence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The provision that a situation offends (a fact or duty of the kind's instrument), and who answers for it."""

    provision: str
    organs: tuple[Party, ...]


class ConsultationKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind: the instrument, the deadline rule of the reply, and what is a breach of it."""

    code: str
    label: Label
    instrument: str
    rule: str
    breaches: dict[Situation, Offence] = {}


class Category(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of information with an authority and procedure of its own."""

    code: str
    label: Label


class ConsultationScheme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All kinds and categories."""

    kinds: tuple[ConsultationKind, ...]
    categories: tuple[Category, ...]

    def kind(self, code: str) -> ConsultationKind | None:
        """The kind called *code*."""
        return next((kind for kind in self.kinds if kind.code == code), None)

    def knows_category(self, code: str) -> bool:
        """Whether *code* is one of the categories."""
        return any(category.code == code for category in self.categories)
