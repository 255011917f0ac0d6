"""Entries of the registers. Every term is by date: ``valid_from`` and ``valid_to`` are inclusive legal days."""

from datetime import date
from enum import StrEnum

import msgspec

from domain.identity import OrganId, PartyId, PostId


class OrganKind(StrEnum):
    """What sort of body an organ is."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    SUPERVISION = "supervision"  # 监察机关
    AUTHORISED = "authorised-organisation"  # 法律、法规授权的组织
    PUBLIC_SERVICE = "public-service-unit"
    ENTERPRISE = "enterprise"
    PARTY = "party-body"
    OTHER = "other"


class Level(StrEnum):
    """Administrative level."""

    NATIONAL = "national"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"


class PostKind(StrEnum):
    """What a post carries for disclosure work; three of them answer for a breach beside the organ itself."""

    HEAD = "head"  # 主要负责人
    LEADER_IN_CHARGE = "leader-in-charge"  # 分管领导
    DISCLOSURE_STAFF = "disclosure-staff"  # 信息公开工作人员
    OTHER = "other"


class OrganTerm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An organ as it was during one span. A later term takes over on its first day.

    ``parent`` is the place in the organisation; ``next_higher`` the organ one level up in law; neither follows from the
    other. ``disclosure_authority`` is the organ in charge of disclosure work for this one. ``source`` is the code of how
    this is known. ``mark`` begins the numbers of its documents (机关代字). ``code`` is its unified social credit code or organ
    code; None when it is not known.
    """

    organ: OrganId
    valid_from: date
    name: str
    kind: OrganKind
    valid_to: date | None = None
    level: Level | None = None
    division: str | None = None
    parent: OrganId | None = None
    next_higher: OrganId | None = None
    disclosure_authority: OrganId | None = None
    source: str | None = None
    mark: str | None = None
    code: str | None = None

    def __post_init__(self) -> None:
        _ordered(self.valid_from, self.valid_to)


class PostTerm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A post as it was during one span.

    ``personnel_authority`` holds the personnel authority (人事管理权限) over it, known from ``authority_source`` (a code:
    appointment document, cadre list, written confirmation); without a source it counts as unknown.
    """

    post: PostId
    organ: OrganId
    valid_from: date
    title: str
    kind: PostKind
    valid_to: date | None = None
    personnel_authority: OrganId | None = None
    authority_source: str | None = None

    def __post_init__(self) -> None:
        _ordered(self.valid_from, self.valid_to)


class Holding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A person in a post. ``acting``: without full appointment (代理、主持工作). ``grade``: the person's rank (职级), if known."""

    post: PostId
    person: PartyId
    valid_from: date
    valid_to: date | None = None
    acting: bool = False
    grade: str | None = None

    def __post_init__(self) -> None:
        _ordered(self.valid_from, self.valid_to)


class Relation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Two people who may not handle each other's matters. ``kind`` is a code: ``close-relative``, ``interest``."""

    one: PartyId
    other: PartyId
    kind: str
    valid_from: date
    valid_to: date | None = None

    def __post_init__(self) -> None:
        _ordered(self.valid_from, self.valid_to)


def covers(term: OrganTerm | PostTerm | Holding | Relation, on: date) -> bool:
    """Whether *on* lies in the term's span."""
    return term.valid_from <= on and (term.valid_to is None or on <= term.valid_to)


def overlaps(term: OrganTerm | PostTerm | Holding | Relation, first: date, last: date) -> bool:
    """Whether the term's span and *first* to *last* (inclusive) share a day."""
    return term.valid_from <= last and (term.valid_to is None or first <= term.valid_to)


def _ordered(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise ValueError("a term cannot end before it begins")
