"""What of a case may be told in the papers of one respondent: what was notified to them, before that what is alleged in their organ."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from domain.cases.events import AllegationFramed, EvidenceEntered, FindingMade
from domain.identity import AllegationId, EvidenceId
from domain.proceedings.proceeding import Proceeding
from domain.recorded import Recorded


def concerning(
    case: Iterable[Recorded[Any]], track: Proceeding, *, cited: Collection[EvidenceId] = ()
) -> tuple[Recorded[Any], ...]:
    """The record of the *case* as the papers of *track* tell it, in its order.

    Once facts were notified, these alone with their allegations, and the evidence that bears on these and on the track's own, or
    that is *cited* besides. Until then the allegations against the organ of the respondent with every finding on them, and all
    evidence. Of an allegation against another organ nothing is told.
    """
    case = tuple(case)
    told = track.notice.findings if track.notice is not None else ()
    alleged = {allegation for allegation, _ in told} if told else _alleged(case, track)

    held = {*cited, *_rested_on(case, told), *(item for one in _own(track) for item in one.evidence)}

    def concerns(event: Any) -> bool:
        if isinstance(event, EvidenceEntered) and told:
            return event.evidence in held or bool(_shown(event, track))
        if isinstance(event, FindingMade):
            return (event.allegation, event.fact) in told if told else event.allegation in alleged
        return not isinstance(event, AllegationFramed) or event.allegation in alleged

    return tuple(_for_track(one, track) for one in case if concerns(one.event))


def _alleged(case: Iterable[Recorded[Any]], track: Proceeding) -> set[AllegationId]:
    return {
        one.event.allegation
        for one in case
        if isinstance(one.event, AllegationFramed) and one.event.organ == track.organ
    }


def _rested_on(case: Iterable[Recorded[Any]], told: Collection[tuple[AllegationId, str]]) -> Iterator[EvidenceId]:
    """What the findings that were notified rest on."""
    for one in case:
        if isinstance(one.event, FindingMade) and (one.event.allegation, one.event.fact) in told:
            yield from one.event.evidence


def _own(track: Proceeding) -> Iterator[Any]:
    """What was found of the respondent alone."""
    yield from (*track.elements, *track.factors)
    if track.role is not None:
        yield track.role


def _shown(event: EvidenceEntered, track: Proceeding) -> tuple[str, ...]:
    """The facts on which the item bears and which the respondent was told."""
    told = {fact for _, fact in track.notice.findings} if track.notice is not None else set()
    told |= {held.code for held in (*track.elements, *track.factors)}
    return tuple(fact for fact in event.shows if fact in told)


def _for_track(one: Recorded[Any], track: Proceeding) -> Recorded[Any]:
    if track.notice is None or not isinstance(one.event, EvidenceEntered):
        return one
    return replace(one, event=replace(one.event, shows=_shown(one.event, track)))
