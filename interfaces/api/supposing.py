"""What would follow for one respondent if something were otherwise. Nothing of it is kept."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from application.casework.supposing import NotToBeSupposed, Supposition, WhatIf
from application.errors import NotFound
from domain.recommendation.facts import FactStatus
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.problems import Trouble
from interfaces.service import Service


class WhatIfQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``facts`` are written ``code=status``, ``answers`` ``question=choice``; ``decided_on`` is today where absent."""

    facts: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    decided_on: date | None = None


class Supposing:
    """The route of what-if."""

    def __init__(self, service: Service) -> None:
        self._reading = service.reading

    def operations(self) -> Iterator[Operation]:
        """The declared route."""
        yield Operation(
            method="GET",
            path="/api/proceedings/{proceeding}/what-if",
            name="suppose",
            action="proceeding.read-recommendation",
            summary=Sentence(
                zh="假定情况不同时的处理建议（不保存）",
                en="The recommendation if something were otherwise (nothing is kept)",
            ),
            tag="proceedings",
            query=WhatIfQuery,
            answers=WhatIf,
            refusals=(400,),
            run=self.suppose,
        )

    async def suppose(self, call: Call) -> Answer:
        """What follows now, what would follow, and what differs. Raises NotFound while nothing is recommended."""
        asked: WhatIfQuery = call.query
        statuses = {status.value: status for status in FactStatus}
        supposition = Supposition(
            facts={code: _status(statuses, word) for code, word in _pairs("facts", asked.facts)},
            answers=dict(_pairs("answers", asked.answers)),
            decided_on=asked.decided_on,
        )
        try:
            found = await self._reading.what_if(call.subject, call.ids["proceeding"], supposition)
        except NotToBeSupposed as error:
            raise Trouble("malformed-query", place=error.place) from None
        if found is None:
            raise NotFound
        return Answer(content=found)


def _pairs(place: str, written: Iterable[str]) -> Iterator[tuple[str, str]]:
    for one in written:
        code, equals, word = one.partition("=")
        if not (code and equals and word):
            raise Trouble("malformed-query", place=place)
        yield code, word


def _status(statuses: dict[str, FactStatus], word: str) -> FactStatus:
    if word not in statuses:
        raise Trouble("malformed-query", place="facts")
    return statuses[word]
