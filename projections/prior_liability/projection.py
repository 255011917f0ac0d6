"""Keeps allegations, and what the decision that stands says of them.

A situation counts from the decision that found the breach, imposed or not (exempt and not-imposed found one too); a
decision that was revoked, withdrawn or passed on finds none. An open case counts against nobody.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace
from psycopg import AsyncConnection

from domain.cases.events import AllegationFramed
from domain.proceedings.events import DecisionMade, DecisionRevoked, DecisionVaried, ProceedingOpened
from domain.proceedings.terms import BREACH_FOUND
from domain.recorded import Event, Recorded
from projections.running.model import ReadModel, Rows

PACKAGE = "projections.prior_liability"


class AllegationRow(Struct, frozen=True, kw_only=True):
    """One alleged breach."""

    allegation: UUID
    case_id: UUID
    ground: str
    organ: UUID
    conduct_from: date
    conduct_to: date
    position: int


class ProceedingRow(Struct, frozen=True, kw_only=True):
    """One respondent (an organ, or a person) and the decision that stands."""

    proceeding_id: UUID
    case_id: UUID
    respondent: UUID
    number: str | None = None
    decided_on: date | None = None
    outcome: str | None = None
    breach_found: bool = False
    allegations: tuple[UUID, ...] = ()


def begun(recorded: Recorded[Any], event: ProceedingOpened) -> ProceedingRow:
    """The row of a respondent just named."""
    respondent = event.organ if event.person is None else event.person
    return ProceedingRow(proceeding_id=recorded.stream, case_id=event.case, respondent=respondent)


def changed(row: ProceedingRow, event: Event) -> ProceedingRow:
    """The row after *event*."""
    match event:
        case DecisionMade(number=number, effective_on=day, outcome=outcome, findings=findings):
            allegations = tuple(dict.fromkeys(allegation for allegation, _ in findings))
            found = outcome in BREACH_FOUND
            return replace(
                row, number=number, decided_on=day, outcome=outcome, breach_found=found, allegations=allegations
            )
        case DecisionVaried(outcome=outcome):
            return replace(row, outcome=outcome, breach_found=outcome in BREACH_FOUND)
        case DecisionRevoked():
            return replace(row, number=None, decided_on=None, outcome=None, breach_found=False, allegations=())
        case _:
            return row


def fold(
    known: dict[UUID, ProceedingRow], events: Iterable[Recorded[Event]]
) -> tuple[dict[UUID, ProceedingRow], dict[UUID, AllegationRow]]:
    """Proceedings that differ, and allegations that are new, after *events*."""
    rows, alleged = dict(known), dict[UUID, AllegationRow]()
    for recorded in events:
        match recorded.event:
            case AllegationFramed() as event:
                alleged[event.allegation] = AllegationRow(
                    allegation=event.allegation,
                    case_id=recorded.stream,
                    ground=event.ground,
                    organ=event.organ,
                    conduct_from=event.conduct_from,
                    conduct_to=event.conduct_to,
                    position=recorded.position,
                )
            case ProceedingOpened() as opened:
                rows[recorded.stream] = begun(recorded, opened)
            case DecisionMade() | DecisionVaried() | DecisionRevoked() as event:
                rows[recorded.stream] = changed(rows[recorded.stream], event)
            case _:
                pass
    return {key: row for key, row in rows.items() if row != known.get(key)}, alleged


class LiabilityFold:
    """Loads the proceedings that a page decides, folds, and writes."""

    def __init__(self) -> None:
        self._proceedings: Rows[UUID, ProceedingRow] = Rows(
            PACKAGE, "proceedings", ProceedingRow, lambda row: row.proceeding_id
        )
        self._allegations: Rows[UUID, AllegationRow] = Rows(
            PACKAGE, "allegations", AllegationRow, lambda row: row.allegation
        )

    async def __call__(self, connection: AsyncConnection[Any], events: Sequence[Recorded[Event]]) -> None:
        """See ``Fold``."""
        decided = {e.stream for e in events if isinstance(e.event, DecisionMade | DecisionVaried | DecisionRevoked)}
        known = await self._proceedings.load(connection, list(decided))
        proceedings, alleged = fold(known, events)
        await self._proceedings.put(connection, list(proceedings.values()))
        await self._allegations.put(connection, list(alleged.values()))


PRIOR_LIABILITY = ReadModel(
    name="prior-liability",
    version=1,
    package=PACKAGE,
    tables=("liability_allegation_v1", "liability_proceeding_v1"),
    begin=LiabilityFold,
    content="a decision counts from the day on which it was made",
)
"""Its ``content`` says what the fold does otherwise than before in the same tables, so that older rows are made anew."""
