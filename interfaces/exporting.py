"""Exports on the machine that holds the data: the local operator is on record as the reader of each document opened."""

from datetime import date
from uuid import UUID

from application.access import Grant, Role, Subject
from application.actors import LOCAL_OPERATOR
from application.casework.file import open_file
from domain.identity import BodyId, CaseId
from interfaces.bodies import require_body
from interfaces.local_service import local_service
from interfaces.period_report import Period, period_report
from interfaces.settings import Settings


async def export_case(settings: Settings, case: UUID, *, until: date | None) -> bytes:
    """The file of *case* as the body that keeps it may take it along; see ``application.casework.case_archive``.

    Raises:
        NotFound: there is no such case, or nothing was recorded by that day.
        DatabaseFault, SchemaBehind, MigrationFault, KeyFileRefused, WrongRootKey: the store cannot be used.
    """
    async with local_service(settings) as service:
        file = await open_file(service.events, CaseId(case))
        keeper = Grant(role=Role.LEAD_MANAGER, body=file.case.state.body)
        return await service.archive.of(Subject(account=LOCAL_OPERATOR, grants=(keeper,)), case, until=until)


async def export_report(settings: Settings, period: Period, *, body: UUID | None) -> bytes:
    """The report of a period for *body*, or for every organ; see ``interfaces.period_report``.

    It is computed from the log itself (``as_of`` is always given), so no projector need run.

    Raises:
        BodyUnknown: the register does not know *body*.
        Trouble: the days do not fit.
        PressRefused: a typeface or a character is missing.
        DatabaseFault, SchemaBehind, MigrationFault, KeyFileRefused, WrongRootKey: the store cannot be used.
    """
    reader = Grant(role=Role.AUDITOR, body=None if body is None else BodyId(body))
    async with local_service(settings) as service:
        await require_body(service.registers, body)
        return await period_report(service, Subject(account=LOCAL_OPERATOR, grants=(reader,)), period)
