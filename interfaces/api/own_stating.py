"""Until when a respondent may state their case, and what is still taken of them afterwards."""

from datetime import date

import msgspec

from application.casework.around import Around
from domain.proceedings.adverse import held_against
from domain.proceedings.hearing import HearingState, stating
from domain.proceedings.proceeding import Proceeding
from domain.proceedings.setting import statement_until


class OwnStating(msgspec.Struct, frozen=True, kw_only=True):
    """``until`` is the last day in time; ``state`` whether a statement is taken today, as one in time or as a late one.

    ``about`` is what the notice holds against them, by code: each point of a statement can be about one of these.
    ``further``: one was made already, so that another adds to it; ``waived``: it was waived, and nothing was stated since.
    """

    until: date
    state: HearingState
    about: tuple[str, ...]
    further: bool
    waived: bool


async def own_stating(around: Around, track: Proceeding) -> OwnStating | None:
    """That of the notice that stands; None while none was served."""
    until = statement_until(track.notice, around.profile(track.profile), await around.calendar())
    if until is None or track.notice is None:
        return None
    hearing = track.hearing
    return OwnStating(
        until=until,
        about=held_against(track.notice, (await around.catalogue()).rulebooks),
        state=stating(track, until, around.today()),
        further=bool(hearing.statements),
        waived=hearing.waived and not hearing.statements,
    )
