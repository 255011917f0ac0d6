"""Which clocks of a matter are watched: what they are called, whose they are, where their length is found. Data."""

from enum import StrEnum

import msgspec

from domain.calendar.errors import CalendarError
from domain.calendar.notice import Title


class ClockKind(StrEnum):
    """One kind of clock; its words are data."""

    TRIAGE = "triage"
    IDENTITY_ANSWER = "identity-answer"
    DECISION = "decision"
    STATEMENT = "statement"
    SERVICE = "service"
    ANNOUNCEMENT = "announcement"
    MEASURE = "measure"
    REVIEW_FILING = "review-filing"
    APPEAL_DECISION = "appeal-decision"
    CONSULTATION_REPLY = "consultation-reply"
    PUBLICATION = "publication"
    PROGRESS_REPORT = "progress-report"
    RECTIFICATION = "rectification"
    NEXT_ASSESSMENT = "next-assessment"
    NEXT_EVALUATION = "next-evaluation"
    SANCTION_PERIOD = "sanction-period"
    PAY_CHANGE = "pay-change"
    EXECUTION_REPORT = "execution-report"


class Whose(StrEnum):
    """Who has to act in time."""

    BODY = "body"
    REVIEWER = "reviewer"
    RESPONDENT = "respondent"
    SUPERVISED = "supervised"  # the organ that an instrument watches


class ClockUse(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One kind of clock.

    ``setting`` and ``cap`` name periods of the procedure profile, ``rule`` a deadline rule, ``start`` the event from
    which it runs. Without either, the event that starts the clock names its rule. ``right``: it may go unused, and has then lapsed without anybody being late.
    """

    kind: ClockKind
    title: Title
    whose: Whose
    start: str
    right: bool = False
    setting: str | None = None
    cap: str | None = None
    rule: str | None = None


class ClockUses(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All kinds; ``starts`` names each starting event in both languages."""

    clocks: tuple[ClockUse, ...]
    starts: dict[str, Title]

    def __post_init__(self) -> None:
        if sorted(use.kind for use in self.clocks) != sorted(ClockKind):
            raise CalendarError("clocks-unreadable")
        for use in self.clocks:
            if use.start not in self.starts:
                raise CalendarError("clocks-unreadable", use.kind.value)

    def use(self, kind: ClockKind) -> ClockUse:
        """What the data says of *kind*."""
        return next(use for use in self.clocks if use.kind is kind)
