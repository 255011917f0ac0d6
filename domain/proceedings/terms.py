"""The words of a proceeding: outcomes, marks, ways of service, measures as taken, and what a decider had seen."""

from datetime import date
from enum import StrEnum

import msgspec

from domain.document import DocumentRef
from domain.identity import PointId

RESPONDENT, UNIT = "respondent", "unit"
"""Codes of those on whom a decision is served."""


class Subject(StrEnum):
    """An organ or a person answers."""

    ORGAN = "organ"
    PERSON = "person"


class Outcome(StrEnum):
    """How a proceeding can be decided (domain row 19)."""

    MEASURES = "measures"  # 处理决定
    EXEMPT = "exempt"  # 免予处理: a breach was found
    NOT_IMPOSED = "not-imposed"  # 不予处理: a breach was found
    WITHDRAWN = "withdrawn"  # 撤销案件
    TRANSFERRED = "transferred"  # 移送


BREACH_FOUND = frozenset({Outcome.MEASURES, Outcome.EXEMPT, Outcome.NOT_IMPOSED})
"""Outcomes of a decision that found a breach, whatever followed from it."""


class ServiceMode(StrEnum):
    """How a document reached its addressee. The codes are those of the calendar's ways of service."""

    DIRECT = "direct"
    RELATIVE = "cohabiting-adult"
    LEFT = "left"  # with a witness, or photographed or filmed
    ELECTRONIC = "electronic"  # with consent
    MAIL = "mail"
    PUBLIC_NOTICE = "public-notice"


class Adoption(StrEnum):
    """What became of one point of the defence."""

    ADOPTED = "adopted"
    PARTLY = "partly-adopted"
    NOT_ADOPTED = "not-adopted"


class Mark(StrEnum):
    """One line of the reviewers' six-point checklist."""

    SOUND = "sound"
    DEFECTIVE = "defective"


class RectificationResult(StrEnum):
    """What the check of the rectification found."""

    MET = "met"
    PARTLY = "partly-met"
    NOT_MET = "not-met"


class Stance(StrEnum):
    """What the respondent says to one fact."""

    ADMITTED = "admitted"
    DENIED = "denied"
    PARTLY = "partly"


class StatementPoint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One point of a statement (陈述申辩), answered one by one. ``about`` is the fact code it concerns, if one.

    ``stance`` is what the respondent says to that fact; unset: not said, or not recorded then.
    """

    point: PointId
    text: DocumentRef
    about: str | None = None
    stance: Stance | msgspec.UnsetType = msgspec.UNSET


class MeasureTaken(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A measure as notified or decided: its code in the rulebook, and a due date where it has one.

    ``scope`` says within which circle a circulated criticism (通报批评) goes out.
    """

    measure: str
    due_on: date | None = None
    scope: DocumentRef | None = None


class RecommendationSeen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the decider had before them, kept whole so that it replays to the same bytes for ever.

    ``rulebook`` and ``policy`` are content ids; ``facts`` is the canonical JSON of the fact sheet (ids, codes and dates
    only); ``digest`` is the SHA-256 (hexadecimal) of the canonical JSON of the recommendation.
    """

    rulebook: str
    facts: str
    digest: str
    permitted: tuple[str, ...]
    suggested: tuple[str, ...] | None = None
    policy: str | None = None


class Formality(StrEnum):
    """What is done with a decision besides serving and carrying it out."""

    PERSONAL_FILE = "personal-file"  # the copy is in the person's file
    AUTHORITY_FILING = "authority-filing"  # filed with the civil-service authority
    EXECUTION_REPORT = "execution-report"  # the unit reported how it was carried out


class RestorationAnswer(StrEnum):
    """Whether a kind of restoration is to be made."""

    DUE = "due"
    NOT_DUE = "not-due"


class Conduct(StrEnum):
    """How the person bore themselves in the period of a sanction, as somebody says who looked into it."""

    REPENTED = "repented"  # and no new breach
    NOT_REPENTED = "not-repented"
    NEW_BREACH = "new-breach"
