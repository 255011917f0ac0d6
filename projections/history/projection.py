"""Keeps the index from any stream to its case."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection

from domain.appeals.events import AppealFiled
from domain.cases.events import CaseOpened
from domain.proceedings.events import ProceedingOpened
from domain.recorded import Event, Recorded
from domain.reports.events import ReportFiled, ReportLinked
from domain.supervision.assessments.events import AssessmentPlanned
from domain.supervision.consultations.events import ConsultationStarted
from domain.supervision.duties.events import DutyPlaced
from domain.supervision.evaluations.events import EvaluationPlanned
from domain.supervision.projects.events import ProjectRegistered
from projections.running.model import ReadModel, Rows

PACKAGE = "projections.history"


class StreamRow(msgspec.Struct, frozen=True, kw_only=True):
    """One stream and where it belongs."""

    stream: UUID
    kind: str
    first_position: int
    case_id: UUID | None = None
    proceeding_id: UUID | None = None


def fold(known: dict[UUID, StreamRow], events: Iterable[Recorded[Event]]) -> dict[UUID, StreamRow]:
    """The rows that differ after *events*. *known* has those of the streams linked in them."""
    rows: dict[UUID, StreamRow] = {}
    for recorded in events:
        stream, position = recorded.stream, recorded.position
        match recorded.event:
            case ReportFiled():
                rows[stream] = StreamRow(stream=stream, kind="report", first_position=position)
            case CaseOpened():
                rows[stream] = StreamRow(stream=stream, kind="case", first_position=position, case_id=stream)
            case ProceedingOpened(case=case):
                rows[stream] = StreamRow(
                    stream=stream, kind="proceeding", first_position=position, case_id=case, proceeding_id=stream
                )
            case AppealFiled(case=case, proceeding=proceeding):
                rows[stream] = StreamRow(
                    stream=stream, kind="appeal", first_position=position, case_id=case, proceeding_id=proceeding
                )
            case ConsultationStarted():
                rows[stream] = StreamRow(stream=stream, kind="consultation", first_position=position)
            case DutyPlaced():
                rows[stream] = StreamRow(stream=stream, kind="duty", first_position=position)
            case ProjectRegistered():
                rows[stream] = StreamRow(stream=stream, kind="project", first_position=position)
            case AssessmentPlanned():
                rows[stream] = StreamRow(stream=stream, kind="assessment", first_position=position)
            case EvaluationPlanned():
                rows[stream] = StreamRow(stream=stream, kind="evaluation", first_position=position)
            case ReportLinked(case=case):
                row = rows.get(stream) or known[stream]
                rows[stream] = msgspec.structs.replace(row, case_id=case)
            case _:
                pass
    return rows


class HistoryFold:
    """Loads the reports linked in a page, folds, and writes."""

    def __init__(self) -> None:
        self._rows: Rows[UUID, StreamRow] = Rows(PACKAGE, "streams", StreamRow, lambda row: row.stream)

    async def __call__(self, connection: AsyncConnection[Any], events: Sequence[Recorded[Event]]) -> None:
        """See ``Fold``."""
        linked = {each.stream for each in events if isinstance(each.event, ReportLinked)}
        known = await self._rows.load(connection, list(linked))
        await self._rows.put(connection, list(fold(known, events).values()))


HISTORY = ReadModel(name="history", version=1, package=PACKAGE, tables=("history_stream_v1",), begin=HistoryFold)
