"""What of a case may be told in the papers of one respondent: what was notified to them, before that what is alleged in their organ."""

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from domain.cases.events import AllegationFramed, EvidenceEntered, FindingMade
from domain.identity import AllegationId
from domain.proceedings.proceeding import Proceeding
from domain.recorded import Recorded


def concerning(case: Iterable[Recorded[Any]], track: Proceeding) -> tuple[Recorded[Any], ...]:
    """The record of the *case* as the papers of *track* tell it, in its order.

    Once facts were notified, these alone with their allegations, and evidence bears on these and on the track's own. Until then the
    allegations against the organ of the respondent with every finding on them. Of an allegation against another organ nothing is told.
    """
    case = tuple(case)
    told = track.notice.findings if track.notice is not None else ()
    alleged = {allegation for allegation, _ in told} if told else _alleged(case, track)

    def concerns(event: Any) -> bool:
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


def _for_track(one: Recorded[Any], track: Proceeding) -> Recorded[Any]:
    if track.notice is None or not isinstance(one.event, EvidenceEntered):
        return one
    told = {fact for _, fact in track.notice.findings} | {held.code for held in (*track.elements, *track.factors)}
    shows = tuple(fact for fact in one.event.shows if fact in told)
    return replace(one, event=replace(one.event, shows=shows))
