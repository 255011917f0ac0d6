"""What ``wenze rulebook propose``, ``impact`` and ``text`` do on the database of the settings."""

from collections.abc import AsyncIterator
from uuid import UUID

from application.actors import LOCAL_OPERATOR
from application.official_texts import TextKept
from domain.adoptions.commands import ProposeAdoption
from domain.adoptions.events import Adopted
from domain.identity import BodyId
from domain.rulebook.policy import Policy
from domain.rulebook.schema import Rulebook
from interfaces import policy_files, text_adding
from interfaces.bodies import require_body
from interfaces.local_service import local_service
from interfaces.policy_files import PolicyImpact
from interfaces.proposing import propose_locally
from interfaces.rulebook_impact import Impact, Trial, all_parts
from interfaces.settings import Settings
from interfaces.text_adding import TextsAdded
from projections.recommendations.closed import FIRST


async def impact(settings: Settings, book: Rulebook) -> AsyncIterator[Impact]:
    """The parts of the closed proceedings that it concerns, one after the other.

    Raises:
        StoreUnavailable: no projector has made the read models yet, or the database is gone.
    """
    async with local_service(settings) as service:
        trial = Trial(await service.around.catalogue(), book, service.law.policy)
        async with service.read() as connection:
            async for part in all_parts(connection, trial):
                yield part


async def policy_impact(settings: Settings, policy: Policy) -> AsyncIterator[PolicyImpact]:
    """The parts of the closed proceedings that its body decided, one after the other. Raises StoreUnavailable as above."""
    async with local_service(settings) as service:
        catalogue, after = await service.around.catalogue(), FIRST
        async with service.read() as connection:
            while True:
                part = await policy_files.impact(connection, policy, catalogue, None, after=after)
                yield part
                if part.next is None:
                    return
                after = part.next


async def add_text(settings: Settings, content: bytes) -> TextsAdded:
    """Add an official text as the local operator. Raises Trouble when it is none of a rulebook in use."""
    async with local_service(settings) as service:
        return await text_adding.add_text(service, content, LOCAL_OPERATOR)


async def texts(settings: Settings) -> tuple[TextKept, ...]:
    """Every text that is kept, the newest last."""
    async with local_service(settings) as service:
        return await service.texts.all()


async def propose(settings: Settings, thing: Rulebook | Policy, body: UUID) -> str:
    """Put it forward as the local operator, for *body*; its content id. A second person signs over the API or on a page.

    Raises:
        BodyUnknown: the register does not know the body.
        Refused: the lint finds errors in it beside the law in use, or another rule stands against it.
    """
    async with local_service(settings) as service:
        await require_body(service.registers, body)
        content, today = await service.law.keep(thing, by=LOCAL_OPERATOR), service.around.today()
        command = ProposeAdoption(
            body=BodyId(body),
            what=Adopted.RULEBOOK if isinstance(thing, Rulebook) else Adopted.POLICY,
            instrument=thing.instrument,
            name=thing.key if isinstance(thing, Rulebook) else thing.name,
            content=content,
            applies_from=today if isinstance(thing, Rulebook) else max(thing.effective, today),
        )
        await propose_locally(service, command)
        return content
