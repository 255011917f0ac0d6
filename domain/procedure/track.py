"""Ways of review (救济途径). The track decides which body and which clock; the word 复核 or 申诉 decides nothing."""

from datetime import date
from enum import StrEnum

import msgspec

from domain.calendar.period import Period
from domain.procedure.basis import Source


class ForumKind(StrEnum):
    """The reviewing body by its relation to the deciding body; registers say which body that is."""

    SAME_BODY = "same-body"
    NEXT_HIGHER = "next-higher"
    CIVIL_SERVICE_AUTHORITY = "civil-service-authority"
    HIGHER_CIVIL_SERVICE_AUTHORITY = "higher-civil-service-authority"
    SUPERVISION_ORGAN = "supervision-organ"
    HIGHER_SUPERVISION_ORGAN = "higher-supervision-organ"


class ClockStart(StrEnum):
    """The event from which time to file runs; its own day is not counted."""

    KNOWING = "knowing"
    RECEIPT = "receipt"


class DecideFrom(StrEnum):
    """The event from which time to decide an appeal runs; its own day is not counted."""

    FILING = "filing"
    ACCEPTANCE = "acceptance"


class Certainty(StrEnum):
    """Whether the track is open for this respondent and measure."""

    SURE = "sure"
    DOUBTFUL = "doubtful"


class Forum(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One body a step may be filed with, and what the step is called there."""

    kind: ForumKind
    zh: str
    en: str


class Step(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """One step of a track: ``first``, ``second`` or ``further``.

    No period means that the text sets none: a filing is then never late. ``direct_within`` is the time to file when the
    step before was left out; where it is missing, that step must come first. Periods are written ``30d``, ``1m``, ``10wd``.
    """

    code: str
    forums: tuple[Forum, ...]
    source: Source
    file_within: str | None = None
    file_from: ClockStart | None = None
    direct_within: str | None = None
    direct_from: ClockStart | None = None
    decide_within: str | None = None
    decide_from: DecideFrom = DecideFrom.ACCEPTANCE
    decide_extension: str | None = None
    panel_odd: bool = False
    final: bool = False

    def __post_init__(self) -> None:
        for text in (self.file_within, self.direct_within, self.decide_within, self.decide_extension):
            if text is not None:
                Period.parse(text)
        if (self.file_within is None) != (self.file_from is None):
            raise ValueError(f"step {self.code}: a time to file needs its start, and the other way round")
        if (self.direct_within is None) != (self.direct_from is None):
            raise ValueError(f"step {self.code}: a direct time to file needs its start, and the other way round")
        if not self.forums:
            raise ValueError(f"step {self.code} names no forum")


class Track(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """One way of review. Never suspends execution: ``suspends_execution`` is told to the respondent, not switched.

    ``hindrance`` is the time to file after an obstacle ended, where the text gives one. ``until`` is the last decision
    day on which the track is open, ``since`` the first, both inclusive.
    """

    code: str
    zh: str
    en: str
    steps: tuple[Step, ...]
    suspends_execution: bool = False
    hindrance: str | None = None
    hindrance_source: Source | None = None
    since: date | None = None
    until: date | None = None
    question: str | None = None

    def __post_init__(self) -> None:
        if self.hindrance is not None:
            Period.parse(self.hindrance)
        if (self.hindrance is None) != (self.hindrance_source is None):
            raise ValueError(f"track {self.code}: a time after a hindrance needs its source")

    def step(self, code: str) -> Step | None:
        """The step called *code*, or None when the track has no such step."""
        return next((step for step in self.steps if step.code == code), None)

    def next_step(self, code: str) -> Step | None:
        """The step that remains after *code*, or None when nothing does."""
        codes = [step.code for step in self.steps]
        if code not in codes or self.steps[codes.index(code)].final:
            return None
        after = codes.index(code) + 1
        return self.steps[after] if after < len(codes) else None

    def is_open_on(self, day: date) -> bool:
        """Whether a decision made on *day* can be challenged on this track."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class TrackUse(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """For whom a profile opens a track. ``measures`` are measure codes of the rulebook; none means every measure.

    ``question`` is the open point to be put to a person where the text does not settle it.
    """

    track: str
    subject: str
    source: Source
    measures: tuple[str, ...] = ()
    certainty: Certainty = Certainty.SURE
    question: str | None = None

    def covers(self, subject: str, measures: tuple[str, ...]) -> bool:
        """Whether a decision with *measures* against *subject* falls under this use."""
        return self.subject == subject and (not self.measures or any(m in self.measures for m in measures))
