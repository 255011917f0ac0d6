"""Rectification within a time limit (限期整改): ordered, reported, published, judged; late or ineffective is a breach."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from domain.document import DocumentRef
from domain.identity import OrganId
from domain.recorded import Event
from domain.supervision.breach import Breach

ONE_DAY = timedelta(days=1)


class RectificationOutcome(StrEnum):
    """What whoever ordered it found."""

    EFFECTIVE = "effective"
    INEFFECTIVE = "ineffective"


class NoteRectification(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that the organ reported what it did. A report after its day is recorded as it came."""

    organ: OrganId
    reported_on: date
    document: DocumentRef


class PublishRectification(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that the organ told the public what it did."""

    organ: OrganId
    published_on: date
    record: DocumentRef


class JudgeRectification(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Find whether what was reported cured the fault. What counts as ineffective no text says: the opinion does."""

    organ: OrganId
    result: RectificationOutcome
    judged_on: date
    opinion: DocumentRef


class RectificationReported(Event, frozen=True, kw_only=True):
    """The organ reported. Each instrument stores it under a name of its own."""

    organ: OrganId
    reported_on: date
    document: DocumentRef


class RectificationPublished(Event, frozen=True, kw_only=True):
    """The organ told the public. Each instrument stores it under a name of its own."""

    organ: OrganId
    published_on: date
    record: DocumentRef


class RectificationJudged(Event, frozen=True, kw_only=True):
    """It was found effective or not. Each instrument stores it under a name of its own."""

    organ: OrganId
    result: RectificationOutcome
    judged_on: date
    opinion: DocumentRef


class Situation(StrEnum):
    """What the record of a rectification can show to be wrong."""

    LATE = "rectification-late"
    INEFFECTIVE = "rectification-ineffective"
    NOT_PUBLISHED = "rectification-not-published"


class Offence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The provision that a situation offends: a fact or duty of *instrument*."""

    instrument: str
    provision: str


class Rectification(msgspec.Struct, frozen=True, kw_only=True):
    """One organ's, as it stands."""

    organ: OrganId
    ordered_on: date
    due_on: date
    order: DocumentRef
    reported: tuple[RectificationReported, ...] = ()
    published: tuple[RectificationPublished, ...] = ()
    judged: tuple[RectificationJudged, ...] = ()

    def after(self, event: Event) -> "Rectification":
        """The same after *event*."""
        match event:
            case RectificationReported():
                return replace(self, reported=(*self.reported, event))
            case RectificationPublished():
                return replace(self, published=(*self.published, event))
            case RectificationJudged():
                return replace(self, judged=(*self.judged, event))
            case _:
                return self

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything recorded about it since the order."""
        return (*self.reported, *self.published, *self.judged)

    @property
    def settled(self) -> bool:
        """Whether it was found effective."""
        return bool(self.judged) and self.judged[-1].result is RectificationOutcome.EFFECTIVE

    def became_a_lead(self, keys: Iterable[str]) -> bool:
        """Whether a lead was made of it being late, ineffective or kept from the public; *keys* are those of the leads."""
        return not {self.key_of(situation) for situation in Situation}.isdisjoint(keys)

    def key_of(self, situation: Situation) -> str:
        """What tells the breach of that situation apart in its matter."""
        return f"{str(self.organ)[-12:]}.{situation.value}"

    def late_on(self, today: date) -> bool:
        """Whether nothing was reported until the day of the order was over."""
        first = min((one.reported_on for one in self.reported), default=today)
        return first > self.due_on


def breaches(found: Rectification, offences: dict[Situation, Offence], today: date) -> Iterator[Breach]:
    """The breaches that stand on *today*: those that *offences* turns into one."""
    after = found.due_on + ONE_DAY
    if found.late_on(today):
        yield from _breach(found, offences, Situation.LATE, after)
    bad = [one for one in found.judged if one.result is RectificationOutcome.INEFFECTIVE]
    if bad:
        yield from _breach(found, offences, Situation.INEFFECTIVE, bad[0].judged_on)
    first = min((one.published_on for one in found.published), default=today)
    if first > found.due_on:
        yield from _breach(found, offences, Situation.NOT_PUBLISHED, after)


def _breach(
    found: Rectification, offences: dict[Situation, Offence], situation: Situation, since: date
) -> Iterator[Breach]:
    offence = offences.get(situation)
    if offence is None:
        return
    papers = (found.order, *(one.document for one in found.reported), *(one.opinion for one in found.judged))
    yield Breach(
        instrument=offence.instrument,
        provision=offence.provision,
        organs=(found.organ,),
        since=since,
        key=found.key_of(situation),
        evidence=papers,
    )
