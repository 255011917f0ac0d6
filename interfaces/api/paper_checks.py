"""Whether a paper was issued and still stands, for whoever holds its sheet: asked with the code that the sheet bears."""

from collections.abc import Iterator

import msgspec

from application.adapters.rate_limits import RateClass
from application.casework.paper_check import Checked
from application.errors import NotFound
from domain.papers.sheet import check_code
from interfaces.api.operation import PUBLIC, Answer, Call, Operation, Sentence
from interfaces.service import Service


class CheckQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``code``: what the QR code of the sheet says, as it is."""

    code: str


class PaperChecks:
    """The route of the check."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared route."""
        yield Operation(
            method="GET",
            path="/api/check",
            name="check-paper",
            action=PUBLIC,
            summary=Sentence(
                "核验文书：凭文书上的核验码查是否本系统制发、是否仍然有效",
                "Check a paper by the code on its sheet: was it issued here, and does it stand",
            ),
            tag="papers",
            query=CheckQuery,
            answers=Checked,
            refusals=(404, 429),
            run=self.check,
        )

    async def check(self, call: Call) -> Answer:
        """What the sheet says of itself, and whether it stands. A code that no sheet bears is not found, whatever is wrong."""
        return Answer(content=await self.checked(call))

    async def checked(self, call: Call) -> Checked:
        """The answer to the code of *call*. Raises NotFound, TooManyRequests."""
        await self._service.limits.take(RateClass.PAPER_CHECK, call.source)
        try:
            code = check_code(call.query.code)
        except ValueError:
            raise NotFound from None
        return await self._service.checks.of(code)
