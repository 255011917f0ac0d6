"""Oversight: who read what about whom. Reading that is on record too."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Annotated
from uuid import UUID

import msgspec

from application.casework import gate
from application.casework.around import LEGAL_ZONE
from application.reads import AskedReads, Read, ReadKind, ReadOutcome
from domain.identity import ActorId
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.service import Service

EVERYTHING = UUID(int=0)
"""What an entry names when the audit was read as a whole."""


class ReadsQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``after``: ``next`` of the page before. ``thing``: what was read. ``actor``: who read. ``since`` and ``until``: days, included.

    ``newest``: the latest first; else the oldest, of which none is missed by whoever goes on from ``next``.
    """

    newest: bool = False
    after: Annotated[int, msgspec.Meta(ge=0, le=2**62)] = 0
    limit: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 100
    thing: UUID | None = None
    actor: UUID | None = None
    kind: ReadKind | None = None
    outcome: ReadOutcome | None = None
    since: date | None = None
    until: date | None = None


class ReadsPage(msgspec.Struct, frozen=True, kw_only=True):
    """Entries in their order; ``next`` is None when this was the last page."""

    entries: tuple[Read, ...]
    next: int | None


class Oversight:
    """The routes of auditors."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="GET",
            path="/api/audit/reads",
            name="list-reads",
            action="audit.read",
            summary=Sentence("查阅记录", "Who read what about whom"),
            tag="oversight",
            query=ReadsQuery,
            answers=ReadsPage,
            run=self.reads,
        )

    async def reads(self, call: Call) -> Answer:
        """A page of the audit; the entry about this reading is made first."""
        gate.require(call.subject, "audit.read")
        query, audit = call.query, self._service.audit
        await audit.note(
            by=call.subject.account,
            kind=ReadKind.AUDIT,
            thing=query.thing or query.actor or EVERYTHING,
            purpose="audit.read",
            outcome=ReadOutcome.SERVED,
        )
        asked = AskedReads(
            newest=query.newest,
            after=query.after,
            limit=query.limit,
            thing=query.thing,
            actor=ActorId(query.actor) if query.actor is not None else None,
            kind=query.kind,
            outcome=query.outcome,
            since=_begins(query.since) if query.since is not None else None,
            before=_begins(query.until + timedelta(days=1)) if query.until not in {None, date.max} else None,
        )
        found = await audit.entries(asked)
        last = found[-1].position if len(found) == query.limit else None
        return Answer(content=ReadsPage(entries=found, next=last))


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), LEGAL_ZONE)
