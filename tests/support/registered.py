"""An organ in the register of the deployment that the settings name, for commands that act for it."""

import asyncio
from datetime import date
from uuid import UUID

from application.actors import LOCAL_OPERATOR
from domain.identity import OrganId
from domain.registers.records import OrganKind, OrganTerm
from interfaces import settings
from interfaces.local_service import local_service


def register(body: UUID) -> None:
    """Enter *body*."""
    term = OrganTerm(organ=OrganId(body), valid_from=date(2010, 1, 1), name="示例机关", kind=OrganKind.DEPARTMENT)

    async def enter() -> None:
        async with local_service(settings.read()) as service:
            await service.registers.add(by=LOCAL_OPERATOR, organs=[term])

    asyncio.run(enter())
