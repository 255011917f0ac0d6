"""What of a recommendation a paper has to tell: circumstances that the record itself shows, and what the policy suggests where the
resolution departs from it.
"""

from typing import Any
from uuid import UUID

import msgspec

from application.casework.advice import advise
from application.casework.around import Around
from application.casework.dossier import Dossier
from domain.identity import ProceedingId
from domain.papers.counted import Counted, Decided, told
from domain.papers.filling import Standing
from domain.papers.law import LawWords
from domain.papers.terms import EventRef
from domain.papers.wording import Words
from domain.procedure.profile import Label
from domain.proceedings.comparing import Comparison, Stand, compared
from domain.proceedings.events import Deliberated
from domain.proceedings.sanction_record import proceeding_of
from domain.recommendation.circumstances import derived
from domain.recommendation.facts import PriorSituation
from domain.recorded import Recorded


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """``departs``: what the policy suggests, where what was resolved departs from it; None where it does not."""

    counted: tuple[Counted, ...] = ()
    departs: Standing | None = None


async def weighed(
    around: Around, dossier: Dossier, recorded: tuple[Recorded[Any], ...], law: LawWords, words: Words
) -> Weighed:
    """As the recommendation for the day of the decision says; nothing where there is none."""
    if dossier.file is None or dossier.track is None or law.book is None:
        return Weighed()
    track = dossier.track
    advice = await advise(around, dossier.file, ProceedingId(track.id), track.state)
    if advice is None:
        return Weighed()
    found = advice.recommendation
    circumstances = derived(found, law.book)
    decided = await _decided(around, advice.sheet.priors) if circumstances else {}
    beside = compared(track.state, found)
    return Weighed(
        counted=told(circumstances, found, recorded, decided, words["Counted"]),
        departs=_departs(beside, recorded, law, words) if beside.stand is Stand.DEPARTS else None,
    )


async def _decided(around: Around, priors: tuple[PriorSituation, ...]) -> dict[UUID, Decided]:
    """The decisions that found earlier situations, by their proceeding."""
    ids = tuple(dict.fromkeys(proceeding_of(one) for one in priors))
    return {
        each: Decided(number=made.event.number, at=EventRef(stream=made.stream, version=made.version))
        for each, made in (await around.decisions(ids)).items()
    }


def _departs(beside: Comparison, recorded: tuple[Recorded[Any], ...], law: LawWords, words: Words) -> Standing:
    outcome = words["Outcome"]["exempt" if beside.exempt else "not-imposed"]
    suggested = [law.of(code) for code in beside.suggested]
    said = [Label(zh=one.zh, en=one.en) for one in suggested if one is not None] or [outcome]
    at = next((one for one in reversed(recorded) if isinstance(one.event, Deliberated)), None)
    return Standing(
        words=Label(zh="、".join(one.zh for one in said), en=", ".join(one.en for one in said)),
        source=None if at is None else EventRef(stream=at.stream, version=at.version),
    )
