"""What was served on a respondent: each document with the day of service and the day that counts."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec
from msgspec.structs import replace

from domain.appeals.events import AppealDecided, AppealNotAccepted, AppealOutcomeRecorded, AppealServed
from domain.document import DocumentRef
from domain.proceedings.proceeding import Proceeding
from domain.proceedings.terms import RESPONDENT
from domain.recorded import Event

OF_TRACK = ("proceeding.serve-notice", "proceeding.serve-decision", "proceeding.serve-paper")
"""What serves the papers of a track."""
OF_APPEAL = ("appeal.serve-appeal", "appeal.reject-appeal")
"""What serves the outcome of an appeal, or makes the one that is served."""


class Served(msgspec.Struct, frozen=True, kw_only=True):
    """A document as it was served on the reader. ``check`` is the code of an approved paper by which it is checked."""

    what: str
    document: DocumentRef
    number: str | None = None
    served_on: date | None = None
    deemed_on: date | None = None
    check: str | None = None


def of_track(state: Proceeding) -> Iterator[Served]:
    """The notice and the decision, as far as they were served, and every other paper that was, by the day of service."""
    yield from sorted(_of_track(state), key=lambda one: one.served_on or date.max)


def _of_track(state: Proceeding) -> Iterator[Served]:
    for paper in state.deliveries:
        yield Served(
            what=paper.what.value,
            document=paper.document,
            number=paper.number,
            served_on=paper.served_on,
            deemed_on=paper.deemed_on,
        )
    if (notice := state.notice) is not None and notice.served_on is not None:
        yield Served(what="notice", document=notice.document, served_on=notice.served_on, deemed_on=notice.deemed_on)
    if (decision := state.decision) is not None and (served := decision.first_service(RESPONDENT)) is not None:
        yield Served(
            what="decision",
            document=decision.document,
            number=decision.number,
            served_on=served.served_on,
            deemed_on=served.deemed_on,
        )


def of_appeal(events: Iterable[Event]) -> Iterator[Served]:
    """How an appeal with *events* ended, once that was served: the decision, the letter, or why it was not accepted."""
    ended: Served | None = None
    for event in events:
        match event:
            case AppealDecided() | AppealOutcomeRecorded():
                ended = Served(what="appeal", document=event.document, number=event.number)
            case AppealNotAccepted():
                ended = Served(what="appeal-rejection", document=event.reasons)
            case AppealServed() if ended is not None:
                yield replace(ended, served_on=event.served_on, deemed_on=event.deemed_on)
            case _:
                pass
