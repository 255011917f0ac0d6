"""The body that a command of this machine is told to act for: one that the register of organs knows."""

from uuid import UUID

from application.adapters.registers import Registers
from application.errors import ApplicationError


class BodyUnknown(ApplicationError):
    """The register of organs has no body of that id, on any day."""

    code = "body-unknown"

    def __init__(self, body: UUID) -> None:
        super().__init__(str(body))


async def require_body(registers: Registers, body: UUID | None) -> None:
    """Let a body pass that the register knows, and none (where that means every one). Raises BodyUnknown."""
    if body is None:
        return
    snapshot = await registers.snapshot()
    if all(term.organ != body for term in snapshot.terms()):
        raise BodyUnknown(body)
