"""The access log: who read what about whom. Opening it is on record too."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from litestar import Response

from application.reads import Read, ReadOutcome
from interfaces.api.commands import SUMMARIES
from interfaces.api.operation import Operation
from interfaces.api.oversight import Oversight, ReadsQuery
from interfaces.service import Service
from interfaces.web.calling import asked, reading
from interfaces.web.directory import Directory, Names
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

KEPT = ("thing", "actor")


class Line(NamedTuple):
    """One entry in words. ``number`` is that of the matter that was read, or whose document was; else ``id`` says which."""

    at: str
    who: str
    kind: str
    number: str | None
    id: str
    purpose: str
    outcome: str
    served: bool


class OversightPages:
    """The auditor's page."""

    def __init__(self, service: Service, directory: Directory, operations: Sequence[Operation]) -> None:
        self._directory = directory
        self._oversight = Oversight(service)
        self._acts = {operation.action: operation.summary for operation in reversed(operations)} | SUMMARIES

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/access-log", action="audit.read", show=self.reads, cites=False)

    async def reads(self, visit: Visit) -> Response[bytes]:
        """A page of the log, oldest first, of one reader or one thing where asked."""
        query = asked(visit, ReadsQuery, (*KEPT, "after"))
        found = (await self._oversight.reads(reading(visit, query=query))).content
        names = await self._directory.numbered(
            await self._directory.who(visit.texts),
            {about for one in found.entries for about in (one.thing, one.subject) if about is not None},
        )
        return page(
            visit,
            "access_log.html",
            names=names,
            lines=self._lines(found.entries, names),
            filled={name: visit.asked(name) or "" for name in KEPT},
            next=visit.with_query(KEPT, after=str(found.next)) if found.next is not None else None,
        )

    def _lines(self, entries: Sequence[Read], names: Names) -> list[Line]:
        texts, numbers = names.texts, names.numbers
        found = []
        for one in entries:
            matter = one.thing if one.thing in numbers or one.subject is None else one.subject
            act = self._acts.get(one.purpose)
            found.append(
                Line(
                    at=texts.moment(one.at),
                    who=names.of(one.actor),
                    kind=texts(f"access_log.kinds.{one.kind.value}"),
                    number=texts.number(matter, numbers[matter]) if matter in numbers else None,
                    id=str(one.thing)[-12:],
                    purpose=one.purpose if act is None else texts.say(act),
                    outcome=texts(f"access_log.outcomes.{one.outcome.value}"),
                    served=one.outcome is ReadOutcome.SERVED,
                )
            )
        return found
