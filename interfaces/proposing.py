"""Putting something forward on the machine itself: the local operator is the first signatory, for a body that is named."""

from uuid import UUID

from application.access import Grant, Role, Subject
from application.actors import LOCAL_OPERATOR
from application.casework.request import CommandRequest
from application.new_id import new_id
from application.ports import CommandKey
from domain.adoptions.adoption import adoption_id
from domain.adoptions.commands import ProposeAdoption
from interfaces.service import Service


async def propose_locally(service: Service, command: ProposeAdoption) -> None:
    """Carry *command* out. A second person signs over the API or on a page.

    Raises:
        Refused: a rule stands against it.
    """

    async def prepare(_: UUID) -> ProposeAdoption:
        return command

    request = CommandRequest(
        subject=Subject(account=LOCAL_OPERATOR, grants=(Grant(role=Role.LEGAL_OFFICER, body=command.body),)),
        action="adoption.propose-adoption",
        key=CommandKey(scope=LOCAL_OPERATOR, key=new_id(), digest=bytes.fromhex(command.content)),
        correlation=new_id(),
        prepare=prepare,
        expected=None,
    )
    await service.casework.carry_out(request, adoption_id(command.body, command.what, command.instrument))
