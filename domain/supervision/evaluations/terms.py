"""Words of a social evaluation: who answers, to whom the results go, by which standard they are graded."""

from enum import StrEnum

import msgspec


class PanelGroup(StrEnum):
    """Whom a member of the panel represents."""

    CONGRESS = "congress"
    CONSULTATIVE = "consultative-conference"
    MEDIA = "media"
    EXPERT = "expert"
    PUBLIC = "public"


class Recipient(StrEnum):
    """To whom the results are reported."""

    DISCLOSURE_AUTHORITY_ABOVE = "disclosure-authority-above"
    OWN_GOVERNMENT = "own-government"
    PARTY_COMMITTEE = "party-committee"
    CONGRESS = "congress"
    CONSULTATIVE = "consultative-conference"


class Circle(StrEnum):
    """How far the results are circulated."""

    LIMITED = "limited"
    PUBLIC = "public"


class Standard(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The standard that the organiser states, because no text does.

    Full satisfaction counts 100, basic satisfaction ``basic_counts``, dissatisfaction nothing. ``public_share`` is the
    weight of the public's score in percent, the rest is the panel's. A score of ``satisfied_from`` or more is the first
    grade, of ``basic_from`` or more the second.
    """

    public_share: str
    basic_counts: str
    satisfied_from: str
    basic_from: str
