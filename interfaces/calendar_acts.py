"""What each part of ``wenze calendar`` does on the database of the settings."""

from uuid import UUID

import msgspec

from application.actors import LOCAL_OPERATOR
from application.adapters.escalations import Escalations
from application.adapters.registers import Registers
from application.calendar_book import CalendarBook
from application.errors import StoreUnavailable
from application.reminders.reminder import Channel
from application.reminders.wording import Language
from domain.adoptions.commands import ProposeAdoption
from domain.adoptions.events import Adopted
from domain.calendar.notice import Notice, content_id_of
from domain.identity import BodyId
from domain.registers.competence import Competent, Question
from interfaces.bodies import require_body
from interfaces.calendar_effect import Effect, effect_of
from interfaces.local_service import local_service
from interfaces.proposing import propose_locally
from interfaces.service import Service
from interfaces.settings import Settings


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A notice and whether it is part of the calendar: ``shipped``, ``proposed``, ``signed`` or ``ended``."""

    name: str
    state: str
    content: str


async def listed(settings: Settings) -> tuple[Listed, ...]:
    """Every notice, those that ship first."""
    async with local_service(settings) as service:
        entries = await service.book.entries()
        calendar = await service.book.calendar()
        mine = {entry.content for entry in entries}
        shipped = tuple(
            Listed(name=notice.id, state="shipped", content=content_id_of(notice))
            for notice in calendar.notices
            if content_id_of(notice) not in mine
        )
        return (*shipped, *(Listed(name=e.name, state=e.state, content=e.content) for e in entries))


async def shown(settings: Settings, name: str) -> Notice | None:
    """The notice of that name: of the calendar, or the one proposed last."""
    async with local_service(settings) as service:
        calendar = await service.book.calendar()
        for notice in calendar.notices:
            if notice.id == name:
                return notice
        for entry in reversed(await service.book.entries()):
            if entry.name == name:
                return await service.book.notice(entry.content)
    return None


async def effect(settings: Settings, notice: Notice) -> Effect | None:
    """What it would move; None while no projector has made the read models."""
    async with local_service(settings) as service:
        return await _effect(service, service.book, notice)


async def _effect(service: Service, book: CalendarBook, notice: Notice) -> Effect | None:
    before, after = await book.calendar(), await book.with_notice(notice)
    try:
        async with service.read() as connection:
            return await effect_of(connection, before, after, None)
    except StoreUnavailable:
        return None


async def propose(settings: Settings, notice: Notice, body: UUID) -> str:
    """Put it forward as the local operator, for *body*; its content id. A second person signs over the API. Raises BodyUnknown."""
    async with local_service(settings) as service:
        await require_body(service.registers, body)
        content = await service.notice_store.keep(notice, by=LOCAL_OPERATOR)
        command = ProposeAdoption(
            body=BodyId(body),
            what=Adopted.CALENDAR,
            instrument=notice.jurisdiction,
            name=notice.id,
            content=content,
            applies_from=service.around.today(),
        )
        await propose_locally(service, command)
        return content


async def escalate(settings: Settings, body: UUID) -> Competent | Question:
    """Have passed deadlines of *body* told to the next higher organ; which one that is, or what the register lacks."""
    async with local_service(settings) as service:
        escalations = Escalations(service.pool, Registers(service.pool))
        return await escalations.ask(BodyId(body), by=LOCAL_OPERATOR, on=service.around.today())


async def target(
    settings: Settings, body: UUID, channel: Channel, address: str, language: Language
) -> tuple[UUID, str | None]:
    """Add a target of reminders; its id, and for a webhook the secret by which its letters are signed. Raises BodyUnknown."""
    async with local_service(settings) as service:
        await require_body(service.registers, body)
        made = await service.targets.add(BodyId(body), channel, address, by=LOCAL_OPERATOR, language=language)
        return made, service.targets.secret(made) if channel is Channel.WEBHOOK else None
