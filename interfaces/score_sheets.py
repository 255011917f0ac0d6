"""A score sheet as the rows of an assessment, whichever way it comes in; and taking one in on the machine itself."""

import hashlib
from datetime import date
from uuid import UUID

import msgspec

from application.access import Grant, Role, Subject
from application.actors import LOCAL_OPERATOR
from application.adapters.spreadsheets import sheets_of
from application.casework.instruments import INSTRUMENTS
from application.casework.score_import import ScoreImport
from application.errors import NotFound
from application.handling import Asked
from application.imports.reading import Reading, read
from application.imports.scores import ScoreRow, score_mapping, score_of
from application.new_id import new_id
from application.ports import CommandKey
from application.streams import load_existing
from domain.supervision.assessments.assessment import Assessment
from domain.supervision.schemes import Schemes
from interfaces.imported import RegisterResult
from interfaces.local_service import local_service
from interfaces.settings import Settings


def rows_of(content: bytes, state: Assessment, schemes: Schemes, today: date) -> tuple[Reading, tuple[ScoreRow, ...]]:
    """The rows of a sheet for the scoring rules of that assessment.

    Raises:
        FileUnreadable: it is no sheet, or lacks the headings.
    """
    kind = None if state.planned is None else schemes.assessments.kind(state.planned.kind)
    groups = {} if kind is None else {group.code: group.label for group in kind.groups}
    items = () if state.issued is None else state.issued.items
    reading = read(sheets_of(content), score_mapping(items, groups), today)
    return reading, tuple(score_of(record, items) for record in reading.records)


def origin_of(content: bytes) -> str:
    """The address of a sheet: the digest of its bytes."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


async def take_sheet(
    settings: Settings, assessment: UUID, content: bytes, *, preview: bool, whole: bool
) -> RegisterResult:
    """Take a sheet in as the local operator, or only look what it would come to.

    Raises:
        FileUnreadable: as ``rows_of``.
        NotFound: there is no such assessment.
    """
    async with local_service(settings) as service:
        state = (await load_existing(service.events, INSTRUMENTS["assessment"].kind, assessment)).state
        if state.body is None:
            raise NotFound
        reading, rows = rows_of(content, state, service.around.schemes, service.around.today())
        result = RegisterResult(reading=reading, preview=preview, whole=whole)
        if result.none_kept:
            return result
        operator = Subject(account=LOCAL_OPERATOR, grants=(Grant(role=Role.LEAD_MANAGER, body=state.body),))
        desk = ScoreImport(service.events, service.around, service.registers)
        if preview:
            entered = await desk.plan(operator, assessment, rows, origin_of(content))
        else:
            key = CommandKey(scope=LOCAL_OPERATOR, key=new_id(), digest=hashlib.sha256(content).digest())
            asked = Asked(actor=LOCAL_OPERATOR, key=key, correlation=new_id())
            entered = await desk.take(operator, assessment, rows, origin_of(content), asked, whole=whole)
        return msgspec.structs.replace(result, entered=entered)
