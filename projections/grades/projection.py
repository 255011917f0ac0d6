"""Keeps the grade that each organ was given: approved by an assessment, or set by a social evaluation."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct
from psycopg import AsyncConnection

from domain.recorded import Event, Recorded
from domain.supervision.assessments.events import ResultsApproved
from domain.supervision.evaluations.events import OrganGraded
from projections.docket.row import Kind
from projections.running.model import ReadModel, Rows

PACKAGE = "projections.grades"


class GradeRow(Struct, frozen=True, kw_only=True):
    """The grade of an organ in one assessment or evaluation. ``score`` is unrounded, out of 100, as it was written."""

    matter: UUID
    kind: Kind
    organ: UUID
    grade: str
    score: str
    given_on: date


def rows(events: Iterable[Recorded[Event]]) -> tuple[GradeRow, ...]:
    """The grades that *events* give. Each event tells all of its own; a later one takes the place of an earlier."""
    found: dict[tuple[UUID, UUID], GradeRow] = {}
    for recorded in events:
        match recorded.event:
            case ResultsApproved(results=results, approved_on=day):
                given = [(one.organ, one.grade, one.total) for one in results]
                kind = Kind.ASSESSMENT
            case OrganGraded(organ=organ, grade=grade, score=score, graded_on=day):
                given, kind = [(organ, grade, score)], Kind.EVALUATION
            case _:
                continue
        for organ, grade, score in given:
            found[recorded.stream, organ] = GradeRow(
                matter=recorded.stream, kind=kind, organ=organ, grade=grade, score=score, given_on=day
            )
    return tuple(found.values())


class GradesFold:
    """Writes the grades of a page."""

    def __init__(self) -> None:
        self._rows: Rows[UUID, GradeRow] = Rows(PACKAGE, "grades", GradeRow, lambda row: row.matter)

    async def __call__(self, connection: AsyncConnection[Any], events: Sequence[Recorded[Event]]) -> None:
        """See ``Fold``."""
        await self._rows.put(connection, rows(events))


GRADES = ReadModel(name="grades", version=1, package=PACKAGE, tables=("grades_v1",), begin=GradesFold)
