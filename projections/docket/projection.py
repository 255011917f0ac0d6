"""Folds the log into the docket, matter by matter."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from msgspec.structs import replace
from psycopg import AsyncConnection

from domain.appeals.events import AppealFiled
from domain.cases.events import CaseOpened
from domain.proceedings.events import ProceedingOpened
from domain.recorded import Event, Recorded, stored_name
from domain.registry import kind_of
from domain.reports.events import ReportFiled, ReportLinked
from domain.supervision.assessments.events import AssessmentPlanned
from domain.supervision.consultations.events import ConsultationStarted
from domain.supervision.duties.events import DutyPlaced
from domain.supervision.evaluations.events import EvaluationPlanned
from domain.supervision.projects.events import ProjectRegistered
from projections.docket import (
    appeals,
    assessments,
    cases,
    consultations,
    duties,
    evaluations,
    proceedings,
    projects,
    reports,
)
from projections.docket.row import Row
from projections.docket.settling import settled
from projections.running.model import ReadModel, Rows
from projections.statements import statement

PACKAGE = "projections.docket"

_CHANGED: dict[str, Callable[[Row, Any], Row]] = {
    "report": reports.changed,
    "case": cases.changed,
    "proceeding": proceedings.changed,
    "appeal": appeals.changed,
    "consultation": consultations.changed,
    "duty": duties.changed,
    "project": projects.changed,
    "assessment": assessments.changed,
    "evaluation": evaluations.changed,
}

_NAMES_CASE = (ProceedingOpened, AppealFiled, ReportLinked)
"""Events that say to which case their stream belongs."""


def begun(recorded: Recorded[Any]) -> Row | None:
    """The row of a matter that begins with this event. None: the event begins none that the docket lists."""
    event = recorded.event
    match event:
        case ReportFiled():
            return reports.begun(recorded, event)
        case CaseOpened():
            return cases.begun(recorded, event)
        case ProceedingOpened():
            return proceedings.begun(recorded, event)
        case AppealFiled():
            return appeals.begun(recorded, event)
        case ConsultationStarted():
            return consultations.begun(recorded, event)
        case DutyPlaced():
            return duties.begun(recorded, event)
        case ProjectRegistered():
            return projects.begun(recorded, event)
        case AssessmentPlanned():
            return assessments.begun(recorded, event)
        case EvaluationPlanned():
            return evaluations.begun(recorded, event)
        case _:
            return None


def folded(row: Row | None, recorded: Recorded[Any]) -> Row | None:
    """The row of a stream after one more of its events. None: the stream is of a kind that the docket does not list.

    Raises:
        LookupError: an event came before the one that begins its stream; the log never gives that.
    """
    event = recorded.event
    if row is None and (first := begun(recorded)) is not None:
        return first
    change = _CHANGED.get(kind_of(stored_name(event)))
    if change is None:
        return row
    if row is None:
        raise LookupError(recorded.stream)
    row = change(row, event)
    return replace(row, position=recorded.position, version=recorded.version, changed_at=recorded.recorded_at)


def fold(known: dict[UUID, Row], events: Iterable[Recorded[Event]]) -> dict[UUID, Row]:
    """The rows that differ after *events*, by id. *known* holds all rows of the matters concerned."""
    rows, touched = dict(known), set[UUID]()
    for recorded in events:
        row = folded(rows.get(recorded.stream), recorded)
        if row is not None:
            rows[recorded.stream] = row
            touched.add(row.case_id or row.id)
    matters: defaultdict[UUID, list[Row]] = defaultdict(list)
    for row in rows.values():
        if (row.case_id or row.id) in touched:
            matters[row.case_id or row.id].append(row)
    after = (row for matter in matters.values() for row in settled(matter))
    return {row.id: row for row in after if row != known.get(row.id)}


class DocketFold:
    """Loads the rows of the matters that a page belongs to, folds, and writes those that differ."""

    def __init__(self) -> None:
        self._rows: Rows[UUID, Row] = Rows(PACKAGE, "rows", Row, lambda row: row.id)

    async def __call__(self, connection: AsyncConnection[Any], events: Sequence[Recorded[Event]]) -> None:
        """See ``Fold``."""
        streams = {recorded.stream for recorded in events}
        begun = {recorded.stream for recorded in events if recorded.version == 1}
        named = {each.event.case for each in events if isinstance(each.event, _NAMES_CASE)}
        matters: set[UUID] = streams | named
        cursor = await connection.execute(statement(PACKAGE, "case_of"), {"ids": list(streams - begun)})
        matters |= {case for _, case in await cursor.fetchall()}
        known = await self._rows.load(connection, list(matters))
        await self._rows.put(connection, list(fold(known, events).values()))


DOCKET = ReadModel(
    name="docket",
    version=2,
    package=PACKAGE,
    tables=("docket_v2",),
    begin=DocketFold,
    content="each step waits for a role that may take it; restoration is open until every kind of it is settled; whoever passed a report on, declined it or wrote to its reporter has it and keeps sight of it; a project has the day of its next report; "
    "a referred report lies on the desk of the body to which it went; a decision served on the respondent without a notice tells them; what rests on a review waits for another one when the investigation was reopened or a reviewer stands aside; each respondent has the day of its own profile; "
    "an officer stands aside when that was decided; nobody waits for a measure that cannot be carried out; a respondent named after the filing waits for its extension; "
    "a decision and an appeal have the day on which they were made; an appeal that was refused or ended by letter is still to be served; "
    "a track that waits for a statement knows what follows when none comes; a matter is found by each code that it rests on; "
    "nobody waits to serve an outcome on somebody who is no more; whoever is kept away from a report does not find it; "
    "a case waits for nobody while its proceedings are under way, and a proceeding under investigation for the step of its case; a report is found by what its reporter said of the outcome; "
    "a decision is served on all and announced before a track waits to be closed, and nothing is closed that waits for an appeal or its service; "
    "an investigation is reported once something was found on every declared fact; "
    "nobody decides on filing before a respondent is named, and a proceeding is not investigated before its case is filed; "
    "nothing is found before evidence is on file; nobody is waited for once what was asked about is released; "
    "nobody decides on filing before it is known which body decides on each respondent; whoever reported is told what came of it; "
    "what a measure is incomplete without is known of each track",
)
"""Its ``content`` says what the fold does otherwise than before in the same tables, so that older rows are made anew."""
